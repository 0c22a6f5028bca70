"""Run one benchmark by its name: `python -m tests.benchmarks NAME`; its main() prints JSON lines."""

import importlib
import sys

importlib.import_module(f"tests.benchmarks.{sys.argv[1]}").main()
