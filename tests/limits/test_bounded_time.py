"""Whatever somebody sends is read within two seconds of processor time a megabyte, and in time that grows with its length alone."""

from itertools import chain
from random import Random

import pytest

from tests.limits.repetitions import KNOWN, PHRASES, READERS, SIGNS, texts
from tests.pace import within

SECONDS = 2.0
LENGTH = 40_000
"""Characters of a text: enough for a square of its length to show."""
DRAWN = [(reader, Random(reader).choice([*SIGNS, *PHRASES])) for reader in Random(9).sample(sorted(READERS), 24)]
"""The same at each run; `python -m tests.limits.measuring` tries every reader with every text, a megabyte long."""


@pytest.mark.timed
@pytest.mark.parametrize(("reader", "seed"), [*KNOWN, *DRAWN])
def test_what_was_slow_once_is_read_in_no_time_and_so_is_what_is_drawn(reader: str, seed: str):
    ((_, text),) = texts(LENGTH, iter([seed]))
    within(SECONDS, lambda: READERS[reader](text))


def test_readers_are_found_in_the_code_itself():
    found = set(READERS)
    for name in (
        "inbound.email_message.parse(raw)",
        "core.written.dates.names_another_time(text)",
        "web.routes.read_form(body)",
    ):
        assert name in found
    assert len(found) > len(set(chain.from_iterable(KNOWN)))
