"""What runs leave behind when they die, and where captures stand since their files were pruned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Listed, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unfinished",
        sa.Column("run_id", Words(), nullable=False),
        sa.Column("inputs", Listed(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.CheckConstraint("tries > 0", name=op.f("ck_unfinished_tries")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_unfinished_run_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_unfinished")),
    )
    op.create_table(
        "capture_place",
        sa.Column("capture_id", sa.String(length=16), nullable=False),
        sa.Column("file", Words(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("payload_file", Words(), nullable=False),
        sa.Column("payload_offset", sa.BigInteger(), nullable=False),
        sa.Column("payload_length", sa.BigInteger(), nullable=False),
        sa.Column("moved_at", Instant(), nullable=False),
        sa.CheckConstraint(
            '"offset" >= 0 AND "length" > 0 AND payload_offset >= 0 AND payload_length > 0',
            name=op.f("ck_capture_place_place"),
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_capture_place_capture_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_capture_place")),
    )


def downgrade() -> None:
    op.drop_table("capture_place")
    op.drop_table("unfinished")
