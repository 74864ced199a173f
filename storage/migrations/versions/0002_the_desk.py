"""The desk: reviews, and passes drawn at random for a check of their rule."""

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


def downgrade() -> None:
    op.drop_table("draw")
    op.drop_table("review")
