"""How good the readers are, and how fast: measured beside the best peer libraries, with floors that only rise."""
