"""How large a part of real inflected forms does the dictionary have? Beside the Swedish lemmas of spacy-lookups-data.

Run it by hand (`python -m tests.calibration.skills_inflection`), with that package installed: 660,000 forms and the
base form of each. Forms are those of the one-word terms of the vocabularies; the rules were not made from the table.
"""

import gzip
import json
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from malbild.analysis.skills.fold import folded
from malbild.pipeline.skills import dictionary

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def main() -> None:
    """Print how many forms there are, and the share that is a pattern of the dictionary, by kind of concept."""
    known = dictionary(DATA)
    patterns = {known.pattern(number) for number in range(len(known))}
    table = json.loads(
        gzip.decompress(files("spacy_lookups_data.data").joinpath("sv_lemma_lookup.json.gz").read_bytes())
    )
    forms = defaultdict(set)
    for form, lemma in table.items():
        forms[lemma.lower()].add(form.lower())
    words = {(term.text.lower(), term.type) for term in known.terms if term.inflect and term.text.isalpha()}
    for kind in sorted({kind for _, kind in words}):
        real = {
            form for word, other in words if other is kind and word in forms for form in forms[word] if form != word
        }
        found = sum(folded(form) in patterns for form in real)
        print(json.dumps({"type": kind, "forms": len(real), "found": round(found / len(real), 3)}))


if __name__ == "__main__":
    main()
