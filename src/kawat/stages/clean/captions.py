"""A line in; the picture's caption and credit out, where the line is a caption: told by its credit, its opening or its repetition."""

from __future__ import annotations

import re
from functools import cache

from kawat.lang import outlets
from kawat.lang.phrases import either
from kawat.model import Image
from kawat.stages.clean.furniture import cues, is_prose, key

_LONGEST = 90  # words


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    credit = either(cues("credit_words"))
    opener = either(cues("caption_openers"))
    return (
        # "(Foto: X/Y)", "(Photo by X)", "(Dok. Humas)", "[Photo: X]"
        re.compile(rf"(?i)[(\[]\s*(?P<credit>(?:{credit})\b[^()\[\]]{{0,90}})[)\]]\W*$"),
        # "Foto: X/Y", "Photo: X", "Credit: X" at the end or alone
        re.compile(rf"(?i)(?:^|[\s.|])(?P<credit>(?:{credit})\s*(?:by\b|oleh\b|courtesy\b)?\s*[:：/]\s*[^.!?]{{2,80}})\W*$"),
        # "/Nama Orang/REUTERS/", "REUTERS/Nama Orang", "ANTARA FOTO/Nama/rwa."
        re.compile(
            r"(?P<credit>/\s*[\w.'’ -]{2,50}/\s*[\w.'’ -]{2,40}/?)\s*$|(?P<agency>\b[A-Z][A-Z]{1,}(?: (?:FOTO|PHOTO|PHOTOS|POOL|News|Images))?\s*/\s*[^\W\d_][\w.'’ -]{2,50}(?:/[\w.'’ -]{1,30}){0,2}\.?)\s*$"
        ),
        # "(REUTERS/Nama Orang)", "(AP Photo/Name)"
        re.compile(r"[(\[](?P<credit>[A-Z][\w. -]{1,30}/[\w.,'’ /@-]{2,60})[)\]]\W*$"),
        re.compile(rf"(?i)^\W*(?:{opener})\s*(?:\d+\s*)?[:：|]"),
        re.compile(rf"(?i)^\W*(?:{opener})\b"),
    )


_LAST_BRACKET = re.compile(r"[(\[]\s*(?P<inside>[^()\[\]]{2,40})\s*[)\]]\W*$")
# What a player says under a film of its own: "... reports. (Published Friday, May 6, 2016)"
_FILMED = re.compile(r"(?i)[(\[](?:published|posted|updated|aired)\s[^()\[\]]{4,40}[)\]]\W*$")
# "... early Friday. Nama Orang - The Ledger": a photographer and a paper behind a full stop, and none behind them.
_STAFF = re.compile(
    r"(?<=[.!?])\s+(?P<credit>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,2}\s*(?:-|–|—|/|\||,)\s*(?P<outlet>[A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,4}))$"
)
_SHOWN = re.compile(r"(?i)\b(?:view full caption|hide caption|toggle caption|enlarge this image|click to enlarge|buy this photo)\b")
_SOLD = re.compile(r"(?i)^buy (?:this )?photo\b\s*|\s*buy (?:this )?photo$")
_BY = re.compile(r"(?i)^(?:photo|foto|image|picture)s?\s+(?:by|oleh|from|courtesy)\b")


def read(line: str) -> Image | None:
    """Return the caption and credit of a line that is a picture's caption by its own form, else None."""
    text = _SOLD.sub("", line.strip())
    if not text or len(text.split()) > _LONGEST:
        return None
    if found := _SHOWN.search(text):
        return Image(caption=text[: found.start()].strip() or None, credit=text[found.end() :].strip() or None)
    if found := _FILMED.search(text):
        return Image(caption=text[: found.start()].strip() or None, credit=None)
    if (found := _STAFF.search(text)) and (
        found["outlet"].startswith("The ") or outlets.by_name(found["outlet"]) or outlets.reads_as_media(found["outlet"])
    ):
        return Image(caption=text[: found.start()].strip(), credit=found["credit"])
    bracketed, plain, slashed, agency, opened, _ = _patterns()
    for pattern in (bracketed, slashed, agency):
        if (found := pattern.search(text)) and _apart(text, found, sure=pattern is bracketed):
            credit = next(part for part in found.groups() if part)
            before = text[: found.start()].strip(" -–—|(.")
            return Image(caption=before or None, credit=credit.strip(" /."))
    if (found := plain.search(text)) and (found.start() == 0 or not is_prose(text)) and len(text.split()) <= 40:
        return Image(caption=text[: found.start()].strip(" |-–—") or None, credit=found["credit"].strip())
    if opened.match(text) or (_BY.match(text) and len(text.split()) <= 14):
        return Image(caption=text, credit=None)
    if (found := _LAST_BRACKET.search(text)) and not is_prose(text[: found.start()] + "x") and len(text.split()) <= 30:
        # "Menteri X di Jakarta (reuters)": a bracketed outlet behind words that are no sentence.
        before = text[: found.start()].rstrip()
        if before and before[-1] not in '.!?"”’' and outlets.by_name(found["inside"].strip()):
            return Image(caption=before, credit=found["inside"].strip())
    return None


def _apart(text: str, found: re.Match[str], *, sure: bool) -> bool:
    """Whether a credit stands apart from the sentence before it, and has an outlet or a photographer's mark where slashes alone speak.

    A sentence may end in "ESOP/MSOP." or in a case number: such a line is no caption.
    """
    before = text[: found.start()].rstrip()
    if sure:
        return not before or len(before.split()) <= 60
    credit = next(part for part in found.groups() if part)
    parts = [part.strip(" .") for part in credit.split("/") if part.strip(" .")]
    marked = any(outlets.by_name(part) or re.search(r"(?i)\b(?:foto|photos?|pool|images?|getty)\b", part) for part in parts)
    named = credit.startswith("/") and len(parts) >= 2 and not any(c.isdigit() for c in credit)
    if marked and not text.endswith("."):
        return True
    return (marked or named) and (not before or before[-1] in '.!?"”)/' or not is_prose(text))


def opens_as_caption(line: str) -> bool:
    """Whether a short line without a full stop begins as captions do ("Ilustrasi kebakaran", "File photo of ...")."""
    return bool(_patterns()[5].match(line)) and len(line.split()) <= 14 and not is_prose(line)


def cut_short(line: str) -> bool:
    """Whether a line is a caption that the page cut short ("Rescuers stand at the pier where...")."""
    return line.endswith(("...", "…")) and 6 <= len(line.split()) <= 18 and line[:1].isupper() and not any(c in line for c in '"“”:')


def repeats(line: str, captions: set[str]) -> bool:
    """Whether a line says again what a known caption says; `captions` holds keys of captions."""
    bare = key(line)
    return len(bare) > 20 and any(bare == known or known.startswith(bare) for known in captions)
