"""What holds in every procedure (GN-01 … GN-04), told of each that is shipped."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from sandbox import Sandbox
from tests.stories import test_food_abc as food
from tests.stories import test_insurance_branch as insurance
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link, to

TRANSPORT, INSURANCE, FOOD = "liaocheng-transport", "insurance-branch", "food-abc"
PROMISED = {TRANSPORT: "answer", INSURANCE: "settle", FOOD: "answer"}


def in_hand(box: Sandbox, policy: str, sender: str = CUSTOMER) -> dict[str, Any]:
    """A complaint that the responsible unit has."""
    if policy == FOOD:
        return food.approved(box, "日期有误", sender=sender)
    return complain(box, {TRANSPORT: RUDE, INSURANCE: insurance.CLAIMS}[policy], sender=sender)


def answered(box: Sandbox, policy: str, more: str, sender: str = CUSTOMER) -> str:
    """A complaint with an answer of its handler, closed by the customer's satisfaction; its number."""
    number = str(in_hand(box, policy, sender)["number"])
    who, answer = {
        TRANSPORT: (HANDLER, ANSWER + "\n原因：培训不足"),
        INSURANCE: (insurance.HANDLER, insurance.ANSWER),
        FOOD: (food.TEAM, food.ANSWER),
    }[policy]
    says(box, who, f"{answer}\n{more}", about=number)
    box.post(survey_link(last(box, sender)), {"score": "4"})
    return number


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize("policy", [TRANSPORT, INSURANCE, FOOD])
def test_at_the_promised_time_the_customer_hears_something_finished_or_not(policy: str) -> None:
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00") as box:
        in_hand(box, policy)
        promised = datetime.fromisoformat(newest(box)["deadlines"][PROMISED[policy]]["due"])
        before = len(to(box, CUSTOMER))
        box.wind(to=promised - timedelta(minutes=1))
        assert len(to(box, CUSTOMER)) == before
        box.wind(minutes=1)
        assert [m.at for m in to(box, CUSTOMER)[before:]] == [promised]
        box.wind(days=1)
        assert len(to(box, CUSTOMER)) == before + 2  # the new time is kept as well


@pytest.mark.clause("GN-01")
@pytest.mark.parametrize("policy", [TRANSPORT, INSURANCE, FOOD])
def test_a_promise_that_was_kept_brings_no_further_word(policy: str) -> None:
    with Sandbox(policy=policy, now="2026-03-02T09:00+08:00") as box:
        answered(box, policy, "")
        before = len(to(box, CUSTOMER))
        box.wind(days=5)
        assert len(to(box, CUSTOMER)) == before


@pytest.mark.clause("GN-02")
@pytest.mark.parametrize(("policy", "reader"), [
    (TRANSPORT, "kefu"), (INSURANCE, insurance.HEAD), (FOOD, food.HEAD),
])  # fmt: skip
def test_closed_cases_keep_their_lesson_and_like_causes_are_gathered(policy: str, reader: str) -> None:
    with Sandbox(policy=policy, now="2026-03-30T09:00+08:00") as box:
        numbers = [answered(box, policy, "经验教训：首件必检", sender=f"c{i}@qq.com") for i in range(2)]
        assert newest(box)["fields"]["lesson"] == "首件必检"
        who = box.desk if reader == "kefu" else reader
        box.wind(to="2026-04-10T09:00+08:00")
        report = last(box, who, "同类原因与经验教训")
        cause = newest(box)["fields"]["cause"]
        assert f"{cause} 2" in report.text
        for needed in (*numbers, "首件必检"):
            assert needed in report.text


@pytest.mark.clause("GN-04")
@pytest.mark.parametrize(("policy", "reader"), [
    (INSURANCE, insurance.GM_OFFICE), (FOOD, food.GENERAL_MANAGER), (TRANSPORT, ""),
])  # fmt: skip
def test_what_cannot_be_solved_now_is_listed_for_planning_and_the_list_is_reported(policy: str, reader: str) -> None:
    with Sandbox(policy=policy, now="2026-03-30T09:00+08:00") as box:
        planned = answered(box, policy, "暂不能解决，建议列入规划：城东增设网点")
        other = answered(box, policy, "", sender="other@qq.com")
        box.wind(to="2026-04-10T09:00+08:00")
        lists = [m for m in box.mails if "待规划事项" in m.subject and (not reader or reader in m.to)]
        assert lists
        assert all(planned in m.text and "城东增设网点" in m.text and other not in m.text for m in lists)
