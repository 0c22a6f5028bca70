"""Processes of their own for tests that kill, with what they need already imported."""

from multiprocessing import get_context

PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.unit.warehouse.killing", "tests.unit.pipeline.kolada_like"])
