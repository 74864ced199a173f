"""The domain: what an article is, what it says and how two articles relate. No I/O, no clock."""
