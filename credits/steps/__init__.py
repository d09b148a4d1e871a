"""The acts on a credit entry; only perform() writes its stage."""
