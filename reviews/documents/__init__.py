"""The papers of a season: a view model each, one template each; zcps.documents renders them."""
