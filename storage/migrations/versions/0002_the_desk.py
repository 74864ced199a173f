"""The desk: reviews, passes drawn at random for a check of their rule, and what was said of matches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Listed, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("flags", Listed(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("complaint", Words(), nullable=False),
        sa.Column("run_id", Words(), nullable=True),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.CheckConstraint("\"status\" IN ('waiting', 'closed')", name=op.f("ck_review_status")),
        sa.CheckConstraint('"round" > 0', name=op.f("ck_review_round")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_review_digest")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_status"), "review", ["status"])
    op.create_table(
        "draw",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("chance", sa.Float(), nullable=False),
        sa.Column("drawn_at", Instant(), nullable=False),
        sa.CheckConstraint("chance > 0 AND chance <= 1", name=op.f("ck_draw_chance")),
        sa.ForeignKeyConstraint(["id"], ["flag.id"], name=op.f("fk_draw_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
    )
    op.create_table(
        "match_decision",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("reviewer", Words(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.CheckConstraint("\"status\" IN ('confirmed', 'rejected')", name=op.f("ck_match_decision_status")),
        sa.CheckConstraint("a < b", name=op.f("ck_match_decision_pair")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_match_decision_reason")),
        sa.CheckConstraint("length(reviewer) > 0", name=op.f("ck_match_decision_reviewer")),
        sa.ForeignKeyConstraint(["a"], ["claim.id"], name=op.f("fk_match_decision_a"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["b"], ["claim.id"], name=op.f("fk_match_decision_b"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_decision")),
    )
    op.create_index(op.f("ix_match_decision_a"), "match_decision", ["a"])
    op.create_index(op.f("ix_match_decision_b"), "match_decision", ["b"])


def downgrade() -> None:
    op.drop_table("match_decision")
    op.drop_table("draw")
    op.drop_table("review")
