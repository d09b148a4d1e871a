"""Commands on credits; they need no database."""
