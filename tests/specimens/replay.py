"""A local server that replays recorded answers, and can be slow, busy, cut off or wrong on order."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Reply:
    """One answer and what is wrong with it.

    cut      send only so many bytes of the body, then hang up
    chunked  without Content-Length, in chunks
    wait_s   silence before the answer
    drip_s   silence between each byte
    """

    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    chunked: bool = False
    wait_s: float = 0.0
    drip_s: float = 0.0

    @classmethod
    def json(cls, content: object, **kwargs: Any) -> Self:
        return cls(json.dumps(content, ensure_ascii=False).encode(), **kwargs)


@dataclass(frozen=True)
class Asked:
    """A question as the server got it."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Answering = Callable[[Asked], Reply]


class Replay:
    """Answers at a path: given replies in turn, the last one for ever, or by a function of the question."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Reply] | Answering] = {}
        replay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                replay._serve(self)

            do_POST = do_GET

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def at(self, path: str, *replies: Reply) -> None:
        """Answer at a path with these, one after the other."""
        self._answers[path] = list(replies)

    def by(self, path: str, answering: Answering) -> None:
        """Answer at a path, and at all below it, with what a function makes of the question."""
        self._answers[path] = answering

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        asked = Asked(
            handler.command,
            unquote(parts.path),
            parse_qs(parts.query),
            {k.lower(): v for k, v in handler.headers.items()},
            body,
        )
        self.asked.append(asked)
        self._send(handler, self._reply(asked))

    def _reply(self, asked: Asked) -> Reply:
        found = self._answers.get(asked.path)
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        for path, answering in self._answers.items():
            if asked.path.startswith(path) and not isinstance(answering, list):
                return answering(asked)
        return Reply.json({"title": "Not Found", "status": 404}, status=404)

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        time.sleep(reply.wait_s)
        try:
            handler.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", **reply.headers}.items():
                handler.send_header(name, value)
            handler.send_header(
                *(("Transfer-Encoding", "chunked") if reply.chunked else ("Content-Length", str(len(reply.body))))
            )
            handler.end_headers()
            self._send_body(handler, reply)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def _send_body(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        body = reply.body if reply.cut is None else reply.body[: reply.cut]
        if reply.chunked:
            handler.wfile.write(
                f"{len(body):x}\r\n".encode() + body + b"\r\n" + (b"" if reply.cut is not None else b"0\r\n\r\n")
            )
        elif reply.drip_s:
            for place in range(len(body)):
                handler.wfile.write(body[place : place + 1])
                time.sleep(reply.drip_s)
        else:
            handler.wfile.write(body)
        if reply.cut is not None:
            handler.close_connection = True
