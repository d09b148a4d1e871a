"""Who signs in, for whom, in which capacity, and what was done: the foundation of all other apps."""
