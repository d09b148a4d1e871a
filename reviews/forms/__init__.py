"""Forms, a module for each workbench."""
