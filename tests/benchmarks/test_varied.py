from __future__ import annotations

from benchmarks.extraction import Labelled
from benchmarks.varied import Printer
from capture.extract import article_from

PARAGRAPHS = "".join(
    f"<p>Councillor {name} told reporters on March 4, 2024 that {count} bridges near {place} were closed for repairs"
    f" after engineers found cracks in {count} of their pillars, the harbour office said.</p>"
    for name, count, place in (("Orwen", 14, "Selby"), ("Harrow", 27, "Dunmore"), ("Tessaly", 31, "Kestrel"))
)
PAGE = f"""<html lang="en"><head><title>Bridges closed near Selby harbour</title>
<link rel="canonical" href="https://www.courier.example/news/bridges-closed">
<meta property="article:published_time" content="2024-03-05T08:00:00Z"></head>
<body><article><h1>Bridges closed near Selby harbour</h1>{PARAGRAPHS}</article></body></html>"""


def printer() -> Printer:
    body = " ".join(PARAGRAPHS.replace("<p>", "").replace("</p>", " ").split())
    page = Labelled("https://www.courier.example/news/bridges-closed", PAGE.encode(), body, None, (), None, None)
    return Printer([page])


def test_every_copy_has_an_address_and_words_of_its_own_and_is_the_same_each_time() -> None:
    one, other = (article_from(content, url) for url, content in (printer().page(0), printer().page(1)))
    assert one.address == "https://www.courier.example/news/bridges-closed-0"
    assert other.address == "https://www.courier.example/news/bridges-closed-1"
    assert one.body != other.body
    assert printer().page(1) == printer().page(1)


def test_days_move_together() -> None:
    url, content = printer().page(0)
    article = article_from(content, url)
    assert article.published is not None
    assert article.published.day.year > 2024
    assert "March 4, 2024" not in article.body
    day_before = article.published.day.replace(day=article.published.day.day - 1)
    assert f"{day_before:%B} {day_before.day}, {day_before.year}" in article.body
