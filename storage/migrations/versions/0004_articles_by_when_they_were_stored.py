"""An index for exports of what came since a day."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_article_stored_at", "article", ["stored_at"])


def downgrade() -> None:
    op.drop_index("ix_article_stored_at", table_name="article")
