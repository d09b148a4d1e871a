"""Signed papers: sealing a PDF so that anybody can tell whether it is ours and unchanged, and telling.

papers.seal(pdf, …)                      → the signed file, verified before it is handed out; raises CannotSign
papers.verdict(pdf)                      → what is to be said of a file, by the keys that the platform has published
check.verify(pdf, published, at)         → the same without settings: what the command line tool does
python -m zcps.signed FILE --roots PEM   → the tool; needs neither a database nor the network

Who signs is a setting (PAPER_SIGNER): the platform's own keys, or the province's seal service (signers.py).
"""
