"""Stories: the list of them, one step at a time, and a whole story to read and print."""
