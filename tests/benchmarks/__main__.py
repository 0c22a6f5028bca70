"""Run one benchmark by its name: `python -m tests.benchmarks NAME`; its main() prints JSON lines."""

import importlib
import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line itself runs

importlib.import_module(f"tests.benchmarks.{sys.argv[1]}").main()
