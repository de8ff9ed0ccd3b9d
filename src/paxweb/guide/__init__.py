""" "May I share this?" as pages. Imports `pax.gateways`, keeps nothing, needs no database and no script."""
