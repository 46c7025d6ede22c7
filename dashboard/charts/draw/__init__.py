"""What builders of charts share: marks, bands, selections that reach beyond a chart, colours, and the table of a chart."""
