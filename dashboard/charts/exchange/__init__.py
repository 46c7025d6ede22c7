"""The charts of the page on exchange: measured series, and the citizens who were held."""
