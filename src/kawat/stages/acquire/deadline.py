"""One deadline for a whole request: every read and write of the connection gets what is left of it, and none when nothing is.

httpx bounds each single read; a server that sends one byte a second would hold such a request for ever.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx


class Clock:
    """When the present request must be over, `deadline`, in seconds of the monotonic clock."""

    deadline = float("inf")

    def left(self, asked: float | None, error: type[Exception]) -> float:
        """Return what is left, at most `asked`; raises `error` where nothing is."""
        rest = self.deadline - time.monotonic()
        if rest <= 0:
            raise error("the deadline of the request has passed")
        return rest if asked is None else min(asked, rest)


class DeadlineTransport(httpx.HTTPTransport):
    """httpx's own transport, direct or through a proxy, over connections that keep a clock's deadline."""

    def __init__(self, clock: Clock, *, proxy: str | None = None) -> None:
        super().__init__(proxy=proxy)
        # httpx lets nobody hand it a network backend; its pool takes one.
        self._pool._network_backend = _Backend(self._pool._network_backend, clock)


def mounts(clock: Clock) -> dict[str, DeadlineTransport | None]:
    """Return httpx's mounts for the proxies that the environment names, None for the hosts it exempts."""
    named = getproxies()
    found: dict[str, DeadlineTransport | None] = {}
    for host in filter(None, (h.strip() for h in named.get("no", "").split(","))):
        if host == "*":
            return {}
        found[f"all://{host}" if host[0].isdigit() or host == "localhost" else f"all://*{host}"] = None
    for scheme in ("http", "https"):
        if address := named.get(scheme) or named.get("all"):
            found[f"{scheme}://"] = DeadlineTransport(clock, proxy=address if "://" in address else f"http://{address}")
    return found


class _Backend(httpcore.NetworkBackend):
    def __init__(self, inner: httpcore.NetworkBackend, clock: Clock) -> None:
        self._inner, self._clock = inner, clock

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options), self._clock)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, clock: Clock) -> None:
        self._inner, self._clock = inner, clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._clock.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._clock.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
