import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core.times.durations import COUNTED, DUE, LONGEST, PHRASES, Duration, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 minutes", Duration(20, "minute")),
        ("1 hour", Duration(1, "hour")),
        ("24 hours", Duration(24, "hour")),
        ("2 days", Duration(2, "day")),
        ("1 month", Duration(1, "month")),
        ("45 working minutes", Duration(45, "working minute")),
        ("1 working hour", Duration(1, "working hour")),
        ("3 working days", Duration(3, "working day")),
        ("half working day", Duration(1, "half working day")),
        ("half a working day", Duration(1, "half working day")),
        ("end of day", Duration(1, "end of day")),
        ("end of next day", Duration(1, "end of next day")),
        ("-15 minutes", Duration(-15, "minute")),
        ("- 1 working day", Duration(-1, "working day")),
        ("-half working day", Duration(-1, "half working day")),
        ("+2 working hours", Duration(2, "working hour")),
        ("+end of next day", Duration(1, "end of next day")),
        ("0 minutes", DUE),
        ("due", DUE),
        ("2 weeks", Duration(14, "day")),
        ("2 years", Duration(24, "month")),
    ],
)
def test_a_limit_is_read_as_a_procedure_writes_it(text: str, expected: Duration):
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["3  Working DAYS ", "３ working days", "3 working day", "3working days"])
def test_spacing_case_full_width_digits_and_singular_do_not_matter(text: str):
    assert parse_duration(text) == Duration(3, "working day")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("3 wroking days", "3 working days"),
        ("1 wroking days", "1 working day"),
        ("-15 minuts", "-15 minutes"),
        ("+2 workinghours", "+2 working hours"),
        ("half workign day", "half working day"),
        ("half day", "half working day"),
        ("end of the day", "end of day"),
        ("end of next working day", "end of next day"),
        ("-end of day", "end of day"),
        ("dew", "due"),
        ("1. working day", "1 working day"),
    ],
)
def test_a_misspelt_limit_is_answered_with_the_nearest_known_one(text: str, nearest: str):
    assert parse_duration(text) == f'"{text}" is not a duration; did you mean "{nearest}"?'


@pytest.mark.parametrize("text", ["", "soon", "三个工作日", "3", "-", "24h", "#&"])
def test_what_resembles_nothing_is_answered_with_examples(text: str):
    answer = parse_duration(text)
    assert isinstance(answer, str)
    assert answer.startswith(f'"{text}" is not a duration; write it like "20 minutes"')


@pytest.mark.parametrize("text", ["1.5 hours", "0,5 working days"])
def test_fractions_are_refused_with_the_way_to_say_them(text: str):
    answer = parse_duration(text)
    assert isinstance(answer, str)
    assert "whole numbers" in answer


@pytest.mark.parametrize("text", ["3651 days", "11 years", "2601 working days", "9" * 5000 + " minutes"])
def test_a_limit_of_more_than_ten_years_is_refused(text: str):
    assert parse_duration(text) == f'"{text}" is longer than ten years'


@settings(deadline=None)
@given(
    st.sampled_from(sorted({unit for unit, _ in COUNTED.values()})).flatmap(
        lambda unit: st.builds(Duration, st.integers(-LONGEST[unit], LONGEST[unit]), st.just(unit))
    )
)
def test_a_counted_duration_reads_back_from_its_own_words(duration: Duration):
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize("duration", [*(Duration(1, unit) for unit in PHRASES), Duration(-1, "half working day")])
def test_a_phrase_reads_back_from_its_own_words(duration: Duration):
    assert parse_duration(str(duration)) == duration


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[+-]?[0-9]{1,3} ?[a-z ]{0,20}"))
def test_any_text_is_a_duration_or_an_error_that_quotes_it(text: str):
    answer = parse_duration(text)
    assert isinstance(answer, Duration) or answer.startswith(f'"{text}" is ')
