"""More is due than one tick can hand out: nobody is kept waiting by those who cannot be decided."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws.tables import Tables
from chalicelib.clockwork.due_work import of_this_minute
from chalicelib.settings import Settings

if TYPE_CHECKING:
    from types_boto3_dynamodb import DynamoDBClient

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@given(st.integers(1, 300), st.integers(2, 40), st.integers(0, 10_000))
def test_whoever_is_due_has_a_turn_though_those_before_them_never_go_away(many: int, limit: int, later: int) -> None:
    due = [f"complaint {number}" for number in range(many)]
    handed: set[str] = set()
    for minute in range(many // (limit - limit // 2) + 2):
        turn = of_this_minute(due, NOON + timedelta(minutes=later + minute), limit)
        assert len(turn) == len(set(turn)) == min(limit, many)
        assert turn[: limit // 2] == due[: limit // 2]
        handed |= set(turn)
    assert handed == set(due)


class Pages:
    """An index that answers a page at a time."""

    def __init__(self, *pages: list[str]) -> None:
        self.pages, self.asked = pages, 0

    def get_paginator(self, _: str) -> "Pages":
        return self

    def paginate(self, **_: Any) -> Iterator[dict[str, Any]]:
        for page in self.pages:
            self.asked += 1
            yield {"Items": [{"id": {"S": name}, "next_check_at": {"S": "2026-03-02T03:00:00Z"}} for name in page]}


def test_what_is_due_is_read_on_past_a_page_and_no_further_than_wanted(settings: Settings) -> None:
    index = Pages(["a", "b"], ["c"], ["d"])
    assert Tables(settings, cast("DynamoDBClient", index)).due("0", NOON, 3) == ["a", "b", "c"]
    assert index.asked == 2
