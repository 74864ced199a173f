from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from articles.model import Outlet
from storage.archive import load_articles, store_articles
from storage.audit import audit_head
from storage.errors import StorageError
from storage.outlets import load_outlets, save_outlets
from tests.storage.builders import HARBOUR, LATER, NOW, read_article

WIRE = Outlet("Tide Wire", ("tide.example", "tide-wire.example"), wire=True, aliases=("TW",), language="en")


def test_the_registry_comes_back_as_it_was_saved(engine: Engine) -> None:
    assert save_outlets(engine, [WIRE, HARBOUR], NOW) == 2
    assert load_outlets(engine) == (HARBOUR, WIRE)


def test_saving_the_same_registry_twice_changes_nothing(engine: Engine) -> None:
    save_outlets(engine, [WIRE, HARBOUR], NOW)
    head = audit_head(engine)
    assert save_outlets(engine, [HARBOUR, WIRE], LATER) == 0
    assert audit_head(engine) == head


def test_an_outlet_left_out_is_registered_no_more_and_may_come_back(engine: Engine) -> None:
    save_outlets(engine, [WIRE, HARBOUR], NOW)
    save_outlets(engine, [WIRE], NOW)
    assert load_outlets(engine) == (WIRE,)
    save_outlets(engine, [WIRE, HARBOUR], NOW)
    assert load_outlets(engine) == (HARBOUR, WIRE)


def test_archived_articles_take_the_new_details_of_their_outlet(engine: Engine) -> None:
    mine, other, nobody = read_article("mine"), read_article("other", outlet=WIRE), read_article("nobody", outlet=None)
    store_articles(engine, [mine, other, nobody], {}, NOW)
    sold = replace(HARBOUR, owner="Delta Group")
    save_outlets(engine, [sold], NOW)
    loaded = load_articles(engine, [read.article.id for read in (mine, other, nobody)])
    assert [read.article.outlet for read in loaded] == [sold, WIRE, None]
    assert save_outlets(engine, [sold], NOW) == 0


@pytest.mark.parametrize("second", [HARBOUR, replace(WIRE, domains=HARBOUR.domains)])
def test_a_name_or_a_domain_given_twice_is_refused(engine: Engine, second: Outlet) -> None:
    with pytest.raises(StorageError, match="one of them"):
        save_outlets(engine, [HARBOUR, second], NOW)
    assert load_outlets(engine) == ()
