"""Whether something can be learned from a policy's examples: known facts and values, each text once, and enough of them."""

from collections.abc import Mapping

from chalicelib.core.policy.model import Policy
from chalicelib.core.policy_reading.decoding import Reading
from chalicelib.core.written.words import folded

OWN = ("kind", "category", "severity", "unit")
ALWAYS_ONE = ("severity",)  # of which no example is `uncertain`: a complaint has one from the start
FEWEST = 5  # texts of one value from which anything is learned


def check_examples(policy: Policy, reading: Reading) -> None:
    """The examples of each fact. Paths are `examples.category.meal[3]`."""
    sortable = (*OWN, *(field.name for field in policy.fields if field.type == "choice"))
    for fact, by_value in policy.examples.items():
        path = f"examples.{fact}"
        if not reading.known(fact, sortable, path, "what examples can sort"):
            continue
        if len(by_value) < 2:  # noqa: PLR2004 - one and another
            reading.refuse(path, "needs examples of two values at least, to tell them apart")
        for value in by_value:
            _check_value(fact, value, reading)
        _check_texts(by_value, path, reading)


def _check_value(fact: str, value: str, reading: Reading) -> None:
    known = reading.names.allowed(fact)
    if value == "uncertain" and fact not in ALWAYS_ONE:
        return
    reading.known(value, known, f"examples.{fact}.{value}", f"a {fact}")


def _check_texts(by_value: Mapping[str, tuple[str, ...]], path: str, reading: Reading) -> None:
    seen: dict[str, str] = {}
    for value, texts in by_value.items():
        if len(texts) < FEWEST:
            reading.refuse(f"{path}.{value}", f"has {len(texts)}; nothing is learned from fewer than {FEWEST}")
        for i, text in enumerate(texts):
            place = f"{path}.{value}[{i}]"
            if not folded(text):
                reading.refuse(place, "is empty")
            elif other := seen.get(folded(text)):
                reading.refuse(place, f'"{text}" stands in {other} as well')
            seen[folded(text)] = place
