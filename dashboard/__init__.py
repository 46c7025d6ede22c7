"""Panmunjom: US-North Korea relations as tables, charts, and the words they rest on."""
