"""Outlines in; the brief for a terminal out: 80 columns, readable on dark and on light, plain text where no colour is wanted."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from kawat.model import Briefing, Change, Rejection
from kawat.stages.write.outline import (
    MARKS,
    Casualties,
    Collision,
    Fact,
    Outline,
    Quoted,
    chain_of,
    first,
    outlet_of,
    outlines,
    published_of,
    shortened,
    words,
)

_FACTS, _ALONE, _VOICES, _MOMENTS, _SAID, _CHANGES, _PRECISE = 12, 8, 8, 10, 4, 14, 8
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _safe(text: str) -> str:
    """Text that cannot steer a terminal: no control characters, no marks that turn the writing direction."""
    return _UNSAFE.sub("", text)


def _text(*parts: tuple[str, str] | str) -> Text:
    made = Text(overflow="fold")
    for part in parts:
        if isinstance(part, str):
            made.append(_safe(part))
        else:
            made.append(_safe(part[0]), style=part[1])
    return made


def render(briefing: Briefing, *, width: int, color: bool) -> str:
    """Return all briefs as text of at most `width` columns, with ANSI colours only if `color`."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )
    with console.capture() as captured:
        for number, one in enumerate(outlines(briefing)):
            if number:
                console.print()
            console.print(_brief(one))
        if not briefing.briefs:
            console.print(_text((words("en")["none_read"], "bold")))
        if briefing.rejections:
            console.print(_rejected(briefing.rejections))
    return "\n".join(line.rstrip() for line in captured.get().split("\n")).rstrip("\n") + "\n"


def _brief(one: Outline) -> RenderableType:
    parts: list[RenderableType] = [
        _text((one.brief.event.title, "bold")),
        _text((one.headline(), "dim")),
        *(_text((line, "yellow")) for line in one.rings()),
        Text(),
    ]
    if one.changes:
        parts += _section(one, "changed", _limited(one, [_change(c) for c in one.changes], _CHANGES))
    if one.tolls:
        parts += _section(one, "toll", [_toll(t) for t in one.tolls])
    if one.collisions or one.disputed:
        parts += _section(one, "collides", [*(_collision(one, c, "red") for c in one.collisions), *(_fact(one, f) for f in one.disputed)])
    parts += _section(one, "agreed", _limited(one, [_fact(one, f) for f in one.agreed], _FACTS))
    if one.updates or one.moved:
        parts += _section(one, "updated", [*(_collision(one, c, "blue") for c in one.updates), *(_fact(one, f) for f in one.moved)])
    if one.alone:
        parts += _section(one, "alone", _limited(one, [_alone(f) for f in one.alone], _ALONE))
    if one.voices:
        parts += _section(one, "said", _limited(one, [_voice(one, n) for n in range(len(one.voices))], _VOICES))
    if one.precisions:
        parts += _section(one, "precise", _limited(one, [_text("• ", c.line) for c in one.precisions], _PRECISE))
    if one.timeline:
        moments: list[RenderableType] = [
            _text((m.at[:16].replace("T", " "), "bold"), f"  {shortened(m.label, 160)} ", (f"({q[0].outlet})", "dim"))
            for m, q in one.timeline
        ]
        parts += _section(one, "timeline", _limited(one, moments, _MOMENTS))
    parts += _section(one, "articles", [_report(one, n) for n in range(len(one.articles))])
    return Group(*parts)


def _change(change: Change) -> RenderableType:
    colour = {"added": "green", "revised": "blue", "withdrawn": "red"}[change.kind]
    return _text((f"{MARKS[change.kind]} ", colour), shortened(change.label, 120), (f"  {change.reason}", "dim"))


def _section(one: Outline, name: str, lines: Sequence[RenderableType]) -> list[RenderableType]:
    heading = Rule(Text(one.words[name], style="bold"), align="left", characters="─", style="dim")
    body = lines or [_text((one.words["nothing"], "dim"))]
    return [heading, *body, Text()]


def _limited(one: Outline, lines: list[RenderableType], limit: int) -> list[RenderableType]:
    shown, left = first(lines, limit)
    return [*lines[:shown], *([_text((one.words["more"].format(n=left) + ": --format html", "dim"))] if left else [])]


def _quotes(quoted: Sequence[Quoted], limit: int = 4) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for quote in quoted[:limit]:
        lines.append(Padding(_text((f"{quote.outlet}: ", "dim"), f"“{shortened(quote.exact, 220)}”"), (0, 0, 0, 4)))
    return lines


def _toll(toll: Casualties) -> RenderableType:
    return Group(_text((toll.line, "bold")), *_quotes(toll.quoted, 2))


def _fact(one: Outline, fact: Fact) -> RenderableType:
    mark = {"disputed": "! ", "updated": "↑ "}.get(fact.point.status, "✓ " if one.is_sure(fact) else "≈ ")
    colour = {"disputed": "red", "updated": "blue"}.get(fact.point.status, "green")
    return Group(
        _text((mark, f"bold {colour}"), (shortened(fact.point.label, 240), "bold")),
        Padding(_text((one.standing(fact), colour)), (0, 0, 0, 2)),
        *_quotes(fact.quoted),
    )


def _collision(one: Outline, collision: Collision, colour: str) -> RenderableType:
    lines: list[RenderableType] = [_text((collision.heading, f"bold {colour}"))]
    for value, quoted in collision.sides:
        lines.append(
            Padding(_text((value, f"bold {colour}"), "  ", (", ".join(dict.fromkeys(q.outlet for q in quoted)), "dim")), (0, 0, 0, 2))
        )
        lines += _quotes(quoted, 2)
    return Group(*lines, Padding(_text((f"{one.words['why']}: {collision.conflict.reason}", "dim italic")), (0, 0, 0, 2)))


def _alone(fact: Fact) -> RenderableType:
    return _text("· ", shortened(fact.point.label, 200), (f"  ({fact.outlets[0]})", "dim"))


def _voice(one: Outline, number: int) -> RenderableType:
    voice = one.voices[number]
    name = voice.speaker.name if voice.speaker else one.words["speaker_unknown"]
    role = f", {voice.speaker.role}" if voice.speaker and voice.speaker.role else ""
    lines: list[RenderableType] = [_text((name, "bold"), (role, "dim"))]
    shown, left = first(voice.statements, _SAID)
    for statement, quote in voice.statements[:shown]:
        said = f"“{shortened(quote.exact, 200)}”" if statement.mode == "direct" else shortened(quote.exact, 200)
        lines.append(Padding(_text(said), (0, 0, 0, 2)))
        lines.append(Padding(_text((chain_of(statement), "cyan")), (0, 0, 0, 4)))
    if left:
        lines.append(Padding(_text((one.words["more"].format(n=left), "dim")), (0, 0, 0, 2)))
    return Group(*lines)


def _report(one: Outline, number: int) -> RenderableType:
    article = one.articles[number]
    credits = f"; {one.words['credits']} {', '.join(article.credits)}" if article.credits else ""
    return _text(
        ("· ", "dim"),
        (outlet_of(article), "bold"),
        f", {published_of(article) or one.words['undated']}: {shortened(article.title or one.words['no_title'], 140)}",
        (credits, "dim"),
    )


def _rejected(rejections: Sequence[Rejection]) -> RenderableType:
    lines: list[RenderableType] = [Text(), Rule(Text(words("en")["rejected"], style="bold"), align="left", style="dim")]
    lines += [_text("· ", (r.path or "-", "bold"), f": {r.reason}") for r in rejections]
    return Group(*lines)
