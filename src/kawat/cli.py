"""The command line: parse, call the library, print. The brief alone goes to stdout; progress and warnings go to stderr."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kawat import __version__, config
from kawat.config import Settings
from kawat.errors import KawatError
from kawat.model import Article, Assignment, Briefing, Regrouping, Rejection

if TYPE_CHECKING:
    from kawat.stages.group.explain import Explanation

_FORMATS = ("text", "md", "html", "json")

_READ = """\
Read every report named and print one brief for each event they tell of: what they agree on and how many independent
origins stand behind it, where they collide, what was only updated, what one outlet alone has, and who said what
through whom, each with the exact words it rests on.

A PATH is a file, a folder (read with all below it), a glob, an http(s) address, or - for standard input. Read are
pages copied as plain text, HTML, JSON and JSONL (Kawat's own, schema.org NewsArticle, IPTC ninjs), WARC, and gzip of any.
"""
_READ_END = """\
examples:
  kawat read reports/                              the brief, in the terminal
  kawat read reports/ --format html -o brief.html  one page to open, print and pass on; works offline
  kawat read a.txt b.html https://example.org/c    files and addresses together
  curl -s https://example.org/d | kawat read -     standard input
  kawat read reports/ -o morning.json              a brief to go on from; then, with more reports in the folder,
  kawat read reports/ --since morning.json         what the new ones changed comes first

exit status: 0 when at least one report was read, 1 when none was, 2 on wrong usage.
Settings: kawat.toml in this folder, then KAWAT_* in the environment (KAWAT_TIMEOUT=5, KAWAT_CACHE=.cache/kawat).
"""
_GROUP = """\
Assign each article of a JSONL file to an event, in time order (published, then file order), and print one line per
article: {"id": ..., "event": ...}. A line of FILE is an object with id, title, text, and optionally url, outlet,
published and language; - reads standard input.

All articles are read first, and printed is what second thoughts leave. With --live each is assigned and printed as it
arrives, in the order of FILE, and what second thoughts change is printed when it changes, as {"change": "merge", ...}.
"""
_GROUP_END = """\
examples:
  kawat group news.jsonl > events.jsonl               the event of every article
  kawat group news.jsonl --details                    with score, reason, and the article it is a copy of
  kawat group news.jsonl --explain a17 b04            what speaks for and against two being of one event
  tail -f feed.jsonl | kawat group - --live           as they arrive
  kawat group today.jsonl --state desk.state          go on from yesterday, and keep what is known for tomorrow
  kawat group news.jsonl --state desk.state --place b04 e5f0c... --place c11 new
                                                      a person's decision; the machine never undoes it

exit status: 0 when at least one article was assigned, 1 when none was, 2 on wrong usage or a broken state file.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = argparse.ArgumentParser(prog="kawat", description="Reads every report of one event and writes one accountable brief.")
    top.add_argument("--version", action="version", version=f"kawat {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    raw = argparse.RawDescriptionHelpFormatter
    read = commands.add_parser("read", help="read reports and print the brief", description=_READ, epilog=_READ_END, formatter_class=raw)
    read.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, glob, http(s) address, or - for standard input")
    read.add_argument("--format", choices=_FORMATS, help="text (default), md, html or json; by default what -o FILE ends in")
    read.add_argument("-o", "--output", metavar="FILE", help="write the brief to FILE instead of stdout")
    read.add_argument("--since", metavar="FILE", help="a brief written before with --format json: say what changed since")
    read.add_argument("--width", type=_width, metavar="N", help="columns of the text form, 40 to 200; default: the terminal's, at most 100")
    read.add_argument("--quiet", action="store_true", help="no progress; warnings stay")
    group = commands.add_parser(
        "group", help="assign articles to events, as a stream", description=_GROUP, epilog=_GROUP_END, formatter_class=raw
    )
    group.add_argument("file", metavar="FILE", help="JSONL file, or - for standard input")
    group.add_argument("--live", action="store_true", help="assign and print each article as it arrives, in the order of FILE")
    group.add_argument("--details", action="store_true", help="print score, reason and copy_of too, and every later change")
    group.add_argument("--explain", nargs=2, metavar=("A", "B"), help="say what speaks for and against two articles, by their ids")
    group.add_argument("--state", metavar="FILE", help="go on from this file if it exists, and write it at the end")
    group.add_argument(
        "--place",
        nargs=2,
        action="append",
        default=[],
        metavar=("ID", "EVENT"),
        help="place an article in an event, or in a new one of its own",
    )
    group.add_argument("--quiet", action="store_true", help="no progress; warnings stay")
    commands.add_parser("schema", help="print the JSON Schema of `kawat read --format json` (format 1)")
    return top


def _width(text: str) -> int:
    if not text.isdigit() or not 40 <= int(text) <= 200:
        raise argparse.ArgumentTypeError(f"{text!r} is no width between 40 and 200")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = parser().parse_args(arguments)
    try:
        settings = config.load()
        if options.command == "read":
            return _read(options, settings)
        if options.command == "group":
            return _group(options, settings)
        return _schema()
    except KawatError as error:
        print(f"kawat: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output left (`kawat read ... | head`): stop quietly, and let nothing be flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("kawat: interrupted; nothing was written", file=sys.stderr)
        return 130


def _read(options: argparse.Namespace, settings: Settings) -> int:
    from kawat import pipeline

    form = options.format or _form_of(options.output)
    since = _earlier(options.since) if options.since else None
    with _progress(quiet=options.quiet) as progress:
        briefing = pipeline.read(options.paths, settings=settings, stdin=sys.stdin.buffer, progress=progress, since=since)
    for rejection in briefing.rejections:
        _warn(rejection)
    if not briefing.articles:
        print("kawat: no report could be read; `kawat read --help` says what can be", file=sys.stderr)
    _put(_written(briefing, form, options), options.output)
    return 0 if briefing.articles else 1


def _earlier(file: str) -> Briefing:
    """The briefing that a file holds."""
    from kawat import wire

    try:
        return wire.decode(Path(file).read_bytes())
    except OSError as error:
        raise KawatError(f"{file} cannot be read: {error.strerror}; name a brief written with --format json") from error
    except ValueError as error:
        raise KawatError(f"{file}: {error}; write one with --format json") from error


def _form_of(output: str | None) -> str:
    """The form that a file's name asks for."""
    endings = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".json": "json"}
    return endings.get(Path(output).suffix.lower(), "text") if output else "text"


def _written(briefing: Briefing, form: str, options: argparse.Namespace) -> str:
    from kawat.stages import write

    if form == "json":
        return write.json(briefing)
    if form == "md":
        return write.markdown(briefing)
    if form == "html":
        return write.html(briefing)
    screen = options.output is None and sys.stdout.isatty()
    width = options.width or (min(100, max(40, os.get_terminal_size().columns)) if screen else 80)
    return write.text(briefing, width=width, color=screen and "NO_COLOR" not in os.environ)


def _put(text: str, output: str | None) -> None:
    if output is None or output == "-":
        sys.stdout.buffer.write(text.encode("utf-8"))
        if not text.endswith("\n"):
            sys.stdout.buffer.write(b"\n")
        sys.stdout.flush()
        return
    try:
        Path(output).write_text(text if text.endswith("\n") else text + "\n", "utf-8")
    except OSError as error:
        raise KawatError(f"{output} cannot be written: {error.strerror}; name another file with -o") from error


def _warn(rejection: Rejection) -> None:
    where = "" if rejection.path is None else f"{_plain(rejection.path)}: "
    print(f"kawat: {where}{_plain(rejection.reason)}", file=sys.stderr)


def _plain(text: str) -> str:
    """Return text on one line, so that a file's name cannot write to the terminal what it likes."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """Show what is being done, on a terminal's stderr only."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda stage, done, total: status.update(f"{stage} {done}" + (f" of {total}" if total else ""))


def _group(options: argparse.Namespace, settings: Settings) -> int:
    from kawat import pipeline
    from kawat.stages.embed import load
    from kawat.stages.group import Grouper
    from kawat.stages.group.state import restore, save

    state = Path(options.state) if options.state else None
    grouper = restore(state) if state and state.exists() else Grouper()
    # In a batch second thoughts are had once, at the end, of everything.
    every, grouper.each = grouper.each, grouper.each if options.live else 0
    ids: dict[str, list[str]] = {}
    articles = _records(options.file, settings, ids)
    if not options.live:
        articles = iter(pipeline.in_time_order(articles))
    with _progress(quiet=options.quiet or options.live) as progress:
        said: list[Assignment] = []
        told = len(grouper.regroupings) + grouper.dropped
        embedder = load(settings.embedder)
        for assignment in pipeline.assign(articles, embedder=embedder, grouper=grouper, together=1 if options.live else pipeline.EMBEDDED):
            progress("group", len(said) + 1, None if options.live else len(ids))
            said.append(assignment)
            if options.live:
                _tell(assignment, ids, options)
                for row in grouper.regroupings[told - grouper.dropped :]:
                    _tell_change(row, ids)
                told = len(grouper.regroupings) + grouper.dropped
        for article, event in options.place:
            grouper.place(_known(article, ids), None if event == "new" else event)
        if options.live:
            grouper.think_again(latest=2 * every)
        else:
            said = list(pipeline.final(said, grouper))
    if options.explain:
        a, b = (_known(name, ids) for name in options.explain)
        _explain(grouper.explain(a, b), options.explain)
    elif not options.live:
        for assignment in said:
            _tell(assignment, ids, options)
    if options.live or options.details:
        for row in grouper.regroupings[told - grouper.dropped :]:
            _tell_change(row, ids)
    if state:
        grouper.each = every
        save(grouper, state)
    return 0 if said else 1


def _records(file: str, settings: Settings, ids: dict[str, list[str]]) -> Iterator[Article]:
    """Yield the articles of a JSONL file and note the ids that each came with; what is no article is warned of, the rest goes on."""
    from kawat import pipeline

    given: set[str] = set()
    for record in pipeline.records(file, settings=settings, stdin=sys.stdin.buffer):
        if isinstance(record, Rejection):
            _warn(record)
            continue
        name, article = record
        if name in given:
            print(f"kawat: the id {_plain(name)} was given before; each line is assigned all the same", file=sys.stderr)
        given.add(name)
        ids.setdefault(article.id, []).append(name)
        if len(ids[article.id]) == 1:
            yield article


def _known(name: str, ids: dict[str, list[str]]) -> str:
    """The article that an id of the file, or Kawat's own, means."""
    return next((article for article, names in ids.items() if name in names), name)


def _tell(assignment: Assignment, ids: dict[str, list[str]], options: argparse.Namespace) -> None:
    for name in ids.get(assignment.article, [assignment.article]):
        line: dict[str, object] = {"id": name, "event": assignment.event}
        if options.details:
            copied = assignment.copy_of and ids.get(assignment.copy_of, [assignment.copy_of])[0]
            line |= {"score": assignment.score, "reason": assignment.reason, "by": assignment.by, "copy_of": copied}
        print(json.dumps(line, ensure_ascii=False), flush=options.live)


def _tell_change(row: Regrouping, ids: dict[str, list[str]]) -> None:
    names = [name for article in row.articles for name in ids.get(article, [article])]
    line = {
        "change": row.kind,
        "ids": names,
        "before": row.before,
        "after": row.after,
        "score": row.score,
        "reason": row.reason,
        "by": row.by,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _explain(found: Explanation, names: Sequence[str]) -> None:
    print(f"{names[0]} and {names[1]}: {'one event' if found.together else 'two events'}; the pair alone scores {found.score:.2f} of 1")
    for mark, lines in (("for", found.speaks_for), ("against", found.speaks_against)):
        for line in lines:
            print(f"  {mark:8} {_plain(line)}")


def _schema() -> int:
    from kawat import wire

    _put(wire.schema().decode("utf-8"), None)
    return 0
