"""What is accepted of people's files, judged by their content, and what is kept of it. Knows no app."""
