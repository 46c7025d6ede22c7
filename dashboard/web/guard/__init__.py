"""What keeps one client from taking the server away from the others: limits that are checked before work starts."""
