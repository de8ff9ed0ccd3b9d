"""Letters of a case: drafted from its facts, read before they are signed, then fixed for good."""
