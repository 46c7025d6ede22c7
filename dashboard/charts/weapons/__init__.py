"""The charts of the page on weapons: launches, tests, and what came before and after them."""
