"""What is asked of the record in the terms of its readers: filters, vocabulary, search, citations. Knows nothing of pages or charts."""
