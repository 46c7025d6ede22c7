"""Asking the web for sources: to public addresses only, politely, within limits."""
