"""The acts of a registration."""
