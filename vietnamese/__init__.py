"""Vietnamese for computers: folding, alphabetical order, addresses, dates. Plain Python, imports nothing of ours."""
