"""How a summary is kept in the register's ledger: one line of JSON, the same bytes for the same summary."""

import msgspec

from malbild.register.nouns import BY_NAME, Summary

_DECODERS = {name: msgspec.json.Decoder(noun.summary) for name, noun in BY_NAME.items()}


def encoded(summary: Summary) -> str:
    """A summary as one line of JSON.

    >>> from malbild.vocabulary.plan import OrganisationSummary
    >>> encoded(OrganisationSummary("regionen", "Regionen"))[:39]
    '{"id":"regionen","name":"Regionen","nam'
    """
    return msgspec.json.encode(summary).decode()


def decoded(noun: str, text: str) -> Summary:
    """The summary a line of JSON keeps."""
    return _DECODERS[noun].decode(text)
