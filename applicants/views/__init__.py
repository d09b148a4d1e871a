"""Pages of the person's side, and the employer's pages on the archive."""
