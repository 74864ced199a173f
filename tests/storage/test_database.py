from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.archive import load_articles, store_articles
from storage.audit import verify_audit
from storage.database import add, migrate, open_database, reading, sqlite_url, writing
from storage.decisions import decide
from storage.errors import StorageError
from storage.findings import store_findings
from storage.relations import store_relations
from storage.tables import METADATA, Row, StoryArticleRow, StoryRow, table
from tests.storage.builders import NOW, finding, read_article, relations_between

ONE, TWO = read_article("one"), read_article("two")


def fill(engine: Engine) -> None:
    store_articles(engine, [ONE, TWO], {ONE.article.id: ("a", "b")}, NOW)
    store_relations(engine, relations_between(ONE, TWO), NOW)
    store_findings(engine, [finding(ONE)], [], "run", NOW)
    decide(engine, finding(ONE).id, "unresolved", "why", "who", NOW)


def test_the_migrations_make_exactly_the_tables_of_the_program(empty_url: str) -> None:
    engine = open_database(empty_url)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_schema_goes_down_to_nothing_and_up_again_with_data_in_it(empty_url: str) -> None:
    engine = open_database(empty_url)
    fill(engine)
    migrate(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    fill(engine)
    assert load_articles(engine, [ONE.article.id]) == (ONE,)
    assert verify_audit(engine).ok
    engine.dispose()


def test_opening_again_keeps_what_is_there(url: str) -> None:
    for _ in range(2):
        engine = open_database(url)
        fill(engine)
        assert load_articles(engine, [TWO.article.id]) == (TWO,)
        engine.dispose()


def test_a_database_of_a_newer_program_is_refused_and_left_alone(url: str) -> None:
    engine = open_database(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StorageError, match=r"newer Second Source.*9999.*update"):
        open_database(url)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://user:hunter2@localhost/x", "choose sqlite or postgresql"),
        ("postgresql://user:hunter2@127.0.0.1:1/x", "check that the server runs"),
        ("postgresql://user:hunter2@[broken/x", "cannot be opened"),
        ("postgresql://user:hunter2@127.0.0.1:port/x", "cannot be read"),
    ],
)
def test_a_url_that_cannot_be_used_is_one_line_without_its_password(url: str, says: str) -> None:
    with pytest.raises(StorageError, match=says) as caught:
        open_database(url)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database at all, and long enough to be looked at as one")
    with pytest.raises(StorageError, match="check that the file is a Second Source database"):
        open_database(f"sqlite:///{file}")
    assert file.read_text().startswith("not a database")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        open_database(sqlite_url(tmp_path / "file" / "inside"))


def test_a_folder_of_any_name_can_hold_the_database(tmp_path: Path) -> None:
    folder = tmp_path / "50% of ?it# and spaces"
    engine = open_database(sqlite_url(folder))
    fill(engine)
    engine.dispose()
    assert [path.name for path in folder.iterdir()] == ["second-source.sqlite"]


def test_a_reader_sees_one_state_while_a_writer_works(engine: Engine) -> None:
    store_articles(engine, [ONE], {}, NOW)
    count = text("SELECT count(*) FROM article")
    with reading(engine) as connection:
        assert connection.execute(count).scalar_one() == 1
        store_articles(engine, [TWO], {}, NOW)
        assert connection.execute(count).scalar_one() == 1
    assert len(load_articles(engine, [TWO.article.id])) == 1


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    story = {"id": ONE.article.id, "headline": "Quay", "found_at": NOW}
    with pytest.raises(IntegrityError):
        _insert(engine, (StoryRow, story), (StoryArticleRow, {"story_id": "x", "article_id": "none", "place": 0}))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM story")).scalar_one() == 0


def _insert(engine: Engine, *rows: tuple[type[Row], dict[str, object]]) -> None:
    with writing(engine) as connection:
        for kind, row in rows:
            add(connection, table(kind), [row])
