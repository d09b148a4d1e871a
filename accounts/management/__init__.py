"""Commands of the platform's foundation."""
