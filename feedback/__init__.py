"""What citizens tell the agencies: whether a page was useful. Reports and proposals are still to be built."""
