"""What is typed about employers."""
