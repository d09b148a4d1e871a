"""Technique only: settings, clock, documents, uploads, encryption, mail. Imports no app."""
