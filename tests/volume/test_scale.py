"""What does not grow with what is there: the scenarios of `bench.scale` at two sizes, without a clock."""

import tracemalloc

import pytest

from bench import scale

SOME, MANY = 300, 3_000


@pytest.mark.parametrize("measure", [scale.ticks, scale.counts])
def test_ten_times_as_many_take_the_same_calls_and_items(measure: scale.Measure):
    few, many = measure(SOME), measure(MANY)
    assert (few["calls"], few["items"]) == (many["calls"], many["items"])
    assert few["items"] >= scale.DUE


def test_a_tick_reads_what_is_due_and_nothing_that_lies_open():
    assert scale.ticks(SOME, due=10)["items"] == 10
    assert scale.ticks(SOME, due=0) == {"ms": pytest.approx(0, abs=1_000), "calls": 2, "items": 0}


def test_the_register_of_ten_times_as_many_cases_takes_little_more_memory_than_its_file():
    few, many = most_memory(SOME), most_memory(MANY)
    assert many - few < 4 * scale.register(MANY) < MANY * 1_000  # less than a kilobyte for each case


def most_memory(cases: int) -> int:
    scale.register(1)
    tracemalloc.start()
    try:
        scale.register(cases)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
