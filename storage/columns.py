"""Column types that give back exactly what was put in, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, Numeric, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from articles.model import Moment

LONGEST_FIGURE = 1000
"""Digits, before or after the point, of the longest figure kept: no real one has more, a hostile one may."""

ESCAPE = "\x1b"
UNSTORABLE = re.compile("[\x00\x1b\ud800-\udfff]")
ESCAPED = re.compile(ESCAPE + "([0-9a-f]{4})")


class Words(TypeDecorator[str]):
    """Any Python string. NUL and lone surrogates, which databases refuse, are kept as ESC and four digits."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Escape what the database would refuse."""
        if value is None or (value.isascii() and "\x00" not in value and ESCAPE not in value):
            return value
        return UNSTORABLE.sub(_escaped, value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        """Undo the escapes."""
        if value is None or ESCAPE not in value:
            return value
        return ESCAPED.sub(_restored, value)


def _escaped(found: re.Match[str]) -> str:
    return f"{ESCAPE}{ord(found.group()):04x}"


def _restored(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16))


class Listed(TypeDecorator[tuple[object, ...]]):
    """A tuple of strings or numbers (or of such tuples), as a JSON array in ASCII."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[object] | None, _dialect: Dialect) -> str | None:
        """Write JSON."""
        return None if value is None else json.dumps(value, separators=(",", ":"))

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[object, ...] | None:
        """Read JSON, lists as tuples all the way down."""
        return None if value is None else _tuples(json.loads(value))


def _tuples(values: list[object]) -> tuple[object, ...]:
    return tuple(_tuples(value) if isinstance(value, list) else value for value in values)


class Exact(TypeDecorator[Decimal]):
    """A figure, digit for digit: NUMERIC on PostgreSQL, the same digits as text on SQLite, which would round them."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """NUMERIC where it is exact."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(asdecimal=True))
        return dialect.type_descriptor(Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """Refuse what is not a number; write the rest out in full."""
        if value is None:
            return None
        digits = plain_digits(value)
        return Decimal(digits) if dialect.name == "postgresql" else digits

    def process_result_value(self, value: Decimal | str | None, _dialect: Dialect) -> Decimal | None:
        """Give a Decimal."""
        return None if value is None else Decimal(value)


def plain_digits(value: Decimal) -> str:
    """Write a figure out in full, without exponent; ValueError for NaN, infinity and absurd lengths."""
    if not value.is_finite() or abs(value.adjusted()) > LONGEST_FIGURE or len(value.as_tuple().digits) > LONGEST_FIGURE:
        raise ValueError(f"not a figure that can be kept: {value!s:.40}")
    return format(abs(value) if value.is_zero() else value, "f")


class Instant(TypeDecorator[datetime]):
    """A UTC instant, aware both ways; a naive datetime is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TIMESTAMP WITH TIME ZONE where there is one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without zone cannot be kept as an instant: {value.isoformat()}")
        instant = value.astimezone(UTC)
        return instant if dialect.name == "postgresql" else instant.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Stated(TypeDecorator[Moment]):
    """A `Moment` as its ISO string, so that no zone is invented and none is lost."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Moment | None, _dialect: Dialect) -> str | None:
        """Write ISO 8601."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Moment | None:
        """Read ISO 8601."""
        return None if value is None else Moment.parse(value)
