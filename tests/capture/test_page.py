"""Bytes decoded by what they are, whatever is declared."""

from __future__ import annotations

import pytest

from capture.page import clean, decode, parse, squeezed, text_of

WORDS = "Élan à Besançon : l’usine rouvre, 3 200 emplois « sauvés »."


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode(), "text/html; charset=iso-8859-1"),
        (b'<meta charset="iso-8859-1">' + WORDS.encode(), ""),
        (b"\xef\xbb\xbf" + WORDS.encode(), "text/html; charset=latin1"),
        (WORDS.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (b"<meta http-equiv=content-type content='text/html; charset=windows-1252'>" + WORDS.encode("cp1252"), ""),
        (WORDS.encode("cp1252"), "text/html; charset=no-such-charset-1252"),
        (WORDS.encode("utf-16"), ""),
        (("<p>" + WORDS).encode("utf-16-le"), ""),
        (("<p>" + WORDS).encode("utf-16-be"), ""),
    ],
)
def test_words_come_out_whatever_charset_is_declared(content: bytes, content_type: str) -> None:
    assert WORDS in decode(content, content_type)


def test_a_charset_nobody_states_is_guessed() -> None:
    text = "Правительство области сообщило, что мост через реку открыт для движения после ремонта. " * 5
    assert decode(text.encode("cp1251")) == text


def test_a_broken_byte_in_utf8_costs_one_character() -> None:
    content = (WORDS * 20).encode()
    assert decode(content[:500] + b"\xff" + content[500:], "text/html; charset=utf-8").count("\ufffd") <= 3


def test_controls_and_bidi_overrides_are_dropped_and_words_kept() -> None:
    assert clean("a\x07b\u202ec\u2066d\u00ade\u200bf\r\ng\rh") == "abcdef\ng\nh"
    assert squeezed(" a\u00a0 \t b\n c ") == "a b c"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_the_text_of_an_element_leaves_scripts_out_and_keeps_words_apart() -> None:
    tree = parse("<div><p>One<br>two <b>three</b></p><script>no()</script><p>four</p> five<style>x</style></div>")
    assert tree is not None
    assert text_of(tree) == "One two three four five"


def test_an_xml_declaration_and_its_entities_do_no_harm() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>x &b; y</p>'
    )
    tree = parse(page)
    assert tree is not None
    assert "aaaa" not in text_of(tree)


def test_references_to_controls_are_dropped_and_those_of_old_windows_read() -> None:
    tree = parse("<p>Don&#146;t &#27;[2J&#x1b; go&#0;, 3 &#60; 4 &#8212; said&#x94;</p>")
    assert tree is not None
    assert text_of(tree) == "Don\u2019t [2J go, 3 < 4 \u2014 said\u201d"


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Après quatorze mois, c’est un soulagement pour les élèves, a déclaré Zoë Fournière."),
        ("cp1252", "The bridge reopened on Monday, said Zoë Fournière, who runs the café beside it."),
        ("cp1252", "Die Brücke wurde für Fußgänger geöffnet, sagte die Bürgermeisterin, nach größeren Änderungen."),
        ("cp1252", "El puente sobre el río reabrió el lunes después de catorce meses, informó la ciudad española."),
        ("cp1252", "Bron över ån öppnades på måndagen efter fjorton månader, sade kommunen i ett uttalande."),
        ("cp1252", "A ponte foi reaberta após catorze meses de manutenção, informou a câmara em reuniões da região."),
        ("cp1250", "Most przes rzekę został ponownie otwarty w poniedziałek po czternastu miesiącach napraw."),
        ("cp1250", "Most přes řeku byl v pondělí znovu otevřen po čtrnácti měsících oprav, uvedla městská rada."),
        ("cp1251", "Мост через реку вновь открылся в понедельник после четырнадцати месяцев ремонта."),
        ("cp1253", "Η γέφυρα άνοιξε ξανά τη Δευτέρα μετά από δεκατέσσερις μήνες, ανακοίνωσε το συμβούλιο."),
        ("cp1254", "Köprü on dört ay süren onarımın ardından pazartesi günü yeniden açıldı, şöyle dedi."),
        ("cp932", "橋は十四か月の修理の後、月曜日に再開したと市議会が発表した。"),
    ],
)
def test_a_page_that_calls_itself_utf8_and_is_not_is_read_as_what_it_is(encoding: str, words: str) -> None:
    page = f"<html><body><p>{words}</p></body></html>".encode(encoding)
    assert words in decode(page, "text/html; charset=utf-8")
