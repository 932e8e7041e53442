"""What was just worked out of the same values is given again; what was not, or not of the same, is worked out."""

from collections.abc import Callable
from typing import NamedTuple

from chalicelib.core.lately import KEPT, lately


class Case(NamedTuple):
    number: int


def counted() -> tuple[list[int], Callable[[Case], int]]:
    asked: list[int] = []

    @lately
    def of(case: Case) -> int:
        asked.append(case.number)
        return 10 * case.number

    return asked, of


def test_the_same_object_is_asked_about_once() -> None:
    asked, of = counted()
    case = Case(1)
    assert (of(case), of(case)) == (10, 10)
    assert asked == [1]


def test_another_object_is_asked_about_though_it_be_equal_and_the_first_one_gone() -> None:
    asked, of = counted()
    assert [of(Case(number)) for number in (1, 2, 1)] == [10, 20, 10]
    assert asked == [1, 2, 1]


def test_only_the_newest_answers_are_kept() -> None:
    asked, of = counted()
    cases = [Case(number) for number in range(KEPT + 1)]
    for case in (*cases, cases[-1], cases[0]):
        of(case)
    assert asked == [*range(KEPT + 1), 0]
