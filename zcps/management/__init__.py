"""Commands of the technique layer."""
