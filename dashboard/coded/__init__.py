"""Coded event data: millions of rows that a machine coded from the news, kept outside the record, and the sums that pages read of them."""
