"""The tables of an export: each as CSV for people, JSON Lines for programs and Parquet for analysis, row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import BigInteger, Boolean, Connection, Date, Float, Integer, Select, String, Table

from articles.model import Moment
from storage.columns import Exact, Instant, Listed, Stated, plain_digits
from storage.spreadsheet import guarded

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types

FORMATS = ("csv", "jsonl", "parquet")
ROWS_AT_ONCE = 100
ROWS_A_GROUP = 400
"""Rows of one row group of Parquet, held in memory until it is full."""

NOTES = {
    "csv": "RFC 4180, UTF-8. An empty cell is nothing or empty text; JSON Lines tells them apart. Lists are JSON."
    " Text that could start a formula in a spreadsheet, or that begins with ', has a ' put before it.",
    "jsonl": "One JSON object a line, ASCII. Figures are strings, digit for digit; times are UTC.",
    "parquet": "The same rows, typed. Figures are strings, digit for digit; lists are JSON.",
}


def write_table(connection: Connection, query: Select[Any], source: Table, folder: Path) -> int:
    """Write the rows of one table in three formats, in the order of its key, and return how many there are."""
    columns = [column.name for column in source.columns]
    count = 0
    with ExitStack() as open_files:
        csv_file, json_file = (
            open_files.enter_context(
                (folder / name / f"{source.name}.{name}").open(
                    "w", encoding="utf-8", errors="backslashreplace", newline=""
                )
            )
            for name in ("csv", "jsonl")
        )
        parquet = open_files.enter_context(_Parquet(source, folder / "parquet" / f"{source.name}.parquet"))
        writer = csv.writer(csv_file, lineterminator="\r\n")
        writer.writerow(columns)
        for row in _rows(connection, query.order_by(*_order(connection, source))):
            count += 1
            writer.writerow([_cell(value) for value in row])
            json_file.write(json_line(columns, row))
            parquet.add(row)
    return count


def _order(connection: Connection, source: Table) -> list[Any]:
    """Order by the key, byte by byte: PostgreSQL would follow the language of the database."""
    postgresql = connection.dialect.name == "postgresql"
    return [
        column.collate("C")
        if postgresql and isinstance(column.type.dialect_impl(connection.dialect), String)
        else column
        for column in source.primary_key.columns
    ]


def _rows(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Any]]:
    with connection.execution_options(yield_per=ROWS_AT_ONCE).execute(query) as rows:
        yield from rows


# -- text ------------------------------------------------------------------------------------------


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return guarded(value)
        case list() | tuple():
            return json.dumps(value, separators=(",", ":"))
        case _:
            return str(_plain(value))


def json_line(columns: Sequence[str], row: Sequence[Any]) -> str:
    """Write one row as a line of JSON."""
    return json.dumps(dict(zip(columns, row, strict=True)), separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> str | int | float:
    match value:
        case int() | float():
            return value
        case Decimal():
            return plain_digits(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def typed_row(source: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """Read a line of JSON back as the row it was; ValueError, KeyError or TypeError where it is none."""
    return {column.name: _typed(column.type, row[column.name]) for column in source.columns}


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    match kind:
        case Instant():
            return datetime.fromisoformat(value)
        case Exact():
            return Decimal(value)
        case Stated():
            return Moment.parse(value)
        case Date():
            return date.fromisoformat(value)
        case Listed():
            return _tuples(value)
        case _:
            return value


def _tuples(values: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuples(value) if isinstance(value, list) else value for value in values)


# -- Parquet ---------------------------------------------------------------------------------------


class _Parquet:
    """One Parquet file, a row group at a time. The same rows give the same bytes with the same pyarrow."""

    def __init__(self, source: Table, path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415  170 MB on disk and 0.2 s: only an export pays for it
        import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415  it ships no types; as above

        self.names = [column.name for column in source.columns]
        self.schema = pa.schema(
            [pa.field(column.name, _parquet_type(pa, column.type), nullable=True) for column in source.columns]
        )
        self.batch = pa.RecordBatch
        self.writer = pq.ParquetWriter(path, self.schema, compression="zstd", store_schema=False)
        self.rows: list[Sequence[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self.writer.close()

    def add(self, row: Sequence[Any]) -> None:
        """Take in one row."""
        self.rows.append(row)
        if len(self.rows) >= ROWS_A_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self.rows:
            columns = [[_parquet_value(value) for value in column] for column in zip(*self.rows, strict=True)]
            data = dict(zip(self.names, columns, strict=True))
            self.writer.write_batch(self.batch.from_pydict(data, schema=self.schema))
            self.rows = []


def _parquet_type(pa: Any, kind: Any) -> pa.DataType:
    match kind:
        case Instant():
            return pa.timestamp("us", tz="UTC")
        case Date():
            return pa.date32()
        case Boolean():
            return pa.bool_()
        case BigInteger() | Integer():
            return pa.int64()
        case Float():
            return pa.float64()
        case _:
            return pa.string()


def _parquet_value(value: Any) -> Any:
    match value:
        case str():
            return _storable(value)
        case list() | tuple():
            return json.dumps(value, separators=(",", ":"))
        case Decimal():
            return plain_digits(value)
        case Moment():
            return str(value)
        case _:
            return value


def _storable(text: str) -> str:
    """Write half of a character pair, which UTF-8 has no bytes for, as its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
