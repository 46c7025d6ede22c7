"""One chart alone, for a frame in a page of another site."""
