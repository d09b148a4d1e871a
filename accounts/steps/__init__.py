"""The form of a legal act, and the one door through which all of them go."""
