"""The page on claims: charts, and the ledger of every claim with filters of its own."""
