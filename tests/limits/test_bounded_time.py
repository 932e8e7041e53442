"""Whatever somebody sends is read within two seconds of processor time a megabyte, and in time that grows with its length alone."""

from functools import partial
from itertools import chain, product
from random import Random

import pytest

from tests.limits.repetitions import KNOWN, PHRASES, READERS, SIGNS, texts
from tests.pace import within

SECONDS = 2.0
LENGTH = 40_000
"""Characters of a text: enough for a square of its length to show."""
DRAWN = 3
"""Texts that each reader is tried with here; `python -m tests.limits.measuring` tries all, a megabyte long."""


@pytest.mark.timed
@pytest.mark.parametrize(("reader", "seed"), KNOWN)
def test_what_was_slow_once_is_read_in_no_time(reader: str, seed: str):
    ((_, text),) = texts(LENGTH, iter([seed]))
    within(SECONDS, lambda: READERS[reader](text))


@pytest.mark.timed
@pytest.mark.parametrize("reader", READERS)
def test_everything_that_takes_text_takes_any_text(reader: str):
    seeds = Random(reader).sample([*SIGNS, *PHRASES, *map("".join, product(SIGNS[:9], PHRASES))], DRAWN)
    for _, text in texts(LENGTH, iter(seeds)):
        within(SECONDS, partial(READERS[reader], text))


def test_readers_are_found_in_the_code_itself():
    found = set(READERS)
    for name in (
        "inbound.email_message.parse(raw)",
        "core.written.dates.names_another_time(text)",
        "web.routes.read_form(body)",
    ):
        assert name in found
    assert len(found) > len(set(chain.from_iterable(KNOWN)))
