"""One brief in four forms: each says the same, text from reports is escaped, and nothing in the page can run."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from conftest import article

from kawat import pipeline, wire
from kawat.model import (
    NOT_STATED,
    Account,
    Brief,
    Briefing,
    Conflict,
    Event,
    Image,
    Point,
    Rejection,
    Removed,
    Side,
    Speaker,
    Statement,
    Toll,
)
from kawat.stages import write
from kawat.stages.write.outline import outlines

HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> & "kutip" [tautan](javascript:alert(1)) `x` \x1b[31m \u202e **tebal**'


@pytest.fixture(scope="module")
def sample() -> Briefing:
    return pipeline.read([str(Path(__file__).parents[2] / "examples")])


@pytest.fixture(scope="module")
def hostile() -> Briefing:
    """A brief in which whatever a report, a file's name or a speaker can hold tries to get out."""
    told = article(f"Kata saksi: {HOSTILE}", outlet=f"Media {HOSTILE}", title=HOSTILE, credits=(HOSTILE,))
    told = replace(
        told,
        path=HOSTILE,
        url="javascript:alert(1)",
        removed=(Removed(text=HOSTILE, reason="read-also"),),
        images=(Image(caption=HOSTILE, credit=HOSTILE),),
    )
    span = told.span(12, len(told.text))
    said = Statement(
        id="q1", article=told.id, speaker="s1", mode="direct", span=span, cue=None, voice=None, chain=(), confidence=0.5, by="uji"
    )
    account = Account(span=span, statement="q1")
    side = Side(value=HOSTILE, accounts=(account,))
    brief = Brief(
        event=Event(id="e1", title=HOSTILE, day=None, articles=(told.id,)),
        speakers=(Speaker(id="s1", name=HOSTILE, role=HOSTILE, aliases=(HOSTILE,), kind="person"),),
        statements=(said,),
        figures=(),
        points=(Point(id="p1", label=HOSTILE, status="agreed", origins=(HOSTILE,), accounts=(account,)),),
        conflicts=(Conflict(id="c1", what=HOSTILE, kind="other", verdict="conflict", sides=(side, side), reason=HOSTILE, confidence=0.5, point=None, by="uji"),),
        timeline=(),
        tolls=(Toll(id="t1", count="dead", number=2, sides=(side, Side(value="2 people", accounts=(account,))), by="uji"),),
    )  # fmt: skip
    return Briefing(articles=(told,), rejections=(Rejection(path=HOSTILE, stage="clean", reason=HOSTILE, text=HOSTILE),), briefs=(brief,))


class Reader(HTMLParser):
    """What a browser would make of a page: its tags, attributes, ids and inner links."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def opened(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_json_is_what_the_published_schema_says(sample: Briefing, hostile: Briefing) -> None:
    schema = json.loads((Path(__file__).parents[2] / "schema" / "brief-1.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for briefing in (sample, hostile, Briefing(articles=(), rejections=(), briefs=())):
        jsonschema.validate(json.loads(write.json(briefing)), schema, cls=jsonschema.Draft202012Validator)


def test_every_form_says_what_is_agreed_and_what_collides(sample: Briefing) -> None:
    (brief,) = sample.briefs
    agreed = next(p for p in brief.points if p.status == "agreed" and p.origins != (NOT_STATED,))
    for shown in (write.text(sample), write.markdown(sample), write.html(sample)):
        flat = " ".join(re.sub(r"<[^>]+>|\\", "", shown).split())
        for words in (brief.event.title, "2023-03-12", "2023-03-21", "Bertentangan", "Disepakati", agreed.origins[0]):
            assert words in flat


def test_the_terminal_form_keeps_its_width_and_is_plain_where_colour_is_not_asked_for(sample: Briefing) -> None:
    for width in (40, 80, 120):
        plain = write.text(sample, width=width)
        assert max(map(len, plain.splitlines())) <= width
        assert "\x1b" not in plain
    assert "\x1b[" in write.text(sample, color=True)


def test_text_from_reports_cannot_command_the_terminal(hostile: Briefing) -> None:
    assert not {"\x1b", "\u202e"} & set(write.text(hostile))


def test_nothing_in_the_page_can_run_or_reach_the_network(sample: Briefing, hostile: Briefing) -> None:
    for briefing in (sample, hostile):
        page = write.html(briefing)
        reader = opened(page)
        assert not {tag for tag, _ in reader.tags} & {"script", "iframe", "object", "embed", "img", "link", "form", "base"}
        for _, attributes in reader.tags:
            assert not [name for name in attributes if name.startswith("on")]
            for name in ("href", "src"):
                target = attributes.get(name) or ""
                assert not target or re.match(r"#|https?://", target), target
        assert "default-src 'none'" in page


def test_the_page_is_whole_by_itself_and_each_line_leads_to_its_words(sample: Briefing) -> None:
    reader = opened(write.html(sample))
    ids = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in reader.tags if tag == "a" and (attributes.get("href") or "").startswith("#")}
    assert links
    assert {str(link)[1:] for link in links} <= ids
    assert any(tag == "mark" for tag, _ in reader.tags)
    assert len([tag for tag, _ in reader.tags if tag == "svg"]) == 4  # when, from whom, and the series of the dead and of the missing


def test_the_page_can_be_heard_and_walked_by_keyboard(sample: Briefing) -> None:
    reader = opened(write.html(sample))
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), levels
    assert dict(reader.tags)["html"]["lang"] == "id"
    assert "en" in {attributes.get("lang") for _, attributes in reader.tags}
    for tag, attributes in reader.tags:
        if tag == "svg":
            assert attributes["role"] == "img" and attributes["aria-labelledby"]


def test_markdown_holds_no_markup_of_a_report(hostile: Briefing) -> None:
    shown = write.markdown(hostile)
    assert not re.search(r"(?<!\\)<(?:script|img)", shown)
    assert not re.search(r"(?<!\\)\]\(javascript", shown)


def test_a_reading_of_nothing_is_said_in_every_form() -> None:
    nothing = Briefing(articles=(), rejections=(Rejection(path="a.pdf", stage="acquire", reason="it is a PDF", text=None),), briefs=())
    for shown in (write.text(nothing), write.markdown(nothing), write.html(nothing)):
        assert "a.pdf" in shown.replace("\\", "")
        assert "it is a PDF" in shown
    assert json.loads(write.json(nothing))["rejections"][0]["reason"] == "it is a PDF"


def test_outlets_that_credit_each_other_are_named_in_every_form(sample: Briefing) -> None:
    first = replace(sample.briefs[0], circular=(("Harian Teluk", "Suara Lintang"),))
    briefing = replace(sample, briefs=(first,))
    for form in (write.text, write.markdown, write.html):
        assert "Harian Teluk ↔ Suara Lintang" in " ".join(form(briefing).split())
    assert json.loads(write.json(briefing))["events"][0]["circular"] == [["Harian Teluk", "Suara Lintang"]]


def test_points_that_share_most_of_their_accounts_are_told_once_and_no_account_is_lost() -> None:
    reports = [article(f"Feri terbalik di teluk {k}.", outlet=f"Media {k}") for k in range(4)]
    reports = [replace(a, id=f"a{k}") for k, a in enumerate(reports)]
    accounts = [Account(span=a.span(0, len(a.text)), statement=None) for a in reports]
    points = [
        Point(id=f"p{k}", label=f"label {k}", status="agreed", origins=("Media 0",), accounts=tuple(accounts[i] for i in some))
        for k, some in enumerate(((0, 1, 2), (0, 1, 3), (2, 3)))
    ]
    event = Event(id="e", title="Feri", day=None, articles=tuple(a.id for a in reports))
    brief = Brief(event=event, speakers=(), statements=(), figures=(), points=tuple(points), conflicts=(), timeline=())
    (one,) = outlines(Briefing(articles=tuple(reports), rejections=(), briefs=(brief,)))
    assert [(f.point.label, len(f.quoted)) for f in one.agreed] == [("label 0", 4), ("label 2", 2)]


def test_every_form_tells_the_toll_with_the_words_it_rests_on() -> None:
    first = replace(article("Two people died in Harwick.", outlet="Harbour Post"), language="en")
    later = replace(article("Three people died in Harwick.", outlet="Bay Courier"), language="en")
    sides = tuple(
        Side(value=value, accounts=(Account(span=a.span(0, len(a.text)), statement=None),))
        for value, a in (("2 people", first), ("3 people", later))
    )
    brief = Brief(
        event=Event(id="e1", title="Fire in Harwick", day=None, articles=(first.id, later.id)),
        speakers=(), statements=(), figures=(), points=(), conflicts=(), timeline=(),
        tolls=(Toll(id="t1", count="dead", number=3, sides=sides, by="rules"),),
    )  # fmt: skip
    briefing = Briefing(articles=(first, later), rejections=(), briefs=(brief,))
    for form in (write.text(briefing), write.markdown(briefing), write.html(briefing)):
        assert "Dead: 2 → 3" in form
        assert "Three people died in Harwick." in form
    assert wire.decode(write.json(briefing).encode()).briefs[0].tolls == brief.tolls


def test_a_value_stands_as_the_language_of_the_brief_writes_it() -> None:
    reports = [article("Bantuan itu turun.", outlet=outlet, language="id") for outlet in ("Harian Teluk", "Kabar Merbau")]
    values = ("7,991,160 people", "18.3 percent", "38,000,000,000 IDR", "21 parsec", "no", "2026-03-14", "terkunci 2,000")
    sides = tuple(Side(value=value, accounts=(Account(span=reports[0].span(0, 7), statement=None),)) for value in values)
    told = Conflict(
        id="c1", what="bantuan", kind="number", verdict="conflict", sides=sides, reason="", confidence=0.5, point=None, by="uji"
    )
    event = Event(id="e1", title="Bantuan", day=None, articles=tuple(r.id for r in reports))
    brief = Brief(event=event, speakers=(), statements=(), figures=(), points=(), conflicts=(told,), timeline=())
    (shown,) = outlines(Briefing(articles=tuple(reports), rejections=(), briefs=(brief,)))
    written = [value for value, _ in shown.collisions[0].sides]
    assert written == ["7.991.160 orang", "18,3 persen", "Rp 38.000.000.000", "21 parsec", "tidak", "2026-03-14", "terkunci 2,000"]


def test_the_page_opens_with_what_a_minute_is_enough_for_and_prints_no_full_texts(sample: Briefing) -> None:
    page = write.html(sample)
    (glance,) = re.findall(r'<section class="glance">.*?</section>', page)
    for told in (c for b in sample.briefs for c in b.conflicts if c.verdict == "conflict"):
        assert f'href="#x-{told.id}"' in glance and f'id="x-{told.id}"' in page
    assert "2023-03-12" in glance
    assert re.search(r"@media print\{.*\.report \.text,.*?display:none", page)


def test_each_report_tells_an_agreed_fact_once(sample: Briefing) -> None:
    (one,) = outlines(sample)
    assert one.agreed
    for fact in one.agreed:
        reports = [q.article.id for q in fact.quoted]
        assert len(reports) == len(set(reports))
    labels = [f.point.label for f in one.agreed]
    assert len(labels) == len(set(labels))
