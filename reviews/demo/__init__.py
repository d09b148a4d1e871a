"""The demonstration's season: invented people and works, driven through the very acts that everybody uses."""
