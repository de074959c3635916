"""PostgreSQL and a Redis-protocol server from their wheels, for development, the demo, tests and benchmarks.

Plain Python: imports no Django. Production never uses it: there DATABASE_URL and REDIS_URL are set.
"""
