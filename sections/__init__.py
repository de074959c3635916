"""What the site of every agency must contain by law, who leads the agency, and how complete the sites are."""
