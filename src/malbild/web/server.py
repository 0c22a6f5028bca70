"""The server: one process, a few threads."""

import errno
import socket

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

_THREADS = 4


def listen(host: str, port: int) -> None:
    """Serve until stopped. Raises Refused when the port is taken."""
    insist_on_free(host, port)
    Granian(
        "malbild.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


def insist_on_free(host: str, port: int) -> None:
    """Raise Refused when the port is taken, before anything long is begun."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as error:
            raise Refused([_not_free(host, port, error)]) from error


def _not_free(host: str, port: int, error: OSError) -> Finding:
    taken = error.errno == errno.EADDRINUSE
    return Finding(
        "input.port",
        Severity.ERROR,
        Place(f"{host}:{port}"),
        Text("Porten används redan.", "The port is already in use.")
        if taken
        else Text(f"Det går inte att lyssna där ({error.strerror}).", f"Cannot listen there ({error.strerror})."),
        Text("Välj en annan med --port.", "Choose another with --port."),
    )
