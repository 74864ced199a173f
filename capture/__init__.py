"""The outside world becomes an article with its evidence: the only code that knows HTTP and HTML."""
