"""One line of a page in, the reason why it is no part of the report out, or None where it is.

All languages' cues are read together, because pages mix them ("SCROLL TO CONTINUE" stands in Indonesian reports). A cue alone
seldom decides: "Baca juga" before a colon names another story, before a verb's object it is a sentence of the report. Where
in doubt the line stays: furniture kept costs a reader a glance, a sentence lost may cost the truth.

Reasons: label, advertisement, share-bar, tags, pager, embed, read-also, promotion, copyright, caption, byline, editor,
source-line, date-line, masthead, address, title, repetition, teaser, headline-of-another-story, trailing-list, rule; by markup also navigation and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kawat.lang import languages, outlets, section
from kawat.lang.phrases import either


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureCues:
    """Section [furniture] of a language table; all entries are lower case."""

    labels: tuple[str, ...] = ()
    read_also: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    adverts: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    tag_openers: tuple[str, ...] = ()
    pager_openers: tuple[str, ...] = ()
    caption_openers: tuple[str, ...] = ()
    credit_words: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    starters: tuple[str, ...] = ()


@cache
def cues(name: str) -> frozenset[str]:
    """Return one list of cues of all languages together; `name` is a field of FurnitureCues."""
    return frozenset(cue for code in languages() for cue in getattr(section(code, "furniture", FurnitureCues), name))


_LONGEST = 1_500  # characters of a line that is furniture by itself
_EDGES = "× \t\u00a0\u200b•·●▪◦*-–—|:;,.!?…>»›#_=~[]"
_END = re.compile(r"[.!?…。！？][\"'”’»)\]*\s]*$")
_CLOSED = re.compile(r"[”\"’»]\s*$")
_EMBED = re.compile(r"(?i)^\[(?:gambas|video|foto|image|embed|widget|photo)\b[^\]]*\]?$|^EMBED\b\W*(?:more\b|<|>|$)|^</?\w+[^>]*>$")
_COPYRIGHT = re.compile(
    r"(?i)^\W*(?:©|\(c\)\s*\d{4}|copyright\b(?:\s*(?:©|\(c\)|\d{4}|by\b|:|$)))|^\W*(?:hak cipta|hakcipta)\b.{0,20}\d{4}"
)
_COUNTER = re.compile(r"(?i)^(?:image|photo|foto|gambar|slide|halaman|page)?\s*\d+\s*(?:of|/|dari|daripada)\s*/?\s*\d+\b.{0,40}$")
_HOLDER = re.compile(r"^\W*Copyright(?: [A-Z\d][\w.&'’-]*){1,7}\W*$")
_PLAYED = re.compile(r"\|\s*\d{1,2}:\d{2}\b.*\b\d+ of \d+\b|^\d+ of \d+ .*\b(?:Next|Last) Video\b", re.S)
_SIZES = re.compile(r"^(?:[A-Za-z+-]\s+){1,5}[A-Za-z+-]$")
_ELSEWHERE = re.compile(
    r"(?i)^\W*(?:(?:read |see |find |watch )?more (?:from|on|at)|also (?:on|from|in)|inside|elsewhere on|follow|selengkapnya di|(?:berita|artikel) (?:lain|lainnya|menarik) (?:di|dari))\s+(?P<name>[\w.& -]{2,40}?)\s*[:»>]*$"
)
_NUMBERS = re.compile(r"^[\d\s.,|/<>«»‹›-]+$")
_COUNTED = re.compile(
    r"(?i)^\d[\d.,]*\s*(?:k|rb|ribu|jt)?\s*(?:comments?|komentar|shares?|likes?|views?|tayangan|dibaca|kali dibaca|suka|min(?:utes?)? read|menit baca|menit dibaca|bagikan)\b.{0,20}$"
)
_READING = re.compile(r"(?i)^(?:waktu baca|reading time|estimated read(?:ing)? time)\b.{0,25}$|^\d+\s*min(?:ute)?s?\s*read$")


def key(line: str) -> str:
    """Return a line as cues are written: lower case, single spaces, no bullets or punctuation at its ends."""
    return " ".join(line.strip(_EDGES).casefold().replace("’", "'").split())


def is_prose(line: str) -> bool:
    """Whether a line reads as a paragraph: it ends as a sentence does, or goes on too long for a headline."""
    words = line.split()
    if len(words) >= 28:
        return True
    return len(words) >= 4 and bool(_END.search(line) or _CLOSED.search(line)) and not line.rstrip().endswith(("...", "…"))


def title_case(text: str) -> float:
    """Return the share of a text's words that are written large, leaving out those that headlines write small; 0 to 1."""
    small = cues("small")
    words = [w for w in (raw.strip("\"'“”‘’()[],.:;!?…*") for raw in text.split()) if w and w.casefold() not in small]
    lettered = [w for w in words if w[0].isalpha()]
    if len(lettered) < 3:
        return 0.0
    return sum(w[0].isupper() for w in lettered) / len(lettered)


def like_headline(line: str, *, least: int = 4) -> bool:
    """Whether a line reads as a title: words written large, no full stop, not a list, a quotation or a label with a colon."""
    text = line.strip()
    words = text.split()
    if not least <= len(words) <= 26 or text.count(",") > 3:
        return False
    if _END.search(text) and not text.endswith(("?", "!", "...", "…", '?"', "?'", "!'", "?’", "!’")):
        return False
    return not text.endswith((":", ";", ",")) and text[0] not in '"“•-*' and title_case(text) >= 0.8


@cache
def _read_also() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    strong = frozenset(c for c in cues("read_also") if " " in c)
    line = re.compile(
        rf"(?i)^\W*(?P<cue>{either(cues('read_also'))})(?:\s+(?:from|on|about|dari|tentang|di)\s+[\w.'’& -]{{1,40}}?|\s+[\w.]+)?\s*(?:[:：|>»]|\s[-–—]\s)"
    )
    opening = re.compile(rf"(?i)^\W*(?P<cue>{either(strong)})\b[\s:：]*(?P<rest>.*)$", re.S)
    inline = re.compile(rf"(?:(?<=[\s.!?\"”’»*)])|^)[\[(*•]*\s*(?i:(?P<cue>{either(strong)}))\s*[:：](?P<rest>.*)$", re.S)
    return line, opening, inline


def read_also(line: str) -> bool:
    """Whether a line as a whole points to another story ("Baca juga: ...", "More from X: ...", "Simak juga Video '...':")."""
    colon, opening, _ = _read_also()
    if found := colon.match(line):
        # "Earlier: police said two men were held." is a sentence of the report; "Baca juga: ..." never is.
        return len(line.split()) <= 40 and (" " in found["cue"] or not (line.rstrip().endswith(".") and is_prose(line[found.end() :])))
    found = opening.match(line)
    if not found:
        return False
    rest = found["rest"].strip()
    if len(rest) < 2:
        return True
    shown = rest.removeprefix("Video ").removeprefix("video ").removeprefix("Foto ")
    if shown[0] in "'\"“‘[":
        return bool(re.search(r"['\"”’\]]\s*(?:\W|di sini|here|berikut(?: ini)?)*$", shown)) and len(rest.split()) <= 32
    return like_headline(shown, least=2) or (rest.endswith(":") and len(rest.split()) <= 12)


def inline_read_also(text: str) -> tuple[int, int] | None:
    """Return where, inside a paragraph, a pointer to another story stands, or None.

    Its headline runs to the paragraph's end, to a closing bracket, or to where a sentence of the report plainly begins again;
    where that cannot be told nothing is returned, so that no sentence is lost.
    """
    found = _read_also()[2].search(text)
    if not found or found.start() == 0:
        return None
    begin, body, at = found.start(), found["rest"], found.start("rest")
    if text[begin : found.start("cue")].strip().startswith("[") and "]" in body:
        return begin, at + body.index("]") + 1
    if text[begin : found.start("cue")].strip().startswith("(") and ")" in body:
        return begin, at + body.index(")") + 1
    small, starters = cues("small"), cues("starters")
    words = list(re.finditer(r"\S+", body))
    for index, word in enumerate(words):
        bare = word.group().strip("\"'“”‘’(),.:;")
        after = words[index + 1].group() if index + 1 < len(words) else ""
        if index >= 3 and bare.casefold() in starters and bare[:1].isupper() and after[:1].islower():
            return begin, at + word.start()
        if index >= 2 and word.group()[-1] in ".!?" and after[:1].isupper() and len(bare) > 3:
            return begin, at + word.end()
        if bare[:1].islower() and bare.casefold() not in small:
            # Sentence case: a headline only if nothing follows it that reads as prose.
            return (begin, len(text)) if len(words) <= 22 and not _END.search(body) else None
    return (begin, len(text)) if len(words) <= 30 else None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "opener": re.compile(rf"(?i)^\W*(?:{either(cues('openers'))})(?!\w)"),
        "object": re.compile(rf"(?i)(?<!\w)(?:{either(cues('objects'))})(?!\w)"),
        "phrase": re.compile(rf"(?i)(?<!\w)(?:{either(cues('phrases'))})"),
        "tags": re.compile(rf"(?i)^\W*(?:{either(cues('tag_openers'))})\s*[:：#]"),
        "pager": re.compile(
            rf"(?i)^\W*(?:{either(cues('pager_openers'))})\s*:?\s*[\d\s|/<>»›-]*(?:{either(cues('pager_openers'))})?\W*$|^[\d\s|/<>»›.-]+(?:{either(cues('pager_openers') | cues('labels'))})\W*$"
        ),
    }


def elsewhere(line: str) -> bool:
    """Whether a line announces what else an outlet has ("MORE FROM LEDGER4.COM")."""
    found = _ELSEWHERE.match(line)
    return bool(found and (outlets.by_name(found["name"]) or "." in found["name"].strip(".")))


_FILM = re.compile(r"^(\d):(\d\d) (?!\s*[ap]\.?m\b)(?=\S)", re.I)


def films(lines: list[str]) -> list[bool]:
    """Tell for each line whether it is an item of a list of films ("0:38 Boat is towed ashore"), which no timetable is."""
    found = [None if _END.search(line) else _FILM.match(line) for line in lines]
    timed = [match for match in found if match]
    listed = len(timed) > 1 and any(int(match[2]) % 5 for match in timed)
    return [bool(match) and (listed or line.endswith("Pause")) for line, match in zip(lines, found, strict=True)]


def _share_bar(words: list[str]) -> bool:
    return 0 < len(words) <= 24 and all(w in cues("share") or w.isdigit() for w in words) and not all(w.isdigit() for w in words)


def reason(line: str) -> str | None:
    """Return why a line is no part of the report, judged by itself, or None; captions and bylines are judged elsewhere."""
    bare = key(line)
    if not bare:
        return "rule"
    if len(line) > _LONGEST:
        return "embed" if len(line) < 10 * _LONGEST and _PLAYED.search(line) else None
    words = bare.split()
    patterns = _patterns()
    if bare in cues("adverts"):
        return "advertisement"
    if _SIZES.match(line.strip()):
        return "label"
    if _EMBED.match(line.strip()) or _PLAYED.search(line):
        return "embed"
    if _NUMBERS.match(line.strip()) and len(words) < 12 and not re.search(r"\d[.,:]\d", line):
        return "pager"
    if patterns["pager"].match(line) or _COUNTER.match(line.strip()):
        return "pager"
    if bare in cues("labels") and line.strip()[-1] not in '."”':
        return "label"
    if _share_bar([w.strip(_EDGES) for w in words]) or _COUNTED.match(bare) or _READING.match(bare):
        return "share-bar"
    if patterns["tags"].match(line) and not _END.search(line):
        return "tags"
    if len(words) > 1 and all(w.startswith("#") for w in line.split()):
        return "tags"
    if (_COPYRIGHT.match(line) and len(words) <= 60) or _HOLDER.match(line):
        return "copyright"
    if elsewhere(line):
        return "label"
    if line.lstrip().startswith("×"):
        return "headline-of-another-story"
    if read_also(line) or (_RUN_ON.match(line) and len(words) <= 24 and not is_prose(line)):
        return "read-also"
    return _promotion(line, len(words))


_LISTED = re.compile(r"^\s*(?:[•·●▪◦*–-]|\d{1,3}[.,)]|[a-z][.)])\s*")


def listed(line: str) -> bool:
    """Whether a line is an item of a list by its bullet or number."""
    return bool(_LISTED.match(line))


_CLICK = re.compile(r"(?i)^\W*(?:click|tap|klik) (?:here|di ?sini)\b")
_RUN_ON = re.compile(r"(?i)^\W*(?:advertisement )?(?:related|more) (?:content|stories|articles?|coverage|news)\s+(?-i:[A-Z])")


def _promotion(line: str, count: int) -> str | None:
    """Sign-ups, follow-us lines and notices of the outlet; a quotation or an item of a list is never one."""
    if _CLICK.match(line) and count <= 30:
        return "promotion"
    if line.lstrip()[:1] in "\"“'‘«„" or count > 70 or listed(line):
        return None
    patterns = _patterns()
    if patterns["opener"].match(line):
        objects = {m.group().casefold() for m in patterns["object"].finditer(line)}
        if count <= 4 or len(objects) >= (1 if count <= 30 else 2):
            return "promotion"
    found = patterns["phrase"].search(line) if count <= 45 else None
    return "promotion" if found and not _END.search(line[: found.start()].rstrip()) and (found.start() < 30 or count <= 24) else None


_LAST_SENTENCE = re.compile(r"(?<=[.!?])\s+(?P<last>[A-Z][^.!?\"“”]{8,160}[.!])$")


def inline_promotion(text: str) -> int | None:
    """Return where a notice of the outlet begins that was run on to the end of a paragraph, or None."""
    if (last := _LAST_SENTENCE.search(text)) and _promotion(last["last"], len(last["last"].split())):
        return len(text[: last.start()].rstrip())
    for found in _patterns()["phrase"].finditer(text):
        before = text[: found.start()].rstrip()
        if before and _END.search(before) and len(text[found.start() :].split()) <= 30:
            return len(before)
    return None
