"""An address in; its bytes out, or a sentence why not. The only room of the house that meets the network.

robots.txt is obeyed as RFC 9309 has it, a request has one deadline from its start to its last byte, redirects are few and each is
checked like a first address, and a page is never read past its limit.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from kawat.config import Settings

if TYPE_CHECKING:
    from protego import Protego

_ROBOTS_BYTES = 500_000
_TEXTUAL = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/xhtml",
    "application/xml",
    "application/warc",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
    "application/x-ndjson",
    "application/jsonl",
    "binary/octet-stream",
)


class Unreachable(Exception):
    """An address that gave nothing to read; the message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address served: its last address after redirects, bytes, declared encoding, and the server's own time."""

    url: str
    body: bytes
    encoding: str | None
    fetched_at: datetime | None


class Web:
    """One verb, `fetch`; robots.txt and connections are kept for as long as the object lives."""

    def __init__(self, settings: Settings) -> None:
        import httpx

        from kawat.stages.acquire import deadline

        self._settings = settings
        self._clock = deadline.Clock()
        self._robots: dict[str, Protego | bool] = {}
        self._client = httpx.Client(
            headers={
                "User-Agent": settings.user_agent,
                "Accept": "text/html,application/xhtml+xml,text/plain,application/json;q=0.9,*/*;q=0.5",
            },
            follow_redirects=False,
            transport=deadline.DeadlineTransport(self._clock),
            mounts=deadline.mounts(self._clock),
        )

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """Return what `url` serves; raises Unreachable where robots.txt forbids it, it fails, or it serves nothing readable."""
        deadline = time.monotonic() + self._settings.timeout
        address = url
        for _ in range(self._settings.max_redirects + 1):
            self._check(address, deadline)
            kept = self._kept(address)
            status, headers, body = self._get(address, deadline, self._settings.max_bytes, kept[0] if kept else {})
            if status in (301, 302, 303, 307, 308) and "location" in headers:
                address = _joined(address, headers["location"])
                continue
            if status == 304 and kept:
                return _fetched(address, kept[0], kept[1])
            if status != 200:
                raise Unreachable(f"{address} answers {status}{_meaning(status)}")
            kind = headers.get("content-type", "").split(";")[0].strip().casefold()
            if kind and not kind.startswith(_TEXTUAL):
                raise Unreachable(f"{address} serves {kind}, which holds no report to read")
            self._keep(address, headers, body)
            return _fetched(address, headers, body)
        raise Unreachable(f"{url} redirects more than {self._settings.max_redirects} times; open it in a browser and name the last address")

    def _check(self, address: str, deadline: float) -> None:
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise Unreachable(f"{address} is no address ({error}); check its spelling") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Unreachable(f"{address} is no http or https address; nothing else is followed")
        robots = self._rules(f"{parts.scheme}://{parts.netloc}", deadline)
        if robots is False:
            raise Unreachable(f"{parts.netloc} does not serve its robots.txt, so nothing of it may be fetched now; try again later")
        if robots is not True and not robots.can_fetch(address, "Kawat"):
            raise Unreachable(
                f"{parts.netloc} forbids {parts.path or '/'} to robots in its robots.txt; save the page in a browser and name the file"
            )

    def _rules(self, host: str, deadline: float) -> Protego | bool:
        """The rules of a host: True where all is allowed (no robots.txt), False where it cannot be reached or fails."""
        if host not in self._robots:
            from protego import Protego

            rules: Protego | bool = False
            address = f"{host}/robots.txt"
            for _ in range(5):
                try:
                    status, headers, body = self._get(address, deadline, _ROBOTS_BYTES, {}, whole=False)
                except Unreachable as error:
                    raise Unreachable(str(error).replace("/robots.txt", "", 1)) from error
                if (
                    status in (301, 302, 303, 307, 308)
                    and "location" in headers
                    and urlsplit(_joined(address, headers["location"])).scheme in ("http", "https")
                ):
                    address = _joined(address, headers["location"])
                    rules = True
                    continue
                rules = Protego.parse(body.decode("utf-8", "replace")) if status == 200 else 400 <= status < 500
                break
            self._robots[host] = rules
        return self._robots[host]

    def _get(
        self, address: str, deadline: float, limit: int, kept: Mapping[str, str], *, whole: bool = True
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send one request and read its body, at most `limit` bytes, before `deadline`."""
        import httpx

        asked = {}
        if "etag" in kept:
            asked["If-None-Match"] = kept["etag"]
        if "last-modified" in kept:
            asked["If-Modified-Since"] = kept["last-modified"]
        host = urlsplit(address).netloc
        left = max(0.05, deadline - time.monotonic())
        self._clock.deadline = time.monotonic() + left
        try:
            with self._client.stream("GET", address, headers=asked, timeout=left) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > limit:
                        if whole:
                            raise Unreachable(f"{address} serves more than {limit:,} bytes; raise max_bytes if it is a report")
                        break
                return response.status_code, {k.casefold(): v for k, v in response.headers.items()}, bytes(body)
        except httpx.TimeoutException as error:
            raise Unreachable(f"{address} took longer than {self._settings.timeout:g} seconds; raise timeout or try again later") from error
        except httpx.ConnectError as error:
            raise Unreachable(f"{host} cannot be reached ({_cause(error)}); check the address and the network") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise Unreachable(f"{address} cannot be read ({type(error).__name__}: {_cause(error)})") from error

    def _file(self, address: str) -> Path:
        return Path(self._settings.cache) / hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()

    def _kept(self, address: str) -> tuple[dict[str, str], bytes] | None:
        """What an earlier reading kept of an address, where a cache is set."""
        if not self._settings.cache:
            return None
        try:
            head = json.loads(self._file(address).with_suffix(".json").read_text("utf-8"))
            body = self._file(address).with_suffix(".body").read_bytes()
        except (OSError, ValueError):
            return None
        return ({str(k): str(v) for k, v in head.items()}, body) if isinstance(head, dict) else None

    def _keep(self, address: str, headers: Mapping[str, str], body: bytes) -> None:
        if not self._settings.cache or not ("etag" in headers or "last-modified" in headers):
            return
        try:
            Path(self._settings.cache).mkdir(parents=True, exist_ok=True)
            self._file(address).with_suffix(".body").write_bytes(body)
            kept = {k: headers[k] for k in ("etag", "last-modified", "content-type", "date") if k in headers}
            self._file(address).with_suffix(".json").write_text(json.dumps(kept), "utf-8")
        except OSError:
            return  # a cache that cannot be written costs a request next time, nothing else


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError as error:
        raise Unreachable(f"{address} redirects to {location!r}, which is no address") from error


def _fetched(address: str, headers: Mapping[str, str], body: bytes) -> Fetched:
    kind = headers.get("content-type", "")
    encoding = kind.casefold().partition("charset=")[2].split(";")[0].strip(" \"'") or None
    try:
        at = parsedate_to_datetime(headers["date"]) if "date" in headers else None
    except (TypeError, ValueError):
        at = None
    return Fetched(url=address, body=body, encoding=encoding, fetched_at=at)


def _meaning(status: int) -> str:
    known = {
        401: ": it wants a login",
        402: ": it wants to be paid",
        403: ": it refuses us",
        404: ": there is no such page",
        410: ": the page is gone",
        429: ": too many requests, try again later",
        451: ": withheld for legal reasons",
    }
    return known.get(status, ": the server failed, try again later" if status >= 500 else "")


def _cause(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
