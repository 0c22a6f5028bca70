"""Pure rendering: facts in, pages, charts, maps and datasets out.

>>> from malbild.publication import Site, render, routes
"""

from malbild.publication.routes import render, render_tried, routes
from malbild.publication.site import Page, Route, Site

__all__ = ["Page", "Route", "Site", "render", "render_tried", "routes"]
