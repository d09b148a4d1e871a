"""Template tags: the components of every page, and Chinese dates."""
