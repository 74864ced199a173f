"""Captures in object stores: fsspec's own in memory and on a disk, and one that speaks S3 over loopback."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import fsspec  # type: ignore[import-untyped]  # it ships no types
import pytest

from articles.model import Capture, Redirect
from storage.errors import StorageError
from storage.object_captures import ObjectCaptureStore
from tests.services import missing

AT = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)
HOP = Redirect("http://a.example/r/1", 301, "http://a.example/1")
PAGE = Capture(HOP.url, "http://a.example/1", 200, (("Content-Type", "text/html"),), (HOP,), AT, b"<p>One</p>")
OTHER = Capture("http://b.example/2", "http://b.example/2", 200, (), (), AT, b"<p>Two</p>" * 1000)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """Serve S3 on loopback, and let the environment name it as AWS programs read it; yield a bucket."""
    try:
        from moto.server import ThreadedMotoServer
    except ImportError:
        missing("moto")
        raise
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    said = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": "hush",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, value in said.items():
            environment.setenv(name, value)
        fsspec.filesystem("s3").mkdir("newsroom")
        yield "s3://newsroom"
        fsspec.filesystem("s3").clear_instance_cache()
    server.stop()


@pytest.fixture(params=["memory", "file", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "s3":
        yield f"{request.getfixturevalue('s3')}/captures-{uuid.uuid4().hex}"
        return
    if request.param == "file":
        yield (tmp_path / "objects").as_uri()
        return
    address = f"memory://captures-{uuid.uuid4().hex}"
    yield address
    files, root = fsspec.core.url_to_fs(address)
    if files.exists(root):
        files.rm(root, recursive=True)


def objects(address: str) -> list[str]:
    files, root = fsspec.core.url_to_fs(address)
    return sorted(str(name) for name in files.ls(root, detail=False))


def test_what_one_machine_keeps_another_reads(address: str, tmp_path: Path) -> None:
    kept = ObjectCaptureStore(address, tmp_path / "one").keep([PAGE, OTHER])
    elsewhere = ObjectCaptureStore(address, tmp_path / "two")
    assert [elsewhere.read(capture) for capture in kept] == [PAGE, OTHER]
    assert {condition for _, condition in elsewhere.verify(capture.record for capture in kept)} == {"ok"}
    assert [record.kind for record, _ in elsewhere.verify()] == ["redirect", "response", "response"]
    assert list(elsewhere.damage()) == []


def test_each_batch_is_an_object_that_never_changes(address: str, tmp_path: Path) -> None:
    stores = [ObjectCaptureStore(address, tmp_path / name) for name in ("one", "two")]
    for store in stores:
        store.keep([PAGE])
        store.keep([OTHER])
    assert len(objects(address)) == 4
    assert len({name.rpartition("-")[2] for name in objects(address)}) == 2


def test_the_same_bytes_again_are_referred_to_and_the_same_capture_is_not_written(address: str, tmp_path: Path) -> None:
    store = ObjectCaptureStore(address, tmp_path / "one")
    [first] = store.keep([OTHER])
    assert store.keep([OTHER]) == (first,)
    assert len(objects(address)) == 1
    again = replace(OTHER, fetched_at=AT + timedelta(hours=1))
    [revisit] = store.keep([again])
    assert revisit.record.kind == "revisit"
    assert revisit.record.payload_file == first.record.file
    assert ObjectCaptureStore(address, tmp_path / "two").read(revisit) == again


def test_redirects_that_another_machine_met_are_found(address: str, tmp_path: Path) -> None:
    ObjectCaptureStore(address, tmp_path / "one").keep([PAGE])
    [hop] = ObjectCaptureStore(address, tmp_path / "two").redirects([HOP.url], AT)
    assert (hop.kind, hop.url) == ("redirect", HOP.url)


def test_a_flipped_byte_and_a_lost_object_are_found(address: str, tmp_path: Path) -> None:
    store = ObjectCaptureStore(address, tmp_path / "one")
    [one], [two] = store.keep([PAGE]), store.keep([OTHER])
    files, root = fsspec.core.url_to_fs(address)
    content = bytearray(files.cat_file(f"{root}/{one.record.file}"))
    content[one.record.offset + one.record.length // 2] ^= 1
    files.pipe_file(f"{root}/{one.record.file}", bytes(content))
    files.rm_file(f"{root}/{two.record.file}")
    conditions = [condition for _, condition in store.verify([one.record, two.record])]
    assert conditions[0] in {"mismatch", "unreadable"}
    assert conditions[1] == "missing"
    assert len(list(store.damage())) == 1


def test_an_address_that_nobody_knows_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Captures cannot be kept in nowhere://x"):
        ObjectCaptureStore("nowhere://x", tmp_path)


def test_a_store_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = ObjectCaptureStore((tmp_path / "file" / "captures").as_uri(), tmp_path / "index")
    with pytest.raises(StorageError, match="check its address"):
        store.keep([PAGE])
