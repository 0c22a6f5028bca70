"""Sealing: what is known of a pupil is one sealed record, which nobody opens without the key.

MALBILD_PUPILS_KEY holds the key (32 bytes as URL-safe base64; `malbild pupils key` makes one). Several keys with comma
between: the first seals, all open. Without it records are kept readable, and the store says so.
"""

import base64
import binascii
import hmac
import os
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from malbild.vocabulary.finding import Finding, Place, Severity
from malbild.vocabulary.problem import Refused
from malbild.vocabulary.text import Text

VARIABLE = "MALBILD_PUPILS_KEY"
_KEY_BYTES, _NONCE_BYTES = 32, 12
_OPEN, _SEALED = b"\x00", b"\x01"

_NO_KEY = Text(f"{VARIABLE} är ingen nyckel.", f"{VARIABLE} is no key.")
_MAKE_ONE = Text("Gör en med: malbild pupils key", "Make one with: malbild pupils key")
_WRONG_KEY = Text("Elevlagret är förseglat med en annan nyckel, eller så är det ändrat utifrån.",
                  "The store of pupils is sealed with another key, or has been changed from outside.")  # fmt: skip
_SET_IT = Text(f"Sätt {VARIABLE} till nyckeln det förseglades med.", f"Set {VARIABLE} to the key it was sealed with.")


class Seal:
    """Closes and opens records (AES-256-GCM); `about` binds a record to its place, so that none takes another's.

    >>> seal = Seal([bytes(32)])
    >>> seal.open(seal.close(b"Agnes", "a"), "a")
    b'Agnes'
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._ciphers = [AESGCM(one) for one in keys]

    @property
    def is_closed(self) -> bool:
        """Whether what is written now is sealed."""
        return bool(self._ciphers)

    def close(self, content: bytes, about: str) -> bytes:
        """A record as it is kept."""
        if not self._ciphers:
            return _OPEN + content
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _SEALED + nonce + self._ciphers[0].encrypt(nonce, content, about.encode())

    def open(self, kept: bytes, about: str) -> bytes:
        """A record's content; Refused when the key is not the one it was sealed with."""
        kind, nonce, sealed = kept[:1], kept[1 : 1 + _NONCE_BYTES], kept[1 + _NONCE_BYTES :]
        if kind == _OPEN:
            return kept[1:]
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(nonce, sealed, about.encode())
            except InvalidTag:
                continue
        raise Refused([_finding(_WRONG_KEY, _SET_IT)]) from None


def stand_in(applicant: str, salt: bytes) -> str:
    """What stands for an applicant in the log; made with the salt of her year, which goes with the pupils."""
    return hmac.digest(salt, applicant.encode(), "sha256")[:16].hex()


def new_key() -> str:
    """A key for MALBILD_PUPILS_KEY."""
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def seal() -> Seal:
    """The seal of this process; Refused when the variable holds something else than keys."""
    given = [one.strip() for one in os.environ.get(VARIABLE, "").split(",") if one.strip()]
    return Seal([_key(one) for one in given])


def _key(text: str) -> bytes:
    try:
        found = base64.b64decode(text, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != _KEY_BYTES:
        raise Refused([_finding(_NO_KEY, _MAKE_ONE)])
    return found


def _finding(message: Text, remedy: Text) -> Finding:
    return Finding("pupils.key", Severity.ERROR, Place(VARIABLE), message, remedy)
