"""What an article claims: which sentences assert something checkable, and which of them a reviewer should see first."""

from articles.claims.reader import LANGUAGES, authority_of, claims_from, claims_in, reads
from articles.claims.worth import WORTH_CHECKING

__all__ = ["LANGUAGES", "WORTH_CHECKING", "authority_of", "claims_from", "claims_in", "reads"]
