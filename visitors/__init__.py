"""Who knocks, as far as that has to be known: the network of a visitor, and how often it may try. Knows no app."""
