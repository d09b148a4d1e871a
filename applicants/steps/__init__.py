"""The acts on an archive record; only perform() writes its stage."""
