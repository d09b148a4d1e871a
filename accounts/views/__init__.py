"""Pages of signing in, accounts, notices."""
