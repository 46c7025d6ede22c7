"""What programs and agents may ask, and what they are answered: the same questions over HTTP, over MCP and from Python."""
