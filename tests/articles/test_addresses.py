"""Addresses in normal form, their registrable domains, and credentials kept out of sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import host_of, masked_url, normal_url, registrable_domain, without_credentials


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://News.Example:443/A?b=1#top", "https://news.example/A?b=1"),
        ("http://news.example:80", "http://news.example/"),
        ("http://news.example:8080/x", "http://news.example:8080/x"),
        ("https://news.example/a?utm_source=x&id=7&fbclid=y&CMP=z&gclid=q", "https://news.example/a?id=7"),
        ("https://news.example/a?utm_source=x", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://ann:pw@news.example/a", "https://news.example/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        (" https://news.example/a ", "https://news.example/a"),
    ],
)
def test_two_spellings_of_one_page_have_one_normal_form(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert normal_url(normal) == normal


def test_parameters_that_say_which_page_is_meant_stay_in_their_order() -> None:
    assert normal_url("https://news.example/?page=2&id=1&source=rss") == "https://news.example/?page=2&id=1&source=rss"


@pytest.mark.parametrize("url", ["file:///home/ann/a.html", "mailto:ann@news.example", "http://[::1", "no address", ""])
def test_what_is_no_web_address_comes_back_unchanged(url: str) -> None:
    assert normal_url(url) == url


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.news.courier.co.uk/a", "courier.co.uk"),
        ("http://www.harbour-courier.example/a", "harbour-courier.example"),
        ("https://desk.github.io/a", "desk.github.io"),
        ("news.courier.com", "courier.com"),
        ("https://ann:pw@courier.com:8080/a", "courier.com"),
        ("http://127.0.0.1:8000/a", None),
        ("http://[::1]/a", None),
        ("http://localhost/a", None),
        ("https://co.uk/a", None),
        ("file:///home/ann/a.html", None),
    ],
)
def test_the_registrable_domain_follows_the_public_suffix_list(url: str, domain: str | None) -> None:
    assert registrable_domain(url) == domain


@pytest.mark.parametrize(
    ("url", "masked", "bare"),
    [
        ("https://ann:pw@a.example/x", "https://***@a.example/x", "https://a.example/x"),
        ("https://ann@a.example", "https://***@a.example", "https://a.example"),
        ("https://ann:p@w@a.example/x", "https://***@a.example/x", "https://a.example/x"),
        ("https://a.example/x@y?z=@", "https://a.example/x@y?z=@", "https://a.example/x@y?z=@"),
        ("//ann:pw@a.example/x", "//***@a.example/x", "//a.example/x"),
        ("ann@a.example", "ann@a.example", "ann@a.example"),
    ],
)
def test_credentials_are_masked_or_dropped(url: str, masked: str, bare: str) -> None:
    assert masked_url(url) == masked
    assert without_credentials(url) == bare


def test_a_host_is_in_lower_case_and_may_be_missing() -> None:
    assert host_of("https://News.EXAMPLE.:80/a") == "news.example"
    assert host_of("file:///a") is None
    assert host_of("http://[::1") is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_readers_of_addresses(text: str) -> None:
    assert normal_url(normal_url(text)) == normal_url(text)
    assert masked_url(masked_url(text)) == masked_url(text)
    registrable_domain(text)


@given(st.text("abcdefgh0123:!*", min_size=1, max_size=12))
def test_no_password_survives_masking(secret: str) -> None:
    assert f":Q{secret}Q" not in masked_url(f"https://ann:Q{secret}Q@a.example/x")
