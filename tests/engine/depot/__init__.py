"""The store: what is in it is whole, what is in force is what a folder would give, and nothing goes without a proof."""
