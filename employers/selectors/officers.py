"""For whom an account acts."""

from employers.authorisation import employer_of

__all__ = ["employer_of"]
