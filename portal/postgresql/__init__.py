"""Django's PostgreSQL, but for one thing: how a connection that was kept is found to be alive."""
