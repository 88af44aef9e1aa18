"""The steps of `extract.steps` as spaCy components, so that `nlp.add_pipe("brigade_quantities")` works in anyone's pipeline.

The tokenizer keeps figures and dates whole; the bus between components is `doc.user_data["brigade"]` (a `Draft`), and each
component leaves what it found as spans: sections, clauses, numerals, dates, quantities, words, frames, scopes, facts, unclaimed.  Facts themselves
are values of their own (`doc.user_data["brigade"].facts`), since two facts may share one span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from extract import steps
from extract.model import Period
from extract.parsing.lexicon import lexicon_of
from extract.reading.dates import date_finder
from extract.reading.figures import quantity_finder
from extract.reading.layout import layout
from extract.reading.text import normalise
from extract.reading.tokenizer import tokens
from extract.steps import Draft
from patterns import Catalog, load_catalog

KEY = "brigade"
Span.set_extension("brigade_value", default=None, force=True)


class FigureTokenizer:
    """Words by jieba, figures and dates one token each; the tokens join to the text again, whatever the text."""

    def __init__(self, vocab: Vocab, catalog: Catalog) -> None:
        self.vocab = vocab
        self.catalog = catalog

    def __call__(self, text: str) -> Doc:
        norm = layout(normalise(text, self.catalog), self.catalog).norm
        mask = bytearray(len(norm))
        dates = date_finder(self.catalog).find(norm, Period(None, None), None, 0, len(norm))
        for mention in dates:
            mask[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        figures = quantity_finder(self.catalog).find(norm, mask)
        keep = sorted([(d.start, d.end) for d in dates] + [(q.start, q.end) for q in figures])
        apart: list[tuple[int, int]] = []
        for start, end in keep:
            if not apart or start >= apart[-1][1]:
                apart.append((start, end))
        words = tokens(text, apart, [(0, len(text))])
        doc = Doc(self.vocab, words=[_encodable(w) for w in words], spaces=[False] * len(words))
        doc.user_data["text"] = text
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: Any) -> FigureTokenizer:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> FigureTokenizer:
        return self


def _encodable(word: str) -> str:
    """spaCy keeps strings as UTF-8: a lone surrogate is shown as U+FFFD, one for one."""
    return word.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not word.isascii() else word


@registry.tokenizers("brigade.FigureTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], FigureTokenizer]:
    return lambda nlp: FigureTokenizer(nlp.vocab, load_catalog())


def draft_of(doc: Doc) -> Draft:
    """The report in the making that rides on a Doc; made with our own patterns where the tokenizer was another's."""
    if KEY not in doc.user_data:
        doc.user_data[KEY] = Draft(doc.user_data.get("text", doc.text), load_catalog())
    draft = doc.user_data[KEY]
    assert isinstance(draft, Draft)
    return draft


def _spans(doc: Doc, places: Iterable[tuple[int, int, str]]) -> list[Span]:
    found = (doc.char_span(start, end, label=label or "-", alignment_mode="expand") for start, end, label in places)
    return [span for span in found if span is not None]


def _component(name: str, run: Callable[[Draft], None], leave: Callable[[Doc, Draft], None]) -> Callable[..., Callable[[Doc], Doc]]:
    def pipe(doc: Doc) -> Doc:
        draft = draft_of(doc)
        for needed, step in steps.STEPS.items():  # a step asks for the ones before it
            if step is run:
                break
            if needed not in draft.done:
                step(draft)
                draft.done.add(needed)
        for key, step in steps.STEPS.items():
            if step is run and key not in draft.done:
                step(draft)
                draft.done.add(key)
        leave(doc, draft)
        return doc

    @Language.factory(f"brigade_{name}")  # type: ignore[untyped-decorator]
    def create(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        return pipe

    return create


def _leave_structure(doc: Doc, draft: Draft) -> None:
    doc.spans["sections"] = _spans(
        doc, ((s.start, s.end, "plan" if s.plan else "section") for s in draft.layout.sections if s.end > s.start)
    )
    doc.spans["clauses"] = _spans(doc, ((a, b, "sentence") for a, b in draft.layout.sentences if b > a))


def _leave_dates(doc: Doc, draft: Draft) -> None:
    doc.spans["dates"] = _spans(doc, ((d.start, d.end, d.form) for d in draft.dates))


def _leave_numerals(doc: Doc, draft: Draft) -> None:
    doc.spans["numerals"] = _spans(
        doc, [*((a, b, r) for a, b, r in draft.named), *((a, b, "enumerator") for a, b in draft.layout.enumerators)]
    )


def _leave_quantities(doc: Doc, draft: Draft) -> None:
    doc.spans["quantities"] = _spans(doc, ((q.start, q.end, q.kind) for q in draft.quantities))


def _leave_frames(doc: Doc, draft: Draft) -> None:
    """The stretch of words that speaks for each figure, by its metric, and the words of a class in it, by their class."""
    lexicon = lexicon_of(draft.catalog)
    told = [r for each in draft.resolved.values() for r in each]
    doc.spans["frames"] = _spans(
        doc, ((r.figure.left_start, max(r.figure.end, r.figure.right_end), r.metric) for r in told if not r.figure.zero)
    )
    words: set[tuple[int, int, str]] = set()
    for r in told:
        for start, end in ((r.figure.left_start, r.figure.start), (r.figure.end, r.figure.right_end)):
            at = start
            for word in lexicon.segment(draft.norm[start:end]) if start < end else ():
                if word.known:
                    words.add((at, at + len(word.text), word.verb or word.thing))
                at += len(word.text)
    doc.spans["words"] = _spans(doc, sorted(words))


def _leave_scopes(doc: Doc, draft: Draft) -> None:
    """How far each period, owner, plan and topic holds; `span._.brigade_value` is what it gives to its figures."""
    scopes = [s for s in draft.scopes if s.stop > s.start]
    doc.spans["scopes"] = _spans(doc, ((s.start, s.stop, s.kind) for s in scopes))
    for span, scope in zip(doc.spans["scopes"], scopes, strict=False):
        span._.brigade_value = scope.value


def _leave_facts(doc: Doc, draft: Draft) -> None:
    doc.spans["facts"] = _spans(doc, ((f.start, f.end, f.metric) for f in draft.facts))


def _leave_unclaimed(doc: Doc, draft: Draft) -> None:
    doc.spans["unclaimed"] = _spans(doc, ((u.start, u.end, u.reason) for u in draft.unclaimed))


def _leave_nothing(_doc: Doc, _draft: Draft) -> None:
    return None


structure = _component("structure", steps.structure, _leave_structure)
dates = _component("dates", steps.find_dates, _leave_dates)
numerals = _component("numerals", steps.find_numerals, _leave_numerals)
quantities = _component("quantities", steps.find_quantities, _leave_quantities)
metrics = _component("metrics", steps.find_metrics, _leave_frames)
relations = _component("relations", steps.find_scope, _leave_scopes)
facts = _component("facts", steps.make_facts, _leave_facts)
events = _component("events", steps.find_events_step, _leave_nothing)
audit = _component("audit", steps.audit_step, _leave_unclaimed)

PIPES = ("structure", "dates", "numerals", "quantities", "metrics", "relations", "facts", "events", "audit")


def pipeline(catalog: Catalog | None = None) -> Language:
    """A blank Chinese `Language` with every step; `doc.user_data["brigade"].report()` is the Report."""
    from spacy.lang.zh import Chinese

    nlp = Chinese.from_config({"nlp": {"tokenizer": {"@tokenizers": "brigade.FigureTokenizer.v1"}}})
    if catalog is not None:
        own = FigureTokenizer(nlp.vocab, catalog)

        def tokenizer(text: str) -> Doc:
            doc = own(text)
            doc.user_data[KEY] = Draft(text, catalog)
            return doc

        nlp.tokenizer = tokenizer
    for name in PIPES:
        nlp.add_pipe(f"brigade_{name}")
    return nlp
