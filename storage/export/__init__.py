"""The parts of an export, each in its own standard, and the check of them with nothing but the file."""
