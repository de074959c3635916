"""Messages to citizens: a row promises each, a worker sends it, and the clock finds what nobody sent. Knows no app."""
