"""Papers of this app: a view model each; zcps.documents renders."""
