"""What once made a reader slow is read within two seconds of processor time."""

import pytest

from tests.limits.repetitions import KNOWN, READERS, texts
from tests.pace import within

SECONDS = 2.0
LENGTH = 40_000
"""Characters of a text: enough for a square of its length to show."""


@pytest.mark.timed
@pytest.mark.parametrize(("reader", "seed"), KNOWN)
def test_what_was_slow_once_is_read_in_no_time(reader: str, seed: str):
    ((_, text),) = texts(LENGTH, iter([seed]))
    within(SECONDS, lambda: READERS[reader](text))
