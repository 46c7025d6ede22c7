"""The charts of the page on treaties: instruments, votes, promises, and who owes whom."""
