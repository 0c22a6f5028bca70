"""`python -m malbild`: the same as the command `malbild`."""

from malbild.cli import main

main()
