"""Where each part of an export stands, and what it is called there."""

from __future__ import annotations

FORMAT = "second-source export 2"
CONTENTS = "contents.json"
REPORT = "report.html"
WACZ = "captures.wacz"
CLAIM_REVIEWS = "claim-reviews.jsonld"
PROVENANCE = "provenance"
TABLES_FOLDER = "tables"
LOG = f"{TABLES_FOLDER}/jsonl/audit_entry.jsonl"
