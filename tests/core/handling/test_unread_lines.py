"""A line that cannot be what its field is fills nothing: no choice of it, no figure, no day."""

import pytest

from chalicelib.core.policy.model import Policy
from tests.core.handling.playing import HANS, SARA, Case, names, office

FORM = """
[[field]]
name = "repair"
type = "choice"
choices = { replaced = { zh-CN = "已更换", en = "replaced" }, paid_back = { zh-CN = "已退款", en = "paid back" } }
labels = { zh-CN = "办法", en = "Remedy" }

[[field]]
name = "done_on"
type = "date"
labels = { zh-CN = "完成日期", en = "Done on" }

[[field]]
name = "ours"
type = "yes_no"
labels = { zh-CN = "我方原因", en = "Our fault" }

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["repair", "amount", "done_on", "ours"]
required = REQUIRED
letter = ["repair", "done_on"]

[[gate]]
name = "dear"
before = "answered"
when = [{ amount = { over = 5000 } }]
approve = ["supervisor"]
"""


def asked(required: str = '["repair", "amount", "done_on"]') -> Case:
    policy: Policy = office(FORM.replace("required = REQUIRED\n", f"required = {required}\n" if required else ""))
    case = Case(policy)
    case.customer("your service was late")
    return case


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Remedy: gilded", '"Remedy" was not kept: there is no "gilded". There are: replaced, paid back'),
        ("Amount: plenty", '"Amount" was not kept: "plenty" is no number; write it in figures'),
        ("Done on: soon", '"Done on" was not kept: "soon" is no day; write it like 2026-03-06'),
    ],
)
def test_no_answer_goes_out_by_a_required_line_that_cannot_be_read(line: str, problem: str):
    case = asked()
    lines = {"Remedy": "已更换", "Amount": "300", "Done on": "2026-03-05"}
    name, _, value = line.partition(": ")
    case.staff(HANS, "#resolve\n" + "\n".join(f"{each}: {said}" for each, said in (lines | {name: value}).items()))
    assert case.problems.splitlines() == [f"missing: {name}", problem]
    assert "outcome" not in names(case.last.messages)
    case.staff(HANS, f"#resolve\n{name}: {lines[name]}")
    assert "outcome" in names(case.last.messages)


def test_a_line_that_need_not_be_there_holds_nothing_back_and_its_author_hears_that_it_is_not_there():
    case = asked('["amount"]')
    case.staff(HANS, "#resolve It is mended.\nAmount: 300\nRemedy: gilded")
    assert "outcome" in names(case.last.messages)
    assert case.problems == '"Remedy" was not kept: there is no "gilded". There are: replaced, paid back'
    assert case.complaint.letter == ()


@pytest.mark.parametrize("amount", ["5,800 yuan", "约6000元", "5800", "五千八", "six thousand", "伍仟捌佰元整"])
def test_a_sum_that_is_read_is_compared(amount: str):
    case = asked('["amount"]')
    case.staff(HANS, f"#resolve It is mended.\nAmount: {amount}")
    assert [m.to.mail for m in case.sent("approval")] == [SARA]


@pytest.mark.parametrize(
    "line", ["Amount: none", "Amount: 客户未提", "Done on: 明天", "Done on: 3月6日前", "Remedy: Paid back"]
)
def test_what_can_be_read_or_is_none_is_kept(line: str):
    case = asked("")
    case.staff(HANS, f"#resolve It is mended.\n{line}")
    assert case.problems == ""


@pytest.mark.parametrize("value", ["perhaps", "Not sure yet", "也许吧", "不確定", "待核实", "yes/no"])
def test_a_question_of_yes_or_no_is_not_answered_by_what_leaves_it_open(value: str):
    case = asked('["ours"]')
    case.staff(HANS, f"#resolve It is mended.\nOur fault: {value}")
    assert case.problems.splitlines() == [
        "missing: Our fault",
        f'"Our fault" was not kept: "{value}" is neither yes nor no; write one of them once it is known',
    ]
    assert "outcome" not in names(case.last.messages)


@pytest.mark.parametrize(
    "value", ["yes", "no", "Yes, by post", "否", "部分属实", "不是我们的原因", "not ours", "尚未完成"]
)
def test_whatever_answers_it_is_kept(value: str):
    case = asked('["ours"]')
    case.staff(HANS, f"#resolve It is mended.\nOur fault: {value}")
    assert (case.problems, "outcome" in names(case.last.messages)) == ("", True)
