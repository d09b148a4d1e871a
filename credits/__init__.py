"""Continuing-education credits (继续教育学时): entries, their recognition, hours by year."""
