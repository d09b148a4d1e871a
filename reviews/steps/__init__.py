"""One file per legal act, named after it."""
