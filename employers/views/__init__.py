"""Pages of employers and of the bureau that registers them."""
