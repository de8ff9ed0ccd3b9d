"""Which files are taken in, judged by what is in them and not by what they are called."""
