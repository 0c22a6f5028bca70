"""Documents of skills: the region's assessment of needs, and the reply to the national planning basis."""

from collections.abc import Iterable

from malbild.publication.documents import assessment, reply
from malbild.publication.documents.document import Document
from malbild.publication.edition import Edition
from malbild.publication.site import Site
from malbild.publication.view import View, crumb


def keys(site: Site) -> Iterable[tuple[str, ...]]:
    """One of each, where anything was derived."""
    if site.skills is not None:
        yield ()


def view_assessment(edition: Edition) -> View:
    """The assessment as a page to read and print."""
    return _view(assessment(edition), "skills_assessment_text", edition)


def view_reply(edition: Edition) -> View:
    """The reply as a page to read and print."""
    return _view(reply(edition), "skills_reply_text", edition)


def _view(document: Document, text: str, edition: Edition) -> View:
    return View(
        "skills_document.html", document.title, document.lead, section="skills", trail=(crumb(edition, "skills"),),
        context={"document": document, "text": edition.to(text)},
    )  # fmt: skip
