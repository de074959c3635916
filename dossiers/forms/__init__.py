"""What citizens and staff fill in, each in a file of their own."""
