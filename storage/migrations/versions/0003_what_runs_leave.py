"""What runs leave behind when they die: their inputs, until they are through."""

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


def downgrade() -> None:
    op.drop_table("unfinished")
