"""Codes that are printed on papers and read aloud over the telephone."""

import secrets

# No 0/O, 1/I/L.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def random_code(length: int) -> str:
    """Return a code that nobody can foretell; twelve characters cannot be guessed either."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
