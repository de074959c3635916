"""Reports and proposals from citizens (phản ánh, kiến nghị): to be built."""
