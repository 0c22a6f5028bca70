"""Documents: what a region must hand in or out, made of the facts its pages show."""

from malbild.publication.documents.skills import assessment, reply

__all__ = ["assessment", "reply"]
