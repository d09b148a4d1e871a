"""A workbench for each role."""
