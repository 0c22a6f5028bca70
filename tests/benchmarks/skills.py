"""Skills: the matcher beside flashtext, pyahocorasick and spaCy, and advertisements from file to counts.

Real advertisements of ../shared/data, cycled; the real dictionary. Processor time of one core for the matchers, the
best of some runs; time on the clock for the whole way, with one and with two processes.
"""

import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ahocorasick
import spacy
from flashtext import KeywordProcessor
from spacy.matcher import PhraseMatcher

from malbild.analysis.skills.dictionary import Dictionary
from malbild.analysis.skills.matcher import find
from malbild.pipeline.skill_counts import count
from malbild.pipeline.skills import dictionary, old_occupations

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
FILE = DATA / "skills" / "ads" / "jobsearch_ads.jsonl"
CYCLES = 900


def main() -> None:
    """Print the speeds as JSON lines."""
    known = dictionary(DATA)
    texts = [json.loads(line)["description"]["text"] or "" for line in FILE.read_text("utf-8").splitlines()]
    labels = [known.pattern(number).decode("latin-1") for number in range(len(known))]
    ours = len(texts) * 10 / seconds(lambda: find(texts * 10, known))
    tell("patterns", len(known), "patterns")
    find(texts, known)  # compiles, where that has not been done before
    tell_end_to_end(known)  # before the peers, whose memory the processes that count would inherit
    for peer, run in (
        ("flashtext", flashtext(labels)),
        ("pyahocorasick", pyahocorasick(labels)),
        ("spaCy", spacy_phrases(labels)),
    ):
        theirs = len(texts) / seconds(lambda run=run: [run(one) for one in texts], rounds=2)  # type: ignore[misc]
        tell("matcher", ours, "advertisements/s of one core", peer, ours / theirs)


def seconds(run: Callable[[], object], rounds: int = 5) -> float:
    """Processor seconds of the best run, the first left out."""
    run()
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def flashtext(labels: list[str]) -> Callable[[str], object]:
    processor = KeywordProcessor()
    for sign in "åäöéÅÄÖ+#":
        processor.add_non_word_boundary(sign)
    for one in labels:
        processor.add_keyword(one)
    return lambda text: processor.extract_keywords(text, span_info=True)


def pyahocorasick(labels: list[str]) -> Callable[[str], object]:
    automaton = ahocorasick.Automaton()
    for one in labels:
        automaton.add_word(one, len(one))
    automaton.make_automaton()
    return lambda text: list(automaton.iter_long(text.lower()))


def spacy_phrases(labels: list[str]) -> Callable[[str], object]:
    language = spacy.blank("sv")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("terms", [language.make_doc(one) for one in labels])
    return lambda text: spacy.util.filter_spans(matcher(language.make_doc(text), as_spans=True))


def tell_end_to_end(known: Dictionary) -> None:
    """The whole way, on the clock and by the time of processors: other tasks make the former slower, not the latter.

    The addresses of the advertisements are masked in the file; a third file has one put back in every advertisement,
    which the reading then has to take out.
    """
    old, content = old_occupations(DATA), FILE.read_bytes()
    addressed = content.replace(b'"text": "', b'"text": "anna.a@example.se ', -1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ads.jsonl")
        for name, lines, workers in (("", content, 1), ("", content, 2), (" with addresses", addressed, 1)):
            path.write_bytes(lines * CYCLES)
            count([path], known, old)  # so that the file lies in memory, as flashtext's texts do
            start, before = time.perf_counter(), processor_time()
            counts = count([path], known, old, workers=workers)
            clock, processor = time.perf_counter() - start, processor_time() - before
            many = sum(counts.advertisements.values())
            tell(f"file to counts{name}, {workers} processes", many / clock, "advertisements/s on the clock")
            tell(f"file to counts{name}, {workers} processes", many / processor, "advertisements/s of one core")
    tell("largest process that counts", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, "MB")


def processor_time() -> float:
    """Seconds of processors that this process and those it has ended have taken."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def tell(name: str, value: float, unit: str, peer: str = "", ratio: float | None = None) -> None:
    told = {"name": name, "value": round(value, 1), "unit": unit, "peer": peer, "ratio": ratio and round(ratio, 2)}
    print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
