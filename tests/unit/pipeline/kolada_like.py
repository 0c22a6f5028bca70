"""A server on this machine that answers as Kolada does, and fails as sources do."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread

from malbild.pipeline.refresh import refresh
from malbild.pipeline.workspace import Workspace
from malbild.sources import kolada
from malbild.sources.cache import Cache
from malbild.sources.client import Client, Limits
from malbild.sources.pace import Clock
from malbild.sources.publishers import Publisher, publishers

TODAY = date(2026, 11, 23)
PEOPLE, WAGES, JOBS = "N01951", "N00905", "N00917"
_KPI = re.compile(r"/kpi/(\w+)$")
_DATA = re.compile(r"/data/kpi/(\w+)/municipality/([\d,]+)")


class KoladaLike(ThreadingHTTPServer):
    """Answers for 1880 and 1881; `values` may be changed, `broken` names key figures whose data cannot be had."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.values = {PEOPLE: 21_738.0, WAGES: 251.3, JOBS: 4_711.0}
        self.broken: dict[str, str] = {}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> tuple[int, str]:
        if found := _KPI.search(path):
            return 200, json.dumps(
                {"values": [{"id": found[1], "title": f"Nyckeltal {found[1]}", "municipality_type": "K"}]}
            )
        kpi, places = _DATA.findall(path)[0]
        if fault := self.broken.get(kpi):
            return (503, "") if fault == "away" else (200, fault)
        rows = [
            {"kpi": kpi, "municipality": place, "period": 2024, "values": [{"gender": "T", "value": self.values[kpi]}]}
            for place in places.split(",")
        ]
        return 200, json.dumps({"values": rows})


class _Handler(BaseHTTPRequestHandler):
    server: KoladaLike

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        status, body = self.server.answer(self.path)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[KoladaLike]:
    with KoladaLike() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def asking(address: str) -> dict[str, Publisher]:
    """The registry, with Kolada at another address."""
    return {**publishers, "kolada": Publisher(kolada.query, partial(kolada.fetch, address=address), kolada.parse)}


def write_region(folder: Path) -> None:
    """A region that measures three things, all fetched."""
    (folder / "region/indicators").mkdir(parents=True)
    (folder / "region/region.toml").write_text('name = { sv = "Län", en = "County" }\ncounty = "18"\n')
    for id_, kpi, unit in (("a-people", PEOPLE, "person"), ("b-wages", WAGES, "tkr"), ("c-jobs", JOBS, "person")):
        (folder / f"region/indicators/{id_}.toml").write_text(
            f'name = {{ sv = "{id_}", en = "{id_}" }}\ndefinition = {{ sv = "…", en = "…" }}\nunit = "{unit}"\n'
            f'impossible = {{ low = 0 }}\n[source]\npublisher = "kolada"\nkpi = "{kpi}"\nareas = "1880, 1881"\n'
        )


class HastyClock:
    """A clock that moves on by itself instead of letting anybody wait."""

    def __init__(self) -> None:
        self.now = 0.0

    def seconds(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def client(
    workspace: Workspace, *, fresh: timedelta = timedelta(hours=1), attempts: int = 1, hasty: HastyClock | None = None
) -> Client:
    hasty = hasty or HastyClock()
    clock = Clock(seconds=hasty.seconds, sleep=hasty.sleep)
    return Client(Cache(workspace.answers_folder), fresh, Limits(attempts=attempts, timeout_s=5), clock, Random(1))


def refresh_until_killed(folder: Path, address: str, done: int) -> None:
    """Refresh in this process, which ends without warning when so many indicators are done."""
    publishers.update(asking(address))
    workspace = Workspace(folder)
    for count, _ in enumerate(refresh(workspace, client(workspace), today=TODAY), 1):
        if count == done:
            os.kill(os.getpid(), 9)
