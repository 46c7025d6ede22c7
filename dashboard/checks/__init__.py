"""Checks on the record: the rules of its rows, the charts that rest on them, and the addresses of its sources."""
