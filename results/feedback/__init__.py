"""What became of reports and proposals, in numbers: tallied as dossiers are, and published beside them."""
