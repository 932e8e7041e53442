"""What those who live with it need: taking back, one list instead of many mails, calls, quiet nights, several cases in one mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories import test_food_abc as food
from tests.stories.acts import CUSTOMER, complain, last, newest, says, to
from tests.stories.test_insurance_branch import ANSWER, CLAIMS, DESK_HEAD, HANDLER, HEAD, LEADER, MONDAY

PACKAGED = Path(policies.__file__).parent
LANDLINE = "#登记\n姓名：孙先生\n电话：0531-82345678\n接收时间：2026-03-02 08:50\n内容：理赔金额算少了，东城网点"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="insurance-branch", now=MONDAY) as opened:
        yield opened


@pytest.fixture
def forgiving(tmp_path: Path) -> Iterator[Sandbox]:
    """The same procedure, where an answer can be taken back for ten minutes."""
    text = (PACKAGED / "insurance-branch.toml").read_text("utf-8")
    path = tmp_path / "forgiving.toml"
    path.write_text(text.replace('name = "insurance-branch"\n', 'name = "forgiving"\n', 1), "utf-8")
    with Sandbox(policy=str(path), now=MONDAY, undo=True) as opened:
        yield opened


# -- undo -----------------------------------------------------------------------------------------------------------------


def outcomes(box: Sandbox) -> list[str]:
    return [m.text for m in to(box, CUSTOMER, "答复")]


def test_an_answer_waits_ten_minutes_and_then_goes_out(forgiving: Sandbox) -> None:
    complain(forgiving, CLAIMS)
    says(forgiving, HANDLER, ANSWER)
    forgiving.wind(minutes=9)
    assert outcomes(forgiving) == []
    forgiving.wind(minutes=1)
    assert len(outcomes(forgiving)) == 1


def test_within_them_it_can_be_taken_back_and_given_anew(forgiving: Sandbox) -> None:
    complain(forgiving, CLAIMS)
    says(forgiving, HANDLER, ANSWER)
    forgiving.wind(minutes=9)
    assert "撤回" in says(forgiving, HANDLER, "#撤回").text
    assert newest(forgiving)["status"] == "open"
    forgiving.wind(hours=1)
    assert outcomes(forgiving) == []
    says(forgiving, HANDLER, ANSWER.replace("补赔差额", "补赔差额两千元"), about="请办理：投诉")
    forgiving.wind(minutes=10)
    assert ["两千元" in text for text in outcomes(forgiving)] == [True]
    assert not to(forgiving, forgiving.desk, "请回访")


def test_afterwards_it_has_gone(forgiving: Sandbox) -> None:
    complain(forgiving, CLAIMS)
    says(forgiving, HANDLER, ANSWER)
    forgiving.wind(minutes=11)
    assert "没能办理" in says(forgiving, HANDLER, "#撤回", about="请办理：投诉").text
    assert newest(forgiving)["status"] == "answered"


# -- more than five escalations an hour --------------------------------------------------------------------------------------


def test_of_a_directors_escalations_five_an_hour_come_at_once_as_one_mail_and_the_others_as_one_list(
    box: Sandbox,
) -> None:
    for index in range(8):
        complain(box, CLAIMS, sender=f"customer{index}@qq.com")
    numbers = {c["number"] for c in box.complaints()}
    box.wind(to="2026-03-02T11:59+08:00")
    (together,) = to(box, LEADER, "项时限提醒和催办")
    assert not to(box, LEADER, "汇总") + to(box, LEADER, "首次联系")
    box.wind(to="2026-03-02T12:03+08:00")
    lists = to(box, LEADER, "汇总")
    assert len(lists) == 1
    told = {number for number in numbers if number in together.text}
    assert len(told) == 5
    assert {number for number in numbers if number in lists[0].text} == numbers - told
    box.tick()
    assert len(to(box, LEADER, "汇总")) == 1
    assert len([e for n in numbers for e in box.history(n) if e.what == "escalation" and "分管领导" in e.text]) == 8


def test_the_next_hour_begins_anew(box: Sandbox) -> None:
    for index in range(6):
        complain(box, CLAIMS, sender=f"early{index}@qq.com")
    box.wind(minutes=60)
    complain(box, CLAIMS, sender="late@qq.com")
    box.wind(to="2026-03-02T12:10+08:00")
    assert [len(to(box, LEADER, word)) for word in ("项时限提醒和催办", "汇总", "首次联系")] == [1, 1, 1]


def test_a_list_is_answered_like_any_mail(box: Sandbox) -> None:
    for index in range(6):
        complain(box, CLAIMS, sender=f"customer{index}@qq.com")
    box.wind(to="2026-03-02T12:03+08:00")
    first, second = (c["number"] for c in box.complaints()[:2])
    says(box, LEADER, f"#{first}\n#备注 请今天办完\n#{second}\n#备注 我来打电话", about="汇总")
    notes = [e.text for number in (first, second) for e in box.history(number) if e.what == "note" and e.by == LEADER]
    assert notes == ["请今天办完", "我来打电话"]


# -- calls ------------------------------------------------------------------------------------------------------------------------


def test_a_customer_with_a_landline_alone_is_called_with_the_words_to_say(box: Sandbox) -> None:
    box.email(compose(box.desk, box.address, "来电", LANDLINE))
    number = newest(box)["number"]
    says(box, "yin.hua@akl-insurance.example", ANSWER, about=number)
    box.wind(minutes=1)
    call = last(box, box.desk, "请致电客户")
    assert "0531 8234 5678" in call.text
    assert "补赔差额" in call.text
    assert not box.texts or all(not t.to.endswith("82345678") for t in box.texts)


def test_three_failed_calls_on_two_days_allow_closing_as_unreached(box: Sandbox) -> None:
    box.email(compose(box.desk, box.address, "来电", LANDLINE))
    number = newest(box)["number"]
    says(box, "yin.hua@akl-insurance.example", ANSWER, about=number)
    box.wind(minutes=1)
    for _ in range(3):
        says(box, box.desk, "#联系 未接通", about="请致电客户")
        box.wind(minutes=30)
    assert "没能办理" in says(box, box.desk, "#结案 未接通", about="请致电客户").text
    box.wind(to="2026-03-03T09:00+08:00")
    says(box, box.desk, "#联系 未接通", about="请致电客户")
    says(box, box.desk, "#结案 未接通", about="请致电客户")
    assert newest(box)["status"] == "closed"


# -- mornings and nights --------------------------------------------------------------------------------------------------------------


def test_the_morning_list_tells_what_is_overdue_due_and_to_be_visited_also_on_closed_cases(box: Sandbox) -> None:
    complain(box, CLAIMS)
    answered = complain(box, CLAIMS, sender="second@qq.com")["number"]
    says(box, HANDLER, ANSWER, about=answered)
    invalid = complain(box, CLAIMS, sender="third@qq.com")["number"]
    says(box, HANDLER, "#无效 保单不是本公司的", about=invalid)
    box.wind(to="2026-03-03T09:02+08:00")
    mine = last(box, HANDLER, "今日待办").text
    assert "已超时" in mine  # to take it or pass it on, since yesterday
    assert answered in last(box, box.desk, "今日待办").text  # the follow-up call
    assert not to(box, "mo.ran@akl-insurance.example", "今日待办")  # nothing presses there today
    box.wind(to="2026-03-09T09:02+08:00")
    assert invalid in last(box, "mo.ran@akl-insurance.example", "今日待办").text  # the quality check


def test_who_must_approve_finds_it_on_the_morning_list() -> None:
    with Sandbox(policy="food-abc", now="2026-03-02T16:50+08:00") as box:
        number = food.recorded(box, "豆腐发霉了")["number"]
        box.wind(to="2026-03-03T08:00+08:00")
        line = next(t for t in last(box, food.APPROVER, "今日待办").text.splitlines() if number in t)
        assert "审批" in line


def test_several_cases_are_answered_in_one_mail_with_one_receipt(box: Sandbox) -> None:
    first = complain(box, CLAIMS)["number"]
    second = complain(box, CLAIMS, sender="second@qq.com")["number"]
    box.wind(to="2026-03-03T09:02+08:00")
    before = len(to(box, HANDLER))
    says(box, HANDLER, f"#{first}\n{ANSWER}\n#{second}\n#备注 待客户寄材料", about="今日待办")
    statuses = {c["number"]: c["status"] for c in box.complaints()}
    assert statuses == {first: "answered", second: "open"}
    receipts = [m for m in to(box, HANDLER)[before:] if "已记录" in m.subject]
    assert len(receipts) == 1
    assert first in receipts[0].text
    assert second in receipts[0].text


@pytest.mark.parametrize(
    ("now", "sent"), [("20:59", "20:59"), ("21:00", "08:00"), ("07:59", "08:00"), ("08:00", "08:00")]
)
def test_texts_to_customers_keep_the_night_acknowledgements_excepted(now: str, sent: str) -> None:
    with Sandbox(policy="insurance-branch", now=f"2026-03-02T{now}+08:00") as box:
        box.sms("+8613900001111", "东城网点理赔金额算少了")
        assert [t.to for t in box.texts][:1] == ["+8613900001111"]
        before = len([t for t in box.texts if t.to == "+8613900001111"])
        says(box, "yin.hua@akl-insurance.example", ANSWER)
        box.wind(hours=13)
        told = [t for t in box.texts if t.to == "+8613900001111"][before:]
        assert [f"{t.at:%H:%M}" for t in told if "补赔差额" in t.text or "定损" in t.text][:1] == [sent]


def test_nobody_approves_their_own_answer(tmp_path: Path) -> None:
    text = (PACKAGED / "insurance-branch.toml").read_text("utf-8")
    gate = '[[gate]]\nclause = "X"\nname = "seen"\nbefore = "answered"\napprove = ["supervisor"]\n\n'
    path = tmp_path / "strict.toml"
    marker = "# -- people's work"
    path.write_text(
        text.replace('name = "insurance-branch"', 'name = "strict"', 1).replace(marker, gate + marker, 1), "utf-8"
    )
    with Sandbox(policy=str(path), now=MONDAY) as strict:
        complain(strict, CLAIMS)
        strict.wind(to="2026-03-04T10:02+08:00")
        says(strict, HEAD, ANSWER, about="逾期")  # the head answers in the handler's place
        assert not to(strict, HEAD, "请审批")
        says(strict, LEADER, "#同意", about="请审批")
        assert newest(strict)["status"] == "answered"
        assert DESK_HEAD not in {m.to[0] for m in strict.mails if "请审批" in m.subject}


# -- a caller whom a colleague tells of -----------------------------------------------------------------------------------


def test_a_caller_of_whom_the_desk_writes_in_plain_words_is_registered_by_the_form_in_its_receipt(box: Sandbox):
    desk, before = "complaints@akl-insurance.example", len(box.complaints())
    told = "陈女士来电13812345678，东城网点把理赔金额算少了，麻烦登记"
    box.email(compose(desk, box.address, "来电", told))
    receipt = last(box, desk)
    form = receipt.text[receipt.text.index("#登记\n") :].split("\n\n")[0]
    assert (len(box.complaints()), "还没有登记" in receipt.text) == (before, True)
    assert [line for line in form.splitlines() if not line.endswith("：")] == [
        "#登记", "姓名：陈女士", "电话：+8613812345678", f"内容：{told}",
    ]  # fmt: skip
    says(box, desk, form)
    case = newest(box)
    assert (len(box.complaints()), case["channel"]) == (before + 1, "phone")
    assert [text.to for text in box.texts if case["number"] in text.text] == ["+8613812345678"]
    assert not [m for m in box.mails if desk in m.to and "已收到您的投诉" in m.subject]
    box.email(compose(desk, box.address, "投诉", f"我要投诉，{told}"))
    assert [m.to for m in box.mails if "已收到您的投诉" in m.subject] == [(desk,)]


def test_an_addition_to_an_answer_that_waits_is_no_matter_of_a_limit_that_has_passed(forgiving: Sandbox):
    complain(forgiving, CLAIMS)
    says(forgiving, HANDLER, ANSWER)
    forgiving.email(reply(last(forgiving, CUSTOMER), "保单号打错了，应是 B88888", sender=CUSTOMER))
    added = last(forgiving, HANDLER, "新的补充").text.split("■")[0]
    assert ("答复还没有发给客户，将于" in added, "#撤回" in added, "时限已过" in added) == (True, True, False)
