"""Each kind of record, held against what the audit log says of it, or made again from what it was made of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select

from articles.model import short_id
from storage.archive import SIGHTINGS, sighting_payload
from storage.article_rows import ARTICLES
from storage.audit import canonical
from storage.catalogue import CAPTURES, PLACE, PLACES, capture_sum
from storage.decisions import DECISIONS, payload_of_row
from storage.findings import (
    DRAWS,
    EVIDENCE,
    EXPECTATIONS,
    FINDINGS,
    FLAGS,
    RUNS,
    VALIDATIONS,
    digest_of_rows,
    run_sum,
    validation_sum,
)
from storage.matches import SAID as SAID_OF_MATCHES
from storage.matches import match_payload
from storage.outlets import LISTS, OUTLETS, outlet_id, outlets_by_id
from storage.ownership import FILES, STATEMENTS, statements_sum
from storage.relations import (
    CORROBORATIONS,
    LINKS,
    MATCHES,
    OTHERS,
    STORIES,
    corroboration_sums,
    link_id,
    match_id,
    pair_sums,
    story_sums,
)
from storage.replay import entries, said_flags, said_outlets
from storage.reviews import REVIEWS, review_sum
from storage.revisions import DISAPPEARANCES, REVISIONS, disappearance_of, disappearance_payload, revision_sum, utc
from storage.search_keys import added_up, article_number, day_number, day_of
from storage.tables import AuditEntryRow, IndexKeyRow, table

LOG, KEYS = table(AuditEntryRow), table(IndexKeyRow)
ROWS_AT_ONCE = 500
FIRST, LAST = "first entry at", "last entry at"

LATER_NOTED = frozenset({"final_url", "seen_at"})
"""What the first entries about disappearances did not say."""

Said = Mapping[str, dict[str, Any]]
Found = Iterator[tuple[str, bool | None]]
"""Each record, and whether it is as recorded; None where nothing was noted that it could be held against."""


def _no_longer_there(said: Mapping[str, object], seen: Iterable[str]) -> Found:
    """Yield what the log notes and no row holds any more, where rows are never deleted."""
    for key in sorted(said.keys() - set(seen)):
        yield key, False


def _same(entry: Mapping[str, Any], found: str) -> bool | None:
    """Compare a sum with the one that an entry notes; None where it was written before sums were noted."""
    noted = entry.get("record_sha256")
    return None if noted is None else noted == found


def _said(connection: Connection, kind: str) -> Said:
    """Return the last entry about each record of a kind."""
    found: dict[str, dict[str, Any]] = {}
    for _, at, _, said in entries(connection, kind):
        if key := said.get(kind):
            found[key] = said | {FIRST: found.get(key, {}).get(FIRST, at), LAST: at}
    return found


def _captures(connection: Connection) -> Found:
    said = _said(connection, "capture")
    names = ("url", "final_url", "status", "fetched_at", "sha256", "size", "record", "taken_from")
    seen = set()
    for row in connection.execute(select(CAPTURES)):
        seen.add(row.id)
        place, at = [row.file, row.offset, row.length], utc(row.fetched_at)
        told = (row.url, row.final_url, row.status, at, row.sha256, row.size, place, row.taken_from)
        entry = said.get(row.id, {})
        named = row.id == short_id("capture", row.url, at, row.sha256)
        own = row.kind == "revisit" or place == [row.payload_file, row.payload_offset, row.payload_length]
        as_told = named and own and told == tuple(entry.get(name) for name in names)
        yield row.id, as_told and _same(entry, capture_sum(row.headers, row.redirects, row.kind))
    yield from _no_longer_there(said, seen)


def _places(connection: Connection) -> Found:
    """Hold where captures stand since their files were pruned against the log, which says where each went."""
    noted: dict[str, list[Any]] = {}
    query = select(LOG.c.payload, LOG.c.at).where(LOG.c.kind == "prune").order_by(LOG.c.seq)
    for payload, at in connection.execute(query):
        noted |= {key: [*place, at] for key, place in json.loads(payload)["places"].items()}
    rows = {row.capture_id: row for row in connection.execute(select(PLACES))}
    for key in sorted(noted.keys() | rows.keys()):
        row = rows.get(key)
        yield key, row is not None and noted.get(key) == [*(getattr(row, part) for part in PLACE), row.moved_at]


def _articles(connection: Connection) -> Found:
    """Hold what an article's own digest leaves out: what is made of it, what the registry gave it, when it came."""
    said, noted = said_outlets(connection), _said(connection, "article")
    columns = ("id", "number", "outlet_id", "day", "published", "fetched_at", "stored_at")
    names = {row.id: row.name for row in connection.execute(select(OUTLETS.c.id, OUTLETS.c.name))}
    for row in connection.execute(select(*(ARTICLES.c[name] for name in columns))):
        name, given, known = said.of(row.id)
        stored_at = noted.get(row.id, {}).get(LAST)
        derived = row.number == article_number(row.id) and row.day == day_of(row.published, row.fetched_at)
        as_told = derived and row.stored_at == stored_at and names.get(row.outlet_id) == name
        yield row.id, as_told and (row.outlet_id == given if known else None)


def _registry(connection: Connection) -> Found:
    said = said_outlets(connection)
    registered = set(connection.execute(select(OUTLETS.c.id).where(OUTLETS.c.registered)).scalars())
    for key in sorted(registered | said.registered):
        yield key, key in registered and key in said.registered


def _search_index(connection: Connection) -> Found:
    """Hold each article's search keys against their sum, and their day against the article's."""
    noted = {article_number(key): entry.get("keys") for key, entry in _said(connection, "article").items()}
    days = {row.number: day_number(row.day) for row in connection.execute(select(ARTICLES.c.number, ARTICLES.c.day))}
    sums: Counter[int] = Counter()
    moved: set[int] = set()
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(KEYS)) as rows:
        for row in rows:
            sums[row.article] ^= int(added_up([row.key]), 16)
            if row.day != days.get(row.article):
                moved.add(row.article)
    for number in noted.keys() | sums.keys():
        told = noted.get(number, "")
        yield str(number), None if told is None else told == f"{sums[number]:016x}" and number not in moved


def _sightings(connection: Connection) -> Found:
    """Hold sightings against their entries; an article's first is in its own, and is what the article says."""
    said = _said(connection, "sighting")
    captures = select(CAPTURES.c.sha256, CAPTURES.c.fetched_at, CAPTURES.c.url, CAPTURES.c.final_url)
    fetched = {
        (row.sha256, row.fetched_at, url) for row in connection.execute(captures) for url in (row.url, row.final_url)
    }
    own = select(ARTICLES.c.id, ARTICLES.c.sha256, ARTICLES.c.fetched_at, ARTICLES.c.url)
    articles = {(row.id, row.sha256, row.fetched_at, row.url) for row in connection.execute(own)}
    rows = connection.execute(select(SIGHTINGS)).all()
    for row in rows:
        payload, seen = sighting_payload(*row), (row.sha256, row.fetched_at, row.url)
        if (row.article_id, *seen) in articles:
            articles.discard((row.article_id, *seen))
            yield row.article_id, True
        elif entry := said.get(payload["sighting"]):
            yield row.article_id, all(entry.get(name) == value for name, value in payload.items())
        else:
            yield row.article_id, None if seen in fetched else False
    for key, *_ in sorted(articles, key=str):
        yield key, False
    yield from _no_longer_there(said, (f"{row.article_id} {row.sha256}" for row in rows))


def _relations(connection: Connection) -> Found:
    """Hold stories and corroborations against the sums last noted."""
    noted: dict[str, str | None] = {}
    query = select(LOG.c.payload).where(LOG.c.kind == "relations").order_by(LOG.c.seq)
    for payload in connection.execute(query).scalars():
        noted |= json.loads(payload)["records"]
    found = story_sums(connection, connection.execute(select(STORIES.c.id)).scalars())
    found |= corroboration_sums(connection, connection.execute(select(CORROBORATIONS.c.claim_id)).scalars())
    found |= pair_sums(connection, LINKS) | pair_sums(connection, MATCHES)
    for key in sorted(noted.keys() | found.keys()):
        yield key, noted[key] == found.get(key) if key in noted else None


def _order(connection: Connection) -> Found:
    """Look that lists have no gaps: those whose order is in a sum or an id, and whose numbers are not."""
    lists = (
        *((held, (held.c.outlet_id,)) for held in LISTS),
        (OTHERS, (OTHERS.c.claim_id, OTHERS.c.stance)),
        (EVIDENCE, (EVIDENCE.c.finding_id,)),
        (STATEMENTS, (STATEMENTS.c.site,)),
    )
    for held, owner in lists:
        place = held.c.place
        query = select(*owner, func.min(place), func.max(place) - func.count() + 1).group_by(*owner)
        for *key, first, gaps in connection.execute(query):
            yield f"{held.name} {key[0]}", first == gaps == 0


def _trust_files(connection: Connection) -> Found:
    said = _said(connection, "trust.txt")
    lines: dict[str, list[Row[Any]]] = {}
    for line in connection.execute(select(STATEMENTS).order_by(STATEMENTS.c.site, STATEMENTS.c.place)):
        lines.setdefault(line.site, []).append(line)
    rows = connection.execute(select(FILES).where(FILES.c.sha256.is_not(None))).all()
    earlier = {entry["site"] for *_, entry in entries(connection, "trust.txt") if "site" in entry}
    for row in rows:
        entry = said.get(row.site)
        if entry is None:
            yield row.site, None if row.site in earlier else False
        else:
            sums = (entry["url"], entry["sha256"], entry["record_sha256"])
            yield row.site, sums == (row.url, row.sha256, statements_sum(lines.get(row.site, ())))
    yield from _no_longer_there(said, (row.site for row in rows))
    for site in sorted(lines.keys() - {row.site for row in rows}):
        yield site, False


def _runs(connection: Connection) -> Found:
    said = _said(connection, "run")
    rows = connection.execute(select(RUNS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), run_sum(row))
    yield from _no_longer_there(said, (row.id for row in rows))


def _validations(connection: Connection) -> Found:
    said = _said(connection, "validation")
    lines: dict[str, list[Row[Any]]] = {}
    for line in connection.execute(select(EXPECTATIONS).order_by(EXPECTATIONS.c.validation_id, EXPECTATIONS.c.place)):
        lines.setdefault(line.validation_id, []).append(line)
    rows = connection.execute(select(VALIDATIONS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), validation_sum(row, lines.get(row.id, [])))
    yield from _no_longer_there(said, (row.id for row in rows))


def _reviews(connection: Connection) -> Found:
    said = _said(connection, "review")
    rows = connection.execute(select(REVIEWS)).all()
    for row in rows:
        yield row.id, _same(said.get(row.id, {}), review_sum(row))
    yield from _no_longer_there(said, (row.id for row in rows))


def _revisions(connection: Connection) -> Found:
    said, seen = _said(connection, "revision"), set()
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(select(REVISIONS)) as rows:
        for row in rows:
            seen.add(row.id)
            entry = said.get(row.id, {})
            told = (entry.get("earlier"), entry.get("later"), entry.get(LAST)) == (
                row.earlier,
                row.later,
                row.stored_at,
            )
            yield row.id, told and _same(entry, revision_sum(row)) is True
    yield from _no_longer_there(said, seen)


def _disappearances(connection: Connection) -> Found:
    """Hold disappearances against their entries; in older logs `last_at` moved on without one."""
    said, again = _said(connection, "disappearance"), _said(connection, "met again")
    rows = connection.execute(select(DISAPPEARANCES)).all()
    fetched = set(connection.execute(select(CAPTURES.c.url, CAPTURES.c.fetched_at)).tuples()) if rows else set()
    for row in rows:
        entry, payload = said.get(row.id, {}), disappearance_payload(disappearance_of(row))
        met = again.get(row.id, {}).get("last_at", payload["seen_at"])
        told = payload.get("disappearance") == row.id and row.last_at >= row.seen_at
        as_told = told and all(entry.get(name) == payload[name] for name in payload.keys() - LATER_NOTED)
        if as_told and not entry.keys() >= LATER_NOTED:
            yield row.id, None
        elif as_told and utc(row.last_at) != met:
            yield row.id, None if (row.url, row.last_at) in fetched else False
        else:
            yield row.id, as_told and all(entry.get(name) == payload[name] for name in LATER_NOTED)
    yield from _no_longer_there(said, (row.id for row in rows))


def _outlets(connection: Connection) -> Found:
    keys = connection.execute(select(OUTLETS.c.id)).scalars().all()
    for key, outlet in outlets_by_id(connection, keys).items():
        yield key, key == outlet_id(outlet)


def _links(connection: Connection) -> Found:
    for row in connection.execute(select(LINKS)):
        yield row.id, row.id == link_id(row)


def _matches(connection: Connection) -> Found:
    for row in connection.execute(select(MATCHES)):
        yield row.id, row.id == match_id(row)


def _findings(connection: Connection) -> Found:
    said = _said(connection, "finding")
    evidence: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(EVIDENCE).order_by(EVIDENCE.c.finding_id, EVIDENCE.c.place)):
        evidence.setdefault(row.finding_id, []).append(row)
    seen = set()
    for row in connection.execute(select(FINDINGS)):
        seen.add(row.id)
        entry = said.get(row.id, {})
        digest = digest_of_rows(row, evidence.get(row.id, []))
        gone = entry.get("current") is False
        times = (row.found_at, row.changed_at) == (entry.get(FIRST), entry.get(LAST))
        as_told = times and row.digest == digest and row.current is not gone
        as_told = as_told and (gone or entry.get("record_sha256") == digest)
        yield row.id, as_told and (row.run_id == entry["run"] if "run" in entry else None)
    yield from _no_longer_there(said, seen)


def _flags(connection: Connection) -> Found:
    said = said_flags(connection)
    rows = connection.execute(select(FLAGS)).all()
    for row in rows:
        flag = said.get(row.id)
        told = flag and (flag.status, flag.digest, flag.opened_at, flag.changed_at)
        yield row.id, told == (row.status, row.digest, row.opened_at, row.changed_at)
    yield from _no_longer_there(said, (row.id for row in rows))


def _draws(connection: Connection) -> Found:
    """Hold draws against the entries of their flags; older ones note a chance to six digits only."""
    said = {key: flag for key, flag in said_flags(connection).items() if flag.chance is not None}
    rows = connection.execute(select(DRAWS)).all()
    for row in rows:
        flag = said.get(row.id)
        if flag is None or flag.drawn_at != row.drawn_at:
            yield row.id, False
        elif flag.chance == repr(row.chance):
            yield row.id, True
        else:
            yield row.id, None if flag.chance == f"{row.chance:.6f}" else False
    yield from _no_longer_there(said, (row.id for row in rows))


def _decisions(connection: Connection) -> Found:
    said = _said(connection, "decision")
    rows = connection.execute(select(DECISIONS)).all()
    for row in rows:
        entry = dict(said.get(row.id, {}))
        at = entry.pop(LAST, None)
        told = {name: value for name, value in entry.items() if name != FIRST}
        yield row.id, at == row.decided_at and canonical(payload_of_row(row)) == canonical(told)
    yield from _no_longer_there(said, (row.id for row in rows))


def _match_decisions(connection: Connection) -> Found:
    said = _said(connection, "match")
    rows = connection.execute(select(SAID_OF_MATCHES)).all()
    for row in rows:
        entry = said.get(row.id, {})
        payload = match_payload(row._asdict())
        yield row.id, entry.get(LAST) == row.decided_at and all(entry.get(name) == payload[name] for name in payload)
    yield from _no_longer_there(said, (row.id for row in rows))


CHECKS: tuple[tuple[str, Callable[[Connection], Found]], ...] = (
    ("captures in the database", _captures),
    ("places after pruning", _places),
    ("articles and their outlets", _articles),
    ("registry of outlets", _registry),
    ("search index", _search_index),
    ("sightings", _sightings),
    ("outlets", _outlets),
    ("stories and counts", _relations),
    ("links", _links),
    ("matches", _matches),
    ("findings", _findings),
    ("flags", _flags),
    ("passes drawn for review", _draws),
    ("decisions", _decisions),
    ("decisions on matches", _match_decisions),
    ("reviews", _reviews),
    ("revisions", _revisions),
    ("disappearances", _disappearances),
    ("runs", _runs),
    ("validations", _validations),
    ("trust.txt", _trust_files),
    ("order of lists", _order),
)
