"""What the web server adds to Streamlit: headers, record pages, a store of recent answers."""
