"""The rules of the notices as pure Python and data; imports no Django."""
