"""How long the running site takes to answer, with 50 requests in flight, beside a server of plain files.

Every page of the example region is asked for in turn, by one client of this machine. The peer serves the same pages
as files, from Python's own http.server. Server memory is the resident memory of all the server's processes.
"""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
IN_FLIGHT = 50
REQUESTS = 3000
PATIENCE = 60.0


def main() -> None:
    """Print what was measured, one JSON object a line."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        _run("demo", "--region", str(ROOT / "examples" / "orebro"), "--data", str(data), "--no-serve")
        paths = _paths(data / "site")
        with _server("malbild", "serve", "--data", str(data), "--port") as (address, process):
            asyncio.run(_asked(address, paths, len(paths)))  # every page once, so that both servers hold theirs
            site, memory = asyncio.run(_asked(address, paths, REQUESTS)), _resident(process.pid)
        with _server("http.server", "--directory", str(data / "site"), "--bind", "127.0.0.1") as (address, _):
            files = asyncio.run(_asked(address, paths, REQUESTS))
    for level in (50, 95):
        mine, theirs = (float(np.percentile(one, level)) * 1000 for one in (site, files))
        _tell(f"page, {IN_FLIGHT} in flight, percentile {level}", mine, "ms", "http.server, same files", mine / theirs)
    _tell("server memory", memory / 2**20, "MiB", "bar of 400 MiB", memory / 2**20 / 400)


def _tell(name: str, value: float, unit: str, peer: str, ratio: float) -> None:
    print(json.dumps({"name": name, "value": round(value, 2), "unit": unit, "peer": peer, "ratio": round(ratio, 2)}))


def _paths(site: Path) -> list[str]:
    pages = sorted(one.parent.relative_to(site).as_posix() for one in site.rglob("index.html"))
    return ["/" if one == "." else f"/{quote(one)}/" for one in pages]


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "malbild", *arguments], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


@contextmanager
def _server(module: str, *arguments: str) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = str(door.getsockname()[1])
    command = [sys.executable, "-m", module, *arguments, port]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            httpx.get(address, timeout=PATIENCE)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {address}")


async def _asked(address: str, paths: list[str], count: int) -> list[float]:
    """The seconds each of `count` requests took, never more than IN_FLIGHT at once, each on a connection of its own.

    A bare client, because a full one takes more time than the server and would be measured instead.
    """
    host, port = address.removeprefix("http://").split(":")
    turn, seconds = iter(range(count)), []

    async def reader() -> None:
        for number in turn:
            started = time.perf_counter()
            answer, question = await asyncio.open_connection(host, int(port))
            path = paths[number % len(paths)]
            question.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            head = (await answer.read()).split(b"\r\n", 1)[0]
            seconds.append(time.perf_counter() - started)
            question.close()
            assert b" 200 " in head, f"{path}: {head!r}"

    await asyncio.gather(*(reader() for _ in range(IN_FLIGHT)))
    return seconds


def _resident(pid: int) -> int:
    """Bytes resident in a process and its children."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    own = int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return own + sum(_resident(int(child)) for child in children if os.path.exists(f"/proc/{child}/status"))


if __name__ == "__main__":
    main()
