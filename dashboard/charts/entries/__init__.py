"""The entries of the catalogue, a module for the charts of one or a few pages."""
