"""Outlines in; the brief as CommonMark out, with every text from a report escaped so that nothing in it is interpreted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kawat.model import Briefing
from kawat.stages.write.outline import MARKS, Collision, Fact, Outline, Quoted, chain_of, first, outlet_of, outlines, published_of, words

_ALONE, _MOMENTS, _SAID = 20, 20, 8
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$^=:\"'@])")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    """Return text on one line in which CommonMark finds nothing to interpret."""
    line = " ".join(_UNSAFE.sub(" ", text).split())
    return (
        _SPECIAL.sub(
            lambda m: "\\" + m.group() if m.group() in "\\`*_{}[]<>#|~&$^" or m.start() == 0 else m.group(),
            re.sub(r"(?i)(https?|ftp|www)([:.])", r"\1\\\2", line),
        )
        .replace("\\\\:", "\\:")
        .replace("\\\\.", "\\.")
    )


def render(briefing: Briefing) -> str:
    """Return all briefs as one CommonMark document."""
    parts = [_brief(one) for one in outlines(briefing)]
    if not briefing.briefs:
        parts.append(f"# {words('en')['none_read']}\n")
    if briefing.rejections:
        lines = "\n".join(f"- **{escaped(r.path or '-')}**: {escaped(r.reason)}" for r in briefing.rejections)
        parts.append(f"## {words('en')['rejected']}\n\n{lines}\n")
    return "\n".join(parts)


def _brief(one: Outline) -> str:
    blocks = [f"# {escaped(one.brief.event.title)}", f"*{escaped(one.headline())}*", *map(escaped, one.rings())]
    if one.changes:
        blocks += [
            f"## {one.words['changed']}",
            "\n".join(f"- {escaped(MARKS[c.kind])} {escaped(c.label)}: {escaped(c.reason)}" for c in one.changes),
        ]
    if one.tolls:
        blocks += [f"## {one.words['toll']}", "\n".join(f"- **{escaped(t.line)}**\n{_quotes(t.quoted)}" for t in one.tolls)]
    if one.collisions or one.disputed:
        blocks += [f"## {one.words['collides']}", *(_collision(one, c) for c in one.collisions), *(_fact(one, f) for f in one.disputed)]
    blocks += (
        [f"## {one.words['agreed']}", *(_fact(one, f) for f in one.agreed)]
        if one.agreed
        else [f"## {one.words['agreed']}", one.words["nothing"]]
    )
    if one.updates or one.moved:
        blocks += [f"## {one.words['updated']}", *(_collision(one, c) for c in one.updates), *(_fact(one, f) for f in one.moved)]
    if one.alone:
        lines = [f"- {escaped(f.point.label)} ({escaped(f.outlets[0])})" for f in one.alone]
        blocks += [f"## {one.words['alone']}", _limited(one, lines, _ALONE)]
    if one.voices:
        blocks += [f"## {one.words['said']}", *(_voice(one, n) for n in range(len(one.voices)))]
    if one.precisions:
        blocks += [f"## {one.words['precise']}", "\n".join(f"- {escaped(c.line)}" for c in one.precisions)]
    if one.timeline:
        blocks += [
            f"## {one.words['timeline']}",
            _limited(
                one,
                [f"- **{escaped(m.at[:16].replace('T', ' '))}** {escaped(m.label)} ({escaped(q[0].outlet)})" for m, q in one.timeline],
                _MOMENTS,
            ),
        ]
    blocks += [f"## {one.words['articles']}", "\n".join(_report(one, n) for n in range(len(one.articles)))]
    return "\n\n".join(blocks) + "\n"


def _quotes(quoted: Sequence[Quoted]) -> str:
    return "\n".join(f"  - {escaped(q.outlet)}: “{escaped(q.exact)}”" for q in quoted)


def _fact(one: Outline, fact: Fact) -> str:
    return f"- **{escaped(fact.point.label)}**\n  {escaped(one.standing(fact))}\n{_quotes(fact.quoted)}"


def _collision(one: Outline, collision: Collision) -> str:
    sides = "\n".join(f"- **{escaped(value)}**\n{_quotes(quoted)}" for value, quoted in collision.sides)
    return f"### {escaped(collision.heading)}\n\n{sides}\n\n{one.words['why']}: {escaped(collision.conflict.reason)}"


def _voice(one: Outline, number: int) -> str:
    voice = one.voices[number]
    name = voice.speaker.name if voice.speaker else one.words["speaker_unknown"]
    role = f", {escaped(voice.speaker.role)}" if voice.speaker and voice.speaker.role else ""
    lines = [
        f"- {'“' + escaped(q.exact) + '”' if s.mode == 'direct' else escaped(q.exact)}\n  *{escaped(chain_of(s))}*"
        for s, q in voice.statements
    ]
    return f"### {escaped(name)}{role}\n\n{_limited(one, lines, _SAID)}"


def _limited(one: Outline, lines: Sequence[str], limit: int) -> str:
    """The first lines of a list, and how many more the page and the JSON have."""
    shown, left = first(lines, limit)
    return "\n".join([*lines[:shown], *([f"- *{one.words['more'].format(n=left)}*"] if left else [])])


def _report(one: Outline, number: int) -> str:
    article = one.articles[number]
    credits = f"; {one.words['credits']} {escaped(', '.join(article.credits))}" if article.credits else ""
    return f"- **{escaped(outlet_of(article))}**, {published_of(article) or one.words['undated']}: {escaped(article.title or one.words['no_title'])}{credits}"
