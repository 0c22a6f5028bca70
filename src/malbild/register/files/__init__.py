"""Plan files: the register as a folder of readable files. Pure; knows no database.

`read(folder)` gives a register or refuses with every problem; `write(summary, folder)` gives the folder.
"""

from malbild.register.files.reading import read
from malbild.register.files.writing import replaced, write, write_into

__all__ = ["read", "replaced", "write", "write_into"]
