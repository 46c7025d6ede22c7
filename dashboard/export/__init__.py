"""What is taken away: files of rows, pictures and bundles of a chart, made from the same rows as the page."""
