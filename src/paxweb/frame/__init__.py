"""The page shell: what every page has, its design, its two languages, its security headers."""
