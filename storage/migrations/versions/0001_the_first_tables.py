"""The first tables, and the triggers that keep the audit log append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Exact, Instant, Listed, Stated, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# INSERT OR REPLACE on SQLite deletes without a DELETE trigger, so an insertion must also be the next in line.
APPEND_ONLY = {
    "sqlite": (
        """CREATE TRIGGER audit_entry_update BEFORE UPDATE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
        """CREATE TRIGGER audit_entry_delete BEFORE DELETE ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
        """CREATE TRIGGER audit_entry_insert BEFORE INSERT ON audit_entry
        WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$""",
        """CREATE TRIGGER audit_entry_change BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()""",
        """CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse()""",
    ),
}


def upgrade() -> None:  # noqa: PLR0915  one statement a table
    op.create_table(
        "audit_entry",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("agent", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("payload", Words(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(previous) = 64 AND length(hash) = 64", name=op.f("ck_audit_entry_hashes")),
        sa.CheckConstraint("seq > 0", name=op.f("ck_audit_entry_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_entry")),
    )
    op.create_table(
        "capture",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("final_url", Words(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", Listed(), nullable=False),
        sa.Column("redirects", Listed(), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("record_url", Words(), nullable=False),
        sa.Column("file", Words(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("payload_file", Words(), nullable=False),
        sa.Column("payload_offset", sa.BigInteger(), nullable=False),
        sa.Column("payload_length", sa.BigInteger(), nullable=False),
        sa.Column("taken_from", Words(), nullable=True),
        sa.CheckConstraint("\"kind\" IN ('response', 'resource', 'revisit')", name=op.f("ck_capture_kind")),
        sa.CheckConstraint(
            '"offset" >= 0 AND "length" > 0 AND payload_offset >= 0 AND payload_length > 0 AND size >= 0',
            name=op.f("ck_capture_place"),
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_capture_sha256")),
        sa.CheckConstraint("status IS NULL OR status BETWEEN 100 AND 999", name=op.f("ck_capture_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
    )
    with op.batch_alter_table("capture", schema=None) as batch_op:
        batch_op.create_index("ix_capture_final_url", ["final_url"], unique=False, postgresql_using="hash")
        batch_op.create_index(batch_op.f("ix_capture_sha256"), ["sha256"], unique=False)

    op.create_table(
        "outlet",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("owner", Words(), nullable=True),
        sa.Column("wire", sa.Boolean(), nullable=False),
        sa.Column("country", Words(), nullable=True),
        sa.Column("language", Words(), nullable=True),
        sa.Column("known_from", Words(), nullable=True),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlet")),
    )
    with op.batch_alter_table("outlet", schema=None) as batch_op:
        batch_op.create_index(
            "uq_outlet_registered_name",
            ["name"],
            unique=True,
            sqlite_where=sa.text("registered"),
            postgresql_where=sa.text("registered"),
        )

    op.create_table(
        "run",
        sa.Column("id", Words(), nullable=False),
        sa.Column("software", Words(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("counts", Listed(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "story",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("headline", Words(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story")),
    )
    op.create_table(
        "trust_file",
        sa.Column("site", Words(), nullable=False),
        sa.Column("url", Words(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("problem", Words(), nullable=True),
        sa.Column("read_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "(url IS NULL) = (sha256 IS NULL) AND (url IS NULL) <> (problem IS NULL)", name=op.f("ck_trust_file_read")
        ),
        sa.PrimaryKeyConstraint("site", name=op.f("pk_trust_file")),
    )
    op.create_table(
        "watched_feed",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("kind", Words(), nullable=True),
        sa.Column("etag", Words(), nullable=True),
        sa.Column("last_modified", Words(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("problem", Words(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("nested", Listed(), nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_watched_feed_failures")),
        sa.CheckConstraint("listed >= 0", name=op.f("ck_watched_feed_listed")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_feed")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("final_url", Words(), nullable=False),
        sa.Column("canonical_url", Words(), nullable=True),
        sa.Column("address", Words(), nullable=False),
        sa.Column("outlet_id", sa.String(length=16), nullable=True),
        sa.Column("headline", Words(), nullable=True),
        sa.Column("byline", Listed(), nullable=False),
        sa.Column("dateline", Words(), nullable=True),
        sa.Column("published", Stated(), nullable=True),
        sa.Column("modified", Stated(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("language", Words(), nullable=True),
        sa.Column("licence", Words(), nullable=True),
        sa.Column("paywall", sa.Boolean(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=True),
        sa.Column("extractor", Words(), nullable=False),
        sa.Column("body", Words(), nullable=False),
        sa.Column("sentences", Listed(), nullable=False),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_article_id")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_article_sha256")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name=op.f("fk_article_outlet_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("number", name=op.f("uq_article_number")),
    )
    with op.batch_alter_table("article", schema=None) as batch_op:
        batch_op.create_index("ix_article_address", ["address"], unique=False, postgresql_using="hash")
        batch_op.create_index(batch_op.f("ix_article_day"), ["day"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_outlet_id"), ["outlet_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_article_sha256"), ["sha256"], unique=False)
        batch_op.create_index("ix_article_url", ["url"], unique=False, postgresql_using="hash")

    op.create_table(
        "outlet_alias",
        sa.Column("outlet_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("alias", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_alias_outlet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outlet_id", "place", name=op.f("pk_outlet_alias")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outlet_domain",
        sa.Column("outlet_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("domain", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_domain_outlet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outlet_id", "place", name=op.f("pk_outlet_domain")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outlet_feed",
        sa.Column("outlet_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_feed_outlet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outlet_id", "place", name=op.f("pk_outlet_feed")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outlet_sitemap",
        sa.Column("outlet_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outlet_id"], ["outlet.id"], name=op.f("fk_outlet_sitemap_outlet_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("outlet_id", "place", name=op.f("pk_outlet_sitemap")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "trust_statement",
        sa.Column("site", Words(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("attribute", Words(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site"], ["trust_file.site"], name=op.f("fk_trust_statement_site"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("site", "place", name=op.f("pk_trust_statement")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "validation",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("run_id", Words(), nullable=False),
        sa.Column("suite", Words(), nullable=False),
        sa.Column("success", sa.Boolean(), nullable=False),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_validation_run_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_validation")),
    )
    with op.batch_alter_table("validation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_validation_run_id"), ["run_id"], unique=False)

    op.create_table(
        "watched_page",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("feed_id", sa.String(length=16), nullable=True),
        sa.Column("published", Stated(), nullable=True),
        sa.Column("modified", Stated(), nullable=True),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("checked_at", Instant(), nullable=True),
        sa.Column("due_at", Instant(), nullable=True),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("marker", Words(), nullable=True),
        sa.CheckConstraint("checks >= 0", name=op.f("ck_watched_page_checks")),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["watched_feed.id"], name=op.f("fk_watched_page_feed_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_page")),
    )
    with op.batch_alter_table("watched_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watched_page_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_watched_page_feed_id"), ["feed_id"], unique=False)

    op.create_table(
        "attribution",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", Words(), nullable=True),
        sa.Column("cue", Words(), nullable=False),
        sa.Column("content", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", Words(), nullable=True),
        sa.Column("source_start", sa.Integer(), nullable=True),
        sa.Column("source_end", sa.Integer(), nullable=True),
        sa.Column("cue_start", sa.Integer(), nullable=True),
        sa.Column("cue_end", sa.Integer(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('named', 'role', 'organisation', 'outlet', 'anonymous', 'pronoun', 'unstated')",
            name=op.f("ck_attribution_kind"),
        ),
        sa.CheckConstraint("\"mode\" IN ('direct', 'indirect', 'mixed')", name=op.f("ck_attribution_mode")),
        sa.CheckConstraint('"start" >= 0 AND "start" <= "end"', name=op.f("ck_attribution_span")),
        sa.CheckConstraint(
            "(source_start IS NULL) = (source_end IS NULL) AND (cue_start IS NULL) = (cue_end IS NULL)",
            name=op.f("ck_attribution_pairs"),
        ),
        sa.CheckConstraint(
            "cue_start IS NULL OR (cue_start >= 0 AND cue_start <= cue_end)", name=op.f("ck_attribution_cue_span")
        ),
        sa.CheckConstraint(
            "source_start IS NULL OR (source_start >= 0 AND source_start <= source_end)",
            name=op.f("ck_attribution_source_span"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_attribution_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_attribution")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "date_mention",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("granularity", sa.String(length=40), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("explicit", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "\"granularity\" IN ('day', 'week', 'month', 'quarter', 'year', 'decade', 'period')",
            name=op.f("ck_date_mention_granularity"),
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" <= "end"', name=op.f("ck_date_mention_span")),
        sa.CheckConstraint(
            "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL OR first_day <= last_day)",
            name=op.f("ck_date_mention_interval"),
        ),
        sa.CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name=op.f("ck_date_mention_weekday")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_date_mention_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_date_mention")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "expectation",
        sa.Column("validation_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rule", Words(), nullable=False),
        sa.Column("expected", Words(), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("unverifiable", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            '"rows" >= 0 AND passed >= 0 AND failed >= 0 AND unverifiable >= 0', name=op.f("ck_expectation_counts")
        ),
        sa.CheckConstraint("\"severity\" IN ('high', 'medium', 'low')", name=op.f("ck_expectation_severity")),
        sa.ForeignKeyConstraint(
            ["validation_id"], ["validation.id"], name=op.f("fk_expectation_validation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("validation_id", "place", name=op.f("pk_expectation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "field_evidence",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("field", Words(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("found_in", Words(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_field_evidence_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_field_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "figure",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("value", Exact(), nullable=False),
        sa.Column("upper", Exact(), nullable=True),
        sa.Column("unit", Words(), nullable=True),
        sa.Column("hedge", sa.String(length=40), nullable=False),
        sa.Column("counted", Words(), nullable=True),
        sa.Column("role", Words(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("\"hedge\" IN ('=', '~', '<', '<=', '>', '>=')", name=op.f("ck_figure_hedge")),
        sa.CheckConstraint('"start" >= 0 AND "start" <= "end"', name=op.f("ck_figure_span")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_figure_article_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_figure")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hyperlink",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_hyperlink_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "place", name=op.f("pk_hyperlink")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "index_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("article", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("day >= 0", name=op.f("ck_index_key_day")),
        sa.ForeignKeyConstraint(["article"], ["article.number"], name=op.f("fk_index_key_article"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "day", "article", name=op.f("pk_index_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("strength", sa.String(length=40), nullable=False),
        sa.Column("words", Words(), nullable=False),
        sa.Column("copier", sa.String(length=16), nullable=True),
        sa.CheckConstraint(
            "\"kind\" IN ('same text', 'contained text', 'wire credit', 'same owner', 'same figures and quotations', 'outlet named as source', 'hyperlink')",
            name=op.f("ck_link_kind"),
        ),
        sa.CheckConstraint("\"strength\" IN ('proven', 'likely')", name=op.f("ck_link_strength")),
        sa.CheckConstraint("a < b", name=op.f("ck_link_pair")),
        sa.CheckConstraint("copier IS NULL OR copier = a OR copier = b", name=op.f("ck_link_copier")),
        sa.ForeignKeyConstraint(["a"], ["article.id"], name=op.f("fk_link_a"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["article.id"], name=op.f("fk_link_b"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_a"), ["a"], unique=False)
        batch_op.create_index(batch_op.f("ix_link_b"), ["b"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("earlier", sa.String(length=16), nullable=False),
        sa.Column("later", sa.String(length=16), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.Column("seen_earlier", Instant(), nullable=True),
        sa.Column("seen_later", Instant(), nullable=True),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("material", Listed(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("noted", sa.Boolean(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("doubt", Words(), nullable=True),
        sa.Column("content", Words(), nullable=False),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.CheckConstraint("earlier <> later", name=op.f("ck_revision_pair")),
        sa.ForeignKeyConstraint(["earlier"], ["article.id"], name=op.f("fk_revision_earlier"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["later"], ["article.id"], name=op.f("fk_revision_later"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("earlier", "later", name=op.f("uq_revision_earlier_later")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_address", ["address"], unique=False, postgresql_using="hash")
        batch_op.create_index(batch_op.f("ix_revision_later"), ["later"], unique=False)

    op.create_table(
        "disappearance",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("final_url", Words(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('not found', 'removed', 'error page', 'front page')", name=op.f("ck_disappearance_kind")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_disappearance_sha256")),
        sa.CheckConstraint("status IS NULL OR status BETWEEN 100 AND 999", name=op.f("ck_disappearance_status")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_disappearance_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disappearance")),
    )
    with op.batch_alter_table("disappearance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disappearance_article_id"), ["article_id"], unique=False)

    op.create_table(
        "sighting",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("fetched_at", Instant(), nullable=True),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_sighting_sha256")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_sighting_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "sha256", name=op.f("pk_sighting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_article",
        sa.Column("story_id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_story_article_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_story_article_story_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "article_id", name=op.f("pk_story_article")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("story_article", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_article_article_id"), ["article_id"], unique=False)

    op.create_table(
        "watched_evidence",
        sa.Column("page_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("field", Words(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("found_in", Words(), nullable=False),
        sa.Column("feed_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["watched_feed.id"], name=op.f("fk_watched_evidence_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["watched_page.id"], name=op.f("fk_watched_evidence_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("page_id", "place", name=op.f("pk_watched_evidence")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("watched_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_watched_evidence_feed_id"), ["feed_id"], unique=False)

    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("attribution_place", sa.Integer(), nullable=True),
        sa.Column("authority", Words(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("worth", sa.Float(), nullable=False),
        sa.Column("reasons", Listed(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('statistic', 'event', 'accusation', 'prediction', 'quotation')", name=op.f("ck_claim_kind")
        ),
        sa.CheckConstraint('"start" >= 0 AND "start" <= "end"', name=op.f("ck_claim_span")),
        sa.CheckConstraint("length(id) = 16", name=op.f("ck_claim_id")),
        sa.CheckConstraint("worth >= 0 AND worth <= 1", name=op.f("ck_claim_worth")),
        sa.ForeignKeyConstraint(
            ["article_id", "attribution_place"],
            ["attribution.article_id", "attribution.place"],
            name=op.f("fk_claim_article_id_attribution_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("article_id", "place", name=op.f("uq_claim_article_id_place")),
    )
    op.create_table(
        "claim_date",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("date_place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "date_place"],
            ["date_mention.article_id", "date_mention.place"],
            name=op.f("fk_claim_date_article_id_date_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_date_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "claim_id", "place", name=op.f("pk_claim_date")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_figure",
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("figure_place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id", "figure_place"],
            ["figure.article_id", "figure.place"],
            name=op.f("fk_claim_figure_article_id_figure_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_figure_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "claim_id", "place", name=op.f("pk_claim_figure")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim_match",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("a_start", sa.Integer(), nullable=False),
        sa.Column("a_end", sa.Integer(), nullable=False),
        sa.Column("a_text", Words(), nullable=False),
        sa.Column("b_start", sa.Integer(), nullable=False),
        sa.Column("b_end", sa.Integer(), nullable=False),
        sa.Column("b_text", Words(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.CheckConstraint("\"stance\" IN ('supports', 'conflicts', 'related')", name=op.f("ck_claim_match_stance")),
        sa.CheckConstraint("a < b", name=op.f("ck_claim_match_pair")),
        sa.CheckConstraint(
            "a_start >= 0 AND a_start <= a_end AND b_start >= 0 AND b_start <= b_end", name=op.f("ck_claim_match_spans")
        ),
        sa.ForeignKeyConstraint(["a"], ["claim.id"], name=op.f("fk_claim_match_a"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["claim.id"], name=op.f("fk_claim_match_b"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_match")),
    )
    with op.batch_alter_table("claim_match", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_match_a"), ["a"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_match_b"), ["b"], unique=False)

    op.create_table(
        "corroboration",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.Column("at_least", sa.Integer(), nullable=False),
        sa.Column("at_most", sa.Integer(), nullable=False),
        sa.Column("origin_reasons", Listed(), nullable=False),
        sa.Column("authorities", sa.Integer(), nullable=False),
        sa.Column("reasons", Listed(), nullable=False),
        sa.CheckConstraint("at_least >= 0 AND at_least <= at_most", name=op.f("ck_corroboration_origins")),
        sa.CheckConstraint("outlets >= 0 AND authorities >= 0", name=op.f("ck_corroboration_outlets")),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_corroboration_claim_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_corroboration")),
    )
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("rule", Words(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("article_id", sa.String(length=16), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("message", Words(), nullable=False),
        sa.Column("claim_id", sa.String(length=16), nullable=True),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("run_id", Words(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.CheckConstraint("NOT flagged OR outcome = 'fail'", name=op.f("ck_finding_flagged")),
        sa.CheckConstraint("\"outcome\" IN ('pass', 'fail', 'unverifiable')", name=op.f("ck_finding_outcome")),
        sa.CheckConstraint("\"severity\" IN ('high', 'medium', 'low')", name=op.f("ck_finding_severity")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_finding_digest")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_finding_article_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_finding_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_finding_run_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index("ix_finding_article_rule", ["article_id", "rule"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_run_id"), ["run_id"], unique=False)

    op.create_table(
        "corroboration_claim",
        sa.Column("claim_id", sa.String(length=16), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("\"stance\" IN ('supports', 'conflicts')", name=op.f("ck_corroboration_claim_stance")),
        sa.CheckConstraint("claim_id <> other_id", name=op.f("ck_corroboration_claim_other")),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["corroboration.claim_id"], name=op.f("fk_corroboration_claim_claim_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["claim.id"], name=op.f("fk_corroboration_claim_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("claim_id", "stance", "place", name=op.f("pk_corroboration_claim")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("corroboration_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_corroboration_claim_other_id"), ["other_id"], unique=False)

    op.create_table(
        "finding_evidence",
        sa.Column("finding_id", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("article", Words(), nullable=False),
        sa.Column("where", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '"start" IS NULL OR "end" IS NULL OR ("start" >= 0 AND "start" <= "end")',
            name=op.f("ck_finding_evidence_span"),
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_evidence_finding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("finding_id", "place", name=op.f("pk_finding_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "flag",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.CheckConstraint("\"status\" IN ('open', 'settled', 'decided')", name=op.f("ck_flag_status")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_flag_digest")),
        sa.ForeignKeyConstraint(["id"], ["finding.id"], name=op.f("fk_flag_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_status"), ["status"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("flag_id", sa.String(length=16), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("evidence_urls", Listed(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "\"verdict\" IN ('corroborated', 'contradicted', 'unresolved', 'false alarm')",
            name=op.f("ck_decision_verdict"),
        ),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_decision_digest")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_decision_reason")),
        sa.CheckConstraint("length(reviewer) > 0", name=op.f("ck_decision_reviewer")),
        sa.ForeignKeyConstraint(["flag_id"], ["flag.id"], name=op.f("fk_decision_flag_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_flag_id"), ["flag_id"], unique=False)
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("decision")
    op.drop_table("flag")
    op.drop_table("finding_evidence")
    op.drop_table("corroboration_claim")
    op.drop_table("finding")
    op.drop_table("corroboration")
    op.drop_table("claim_match")
    op.drop_table("claim_figure")
    op.drop_table("claim_date")
    op.drop_table("claim")
    op.drop_table("watched_evidence")
    op.drop_table("story_article")
    op.drop_table("sighting")
    op.drop_table("revision")
    op.drop_table("disappearance")
    op.drop_table("link")
    op.drop_table("index_key")
    op.drop_table("hyperlink")
    op.drop_table("figure")
    op.drop_table("field_evidence")
    op.drop_table("expectation")
    op.drop_table("date_mention")
    op.drop_table("attribution")
    op.drop_table("watched_page")
    op.drop_table("validation")
    op.drop_table("trust_statement")
    op.drop_table("outlet_sitemap")
    op.drop_table("outlet_feed")
    op.drop_table("outlet_domain")
    op.drop_table("outlet_alias")
    op.drop_table("article")
    op.drop_table("watched_feed")
    op.drop_table("trust_file")
    op.drop_table("story")
    op.drop_table("run")
    op.drop_table("outlet")
    op.drop_table("capture")
    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_entry_refuse()")
