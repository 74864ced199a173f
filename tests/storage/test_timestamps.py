from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from storage.audit import audit_head, record, verify_audit
from storage.errors import StorageError
from storage.timestamps import roots_in, stamp_head, verify_stamps
from tests.storage.authority import Authority, make_authority
from tests.storage.builders import LATER, NOW


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority(NOW)


def test_the_head_is_stamped_and_the_stamp_is_checked(engine: Engine, authority: Authority) -> None:
    record(engine, "settings", {"bar": 2}, NOW)
    entries, head = audit_head(engine)
    stamp = stamp_head(engine, lambda asked: authority.answer(asked, NOW), "https://time.example/", NOW)
    assert (stamp.seq, stamp.head) == (entries, head)
    assert verify_audit(engine, head).ok
    [verdict] = verify_stamps(engine, roots_in(authority.pem))
    assert verdict.status == "ok", verdict.message
    assert "2031-05-06T07:08:09" in verdict.message


def test_without_a_root_a_stamp_is_unverifiable(engine: Engine, authority: Authority) -> None:
    record(engine, "settings", {"bar": 2}, NOW)
    stamp_head(engine, lambda asked: authority.answer(asked, NOW), "https://time.example/", NOW)
    assert [verdict.status for verdict in verify_stamps(engine, ())] == ["unverifiable"]
    stranger = make_authority(NOW)
    assert [verdict.status for verdict in verify_stamps(engine, roots_in(stranger.pem))] == ["mismatch"]


def test_a_stamp_from_outside_its_certificates_time_is_a_mismatch(engine: Engine, authority: Authority) -> None:
    record(engine, "settings", {"bar": 2}, NOW)
    late = NOW + timedelta(days=30)
    stamp_head(engine, lambda asked: authority.answer(asked, late), "https://time.example/", NOW)
    assert [verdict.status for verdict in verify_stamps(engine, roots_in(authority.pem))] == ["mismatch"]


def test_an_answer_that_stamps_something_else_is_refused(engine: Engine, authority: Authority) -> None:
    record(engine, "settings", {"bar": 2}, NOW)
    kept: list[bytes] = []

    def ask(asked: bytes) -> bytes:
        kept.append(asked)
        return authority.answer(kept[0], NOW)

    stamp_head(engine, ask, "https://time.example/", NOW)
    before = audit_head(engine)
    with pytest.raises(StorageError, match="something else"):
        stamp_head(engine, ask, "https://time.example/", LATER)
    with pytest.raises(StorageError, match="no time stamp"):
        stamp_head(engine, lambda _: b"<html>no", "https://time.example/", LATER)
    assert audit_head(engine) == before


def test_an_empty_log_has_nothing_to_stamp(engine: Engine) -> None:
    with pytest.raises(StorageError, match="empty"):
        stamp_head(engine, lambda _: b"", "https://time.example/", NOW)


def test_a_file_without_roots_is_refused() -> None:
    with pytest.raises(StorageError, match="PEM"):
        roots_in(b"nothing")
