"""Client: the one way out to the sources; it keeps their pace, tries again, and says plainly when it gives up."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from random import Random
from types import TracebackType
from typing import Self

import httpx
import msgspec

from malbild import __version__
from malbild.sources import failures
from malbild.sources.cache import Answer, Cache
from malbild.sources.pace import Clock, Pace, Paces
from malbild.sources.problems import SourceFailed

USER_AGENT = f"malbild/{__version__} (open-source software for regional development)"
_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Limits:
    """When the client gives up.

    attempts          calls made for one answer before it is given up
    longest_wait_s    the longest a source may ask us to wait before the next attempt
    timeout_s         silence from the source
    longest_call_s    one call from start to end, however steadily it drips
    most_bytes        size of one answer, unpacked
    """

    attempts: int = 5
    first_wait_s: float = 1.0
    longest_wait_s: float = 120.0
    timeout_s: float = 60.0
    longest_call_s: float = 600.0
    most_bytes: int = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Progress:
    """What is going on, for a progress bar.

    label     what is fetched, as a person knows it
    done      answers of `total` that have come
    total     how many there will be; None when nobody knows yet
    wait_s    how long the client is going to wait just now; 0 when it does not
    """

    label: str
    done: int
    total: int | None = None
    wait_s: float = 0.0


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    address: str
    body: bytes = b""
    expects: str = ""

    @property
    def key(self) -> str:
        return hashlib.sha256(b"\0".join([self.method.encode(), self.address.encode(), self.body])).hexdigest()

    @property
    def host(self) -> str:
        return httpx.URL(self.address).netloc.decode()


class _Again(Exception):
    """An attempt failed in a way that may pass; `after` is how long the source asks us to wait (seconds)."""

    def __init__(self, failure: SourceFailed, after: float | None = None) -> None:
        super().__init__()
        self.failure = failure
        self.after = after


@dataclass
class Client:
    """Asks sources politely: one call at a time, at their pace, with an honest name.

    cache      where answers are kept; None keeps nothing
    fresh      how long a kept answer is used without asking, so that a stopped refresh goes on where it was
    progress   told before every wait and after every answer
    """

    cache: Cache | None = None
    fresh: timedelta = timedelta(0)
    limits: Limits = Limits()
    clock: Clock = field(default_factory=Clock)
    random: Random = field(default_factory=Random)
    progress: Callable[[Progress], None] | None = None
    transport: httpx.BaseTransport | None = None

    def __post_init__(self) -> None:
        self.paces = Paces(self.clock)
        self._http = httpx.Client(
            timeout=self.limits.timeout_s, follow_redirects=True, max_redirects=5, transport=self.transport,
            headers={"User-Agent": USER_AGENT}, event_hooks={"request": [_refuse_open_road]},
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def learn_pace(self, address: str, pace: Pace) -> None:
        """Keep to the pace a source tells of itself."""
        self.paces.learn(httpx.URL(address).netloc.decode(), pace)

    def tell(self, label: str, done: int, total: int | None = None, wait_s: float = 0.0) -> None:
        """Tell whoever watches how far it has come."""
        if self.progress is not None:
            self.progress(Progress(label, done, total, wait_s))

    def get(self, address: str, *, expects: str = "") -> Answer:
        """Read an address; `expects` "json" or "workbook" makes anything else an attempt that failed.

        Raises SourceFailed.
        """
        return self._ask(_Request("GET", address, expects=expects))

    def post(self, address: str, question: object, *, expects: str = "json") -> Answer:
        """Send a question as JSON to an address that only answers (and changes nothing, so it may be asked again)."""
        return self._ask(_Request("POST", address, msgspec.json.encode(question), expects))

    def _ask(self, request: _Request) -> Answer:
        _refuse_nonsense(request.address)
        kept = self.cache.find(request.key) if self.cache else None
        if kept and self.clock.utc() - kept.fetched < self.fresh:
            return kept
        answer = self._ask_until_answered(request, kept)
        if self.cache:
            self.cache.keep(request.key, answer)
        return answer

    def _ask_until_answered(self, request: _Request, kept: Answer | None) -> Answer:
        for attempt in range(1, self.limits.attempts + 1):
            try:
                self.paces.wait(request.host)
                return self._ask_once(request, kept)
            except _Again as again:
                pause = self._pause(again, attempt)
                if attempt == self.limits.attempts or pause > self.limits.longest_wait_s:
                    raise again.failure from again.__cause__
                self.tell(request.host, 0, None, pause)
                self.clock.sleep(pause)
        raise AssertionError("unreachable: the last attempt raises")

    def _pause(self, again: _Again, attempt: int) -> float:
        """What the source asks for, else twice as long each time, spread so that many clients do not come at once."""
        if again.after is not None:
            return again.after
        longest = min(self.limits.first_wait_s * 2.0 ** (attempt - 1), self.limits.longest_wait_s)
        return longest * (0.5 + 0.5 * self.random.random())

    def _ask_once(self, request: _Request, kept: Answer | None) -> Answer:
        try:
            with self._http.stream(
                request.method, request.address, content=request.body or None, headers=_headers(request, kept)
            ) as reply:
                return self._read(request, reply, kept)
        except httpx.TimeoutException as error:
            raise _Again(failures.silent(request.address, self.limits.timeout_s)) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise _Again(failures.cut_off(request.address)) from error
        except (httpx.UnsupportedProtocol, httpx.TooManyRedirects, httpx.InvalidURL) as error:
            raise failures.unreachable(request.address, str(error)) from error
        except httpx.TransportError as error:
            raise _Again(failures.unreachable(request.address, str(error))) from error

    def _read(self, request: _Request, reply: httpx.Response, kept: Answer | None) -> Answer:
        if reply.status_code == 304 and kept:
            return replace(kept, fetched=self.clock.utc())
        if reply.status_code != 200:
            self._fail(request.address, reply)
        answer = Answer(
            str(reply.url), self._body(request.address, reply), reply.headers.get("content-type", ""),
            self.clock.utc(), reply.headers.get("etag", ""), reply.headers.get("last-modified", ""),
        )  # fmt: skip
        if request.expects and not _LOOKS_LIKE[request.expects](answer.content):
            raise _Again(failures.not_what_was_asked(request.address, request.expects, answer.content))
        return answer

    def _fail(self, address: str, reply: httpx.Response) -> None:
        status = reply.status_code
        if status in _TRY_AGAIN:
            after = self._asked_to_wait(reply)
            raise _Again(failures.busy(address, status, after), after)
        if status in _GONE:
            raise failures.gone(address, status)
        raise failures.refused(address, status, self._body(address, reply, most=10_000))

    def _asked_to_wait(self, reply: httpx.Response) -> float | None:
        """Seconds the source asks us to wait (Retry-After, in seconds or as a date); None when it does not say."""
        asked = reply.headers.get("retry-after", "").strip()
        if asked.isdigit():
            return float(asked[:9])
        try:
            moment = parsedate_to_datetime(asked)
        except (ValueError, TypeError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self.clock.utc()).total_seconds())

    def _body(self, address: str, reply: httpx.Response, most: int | None = None) -> bytes:
        """The whole body; `most` bytes of it are enough for a message."""
        started, parts, size = self.clock.seconds(), [], 0
        for part in reply.iter_bytes():
            parts.append(part)
            size += len(part)
            if most is not None and size >= most:
                break
            if size > self.limits.most_bytes:
                raise failures.too_large(address, self.limits.most_bytes)
            if self.clock.seconds() - started > self.limits.longest_call_s:
                raise _Again(failures.silent(address, self.limits.longest_call_s))
        return b"".join(parts)


def _headers(request: _Request, kept: Answer | None) -> dict[str, str]:
    headers = {"Accept": "application/json"} if request.expects == "json" else {}
    if request.body:
        headers["Content-Type"] = "application/json"
    if kept and kept.etag:
        headers["If-None-Match"] = kept.etag
    if kept and kept.modified:
        headers["If-Modified-Since"] = kept.modified
    return headers


def _refuse_nonsense(address: str) -> None:
    try:
        httpx.URL(address)
    except httpx.InvalidURL as error:
        raise failures.unreachable(address, str(error)) from error


def _refuse_open_road(request: httpx.Request) -> None:
    """Figures come over HTTPS or from this very machine, redirections too, so that nobody changes them on the way."""
    url = request.url
    if url.scheme != "https" and not (url.scheme == "http" and url.host in _LOOPBACK):
        raise failures.unreachable(str(url), "not an https address")


def _is_json(content: bytes) -> bool:
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
        return content.lstrip()[:1] in (b"{", b"[")
    except (msgspec.DecodeError, RecursionError):
        return False


def _is_workbook(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") and b"PK\x05\x06" in content[-70_000:]


_LOOKS_LIKE: dict[str, Callable[[bytes], bool]] = {"json": _is_json, "workbook": _is_workbook}
