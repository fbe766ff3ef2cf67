"""A backup is one file with the database and the pictures: written whole, checked, read back.

No program of PostgreSQL's is used: `pg_dump` refuses a server newer than itself, and it writes rows
in the order of their arrival, which must not be told of answers.
"""
