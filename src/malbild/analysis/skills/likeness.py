"""Likeness: how alike two labels are, by the pieces of words they share.

Swedish writes in one word what other languages write in two, so that whole words seldom agree and parts of them do. A
label is the weights of its pieces of two to five letters, rare pieces weighing more; the likeness of two labels is the
cosine between them, 0–1.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import scipy.sparse as sparse

_WORD = re.compile(r"[^\W_]+[+#]*")
_SIZES = range(2, 6)
# Words that say how a skill is spoken of and not which it is.
_EMPTY = frozenset(
    ("av", "och", "för", "att", "i", "på", "med", "till", "inom", "som", "om", "ett", "en", "den", "det", "de")
)

Pieces = Callable[[str], Iterator[str]]
Matrix = sparse.csr_matrix


def words(label: str) -> Iterator[str]:
    """The words of a label that tell something.

    >>> list(words("Planering av inköp"))
    ['planering', 'inköp']
    """
    return (one for one in _WORD.findall(label.lower()) if one not in _EMPTY)


def pieces(label: str) -> Iterator[str]:
    """All pieces of two to five letters of each word, a word's edges counted as letters.

    >>> list(pieces("el"))
    [' e', 'el', 'l ', ' el', 'el ', ' el ']
    """
    for one in _WORD.findall(label.lower()):
        edged = f" {one} "
        for size in _SIZES:
            yield from (edged[at : at + size] for at in range(max(0, len(edged) - size) + (len(edged) >= size)))


def without_verb(label: str) -> str:
    """A label without the verb it begins with, which taxonomies choose differently for the same skill.

    >>> without_verb("övervaka produktionskostnader"), without_verb("Java")
    ('produktionskostnader', 'java')
    """
    first, _, rest = label.lower().partition(" ")
    return rest if rest and first.endswith("a") else label.lower()


def vectors(groups: Sequence[Sequence[str]], split: Pieces) -> list[Matrix]:
    """Each group of labels as rows of unit length, weighed by how rare a piece is among all of them."""
    places: dict[str, int] = {}
    counts = [_counts(labels, split, places) for labels in groups]
    counted = [Matrix((one.data, one.indices, one.indptr), shape=(one.shape[0], len(places))) for one in counts]
    everything = sparse.vstack(counted).tocsr()
    rows_with = np.bincount(everything.indices, minlength=len(places))
    rarity = np.log((1 + everything.shape[0]) / (1 + rows_with)) + 1
    return [_unit(one @ sparse.diags(rarity)) for one in counted]


def _counts(labels: Sequence[str], split: Pieces, places: dict[str, int]) -> Matrix:
    """Rows of 1 + log of how often each piece stands in a label."""
    columns: list[int] = []
    weights: list[float] = []
    ends = [0]
    for label in labels:
        found = Counter(split(label))
        columns += [places.setdefault(piece, len(places)) for piece in found]
        weights += [1 + float(np.log(count)) for count in found.values()]
        ends.append(len(columns))
    return sparse.csr_matrix((np.array(weights, dtype=np.float32), columns, ends), shape=(len(labels), len(places)))


def _unit(rows: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return Matrix(sparse.diags(1 / lengths) @ rows, dtype=np.float32)
