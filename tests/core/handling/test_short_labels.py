"""Lines of an answer under a shorter name than its form has."""

import pytest

from tests.core.handling.playing import HANS, Case, office

LINES = """
[[field]]
name = "looked_into"
means = "finding"
labels = { zh-CN = "调查情况", zh-TW = "調查情況", en = "What we found" }

[[field]]
name = "put_right"
means = "measure"
labels = { zh-CN = "处理措施", zh-TW = "處理措施", en = "What we will do" }

[[field]]
name = "prevented"
means = "action"
labels = { zh-CN = "整改措施", zh-TW = "整改措施", en = "Corrective action" }

[[field]]
name = "phone_line"
labels = { zh-CN = "咨询电话", en = "Our number" }
"""
FORM = '[[task]]\nname = "answer"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"\nform = [{form}]\n'
TWO = FORM.format(form='"looked_into", "put_right", "phone_line"')
THREE = FORM.format(form='"looked_into", "put_right", "prevented"')


def said(answer: str, form: str = TWO) -> Case:
    case = Case(office(LINES, form))
    case.customer("your service was late")
    case.staff(HANS, answer)
    return case


@pytest.mark.parametrize(
    ("found", "done"),
    [
        ("经过", "措施"),
        ("核实情况", "处理结果"),
        ("查明", "处置"),
        ("調查", "處理"),
        ("Findings", "Remedy"),
        ("Finding", "Measures"),
    ],
)
def test_a_short_name_that_one_line_of_the_form_can_mean_is_that_line_and_no_word_of_the_letter(found: str, done: str):
    case = said(f"#结果 张先生您好，向您致歉。\n{found}：当班人员漏看了单子\n{done}：已退还运费")
    fields = case.complaint.fields
    assert (fields["looked_into"], fields["put_right"]) == ("当班人员漏看了单子", "已退还运费")
    assert case.complaint.outcome == "张先生您好，向您致歉。"


def test_it_may_stand_below_a_line_that_is_called_by_its_name_and_in_one_line_with_another():
    case = said("#结果 张先生您好。\n调查情况：漏看了单子\n措施：已退还运费")
    assert case.complaint.fields["looked_into"] == "漏看了单子"
    assert case.complaint.fields["put_right"] == "已退还运费"
    case = said("#结果 张先生您好。\n经过：漏看了单子；措施：已退还运费")
    assert (case.complaint.fields["looked_into"], case.complaint.fields["put_right"]) == ("漏看了单子", "已退还运费")


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("措施：已退还运费", THREE),
        ("热线：0531 6666 1001", TWO),
        ("时间：3月5日上午", TWO),
        ("说明：票据随信寄回", TWO),
    ],
)
def test_what_several_lines_can_mean_or_tells_the_customer_something_else_stays_in_the_letter(line: str, form: str):
    case = said(f"#结果 张先生您好，向您致歉。\n{line}", form)
    assert line in case.complaint.outcome
    assert not case.complaint.fields.keys() & {"looked_into", "put_right", "prevented", "phone_line"}


def test_a_short_name_takes_no_line_that_is_filled_by_its_own():
    case = said("#结果 张先生您好。\n处理措施：已退还运费\n措施：另送一张券")
    assert case.complaint.fields["put_right"] == "已退还运费\n措施：另送一张券"
