"""The office: officials sign in, read the week's items behind their board's walls, and everything is logged."""
