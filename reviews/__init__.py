"""The procedure: plans, applications, publicity, meetings, results, certificates."""
