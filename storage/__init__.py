"""Keeping it: tables, captures on disk, audit log and exports. The only code that knows SQL."""
