"""The letter: which lines of an answer the customer gets, who sees it before, and when there is none to send."""

import pytest

from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.words import letter
from chalicelib.core.words.case_view import view
from tests.core.handling.playing import DESK, HANS, OFFICE_DESK, OTTO, SARA, Case, names, office, referred, transport

LINES = """
[[field]]
name = "cause"
labels = { zh-CN = "原因", en = "Cause" }

[[field]]
name = "repair"
type = "choice"
choices = ["replaced", "paid_back"]
labels = { zh-CN = "办法", en = "Remedy" }

[labels]
replaced = { zh-CN = "已更换", en = "replaced" }
paid_back = { zh-CN = "已退款", en = "paid back" }
"""


def answer(name: str = "answer", form: str = '"facts", "cause", "repair"', **keys: str) -> str:
    more = "\n".join(f"{key} = {value}" for key, value in keys.items())
    return f'[[task]]\nname = "{name}"\nfor = "handler"\nopens = "referred"\ncommand = "resolve"\nform = [{form}]\n{more}\n'


LETTER = answer(letter='["repair", "facts"]', required='["facts"]')
APPROVED = '[[gate]]\nname = "plan"\nbefore = "answered"\napprove = ["supervisor"]\n'
BY_TEXT = Complainant(name="Zhu", phone="+8613912345678", language="en")
BY_MAIL = Complainant(name="Zhu", mail="zhu@customer.example", language="en")
SERVICE = "your service was late"


def opened(*parts: str, who: Complainant = BY_MAIL) -> Case:
    case = Case(office(LINES, *parts))
    case.customer(SERVICE, who=who, channel="mail" if who.mail else "sms")
    return case


def whole(case: Case) -> str:
    return letter.whole(known(case), case.policy)


def known(case: Case) -> Complaint:
    assert case.complaint is not None
    return case.complaint


# -- which lines, in which order ----------------------------------------------------------------------------------------------


def test_a_form_without_words_is_a_letter_of_the_lines_that_the_policy_names_in_its_order():
    case = opened(LETTER)
    case.staff(HANS, "#resolve\nFacts: the lift stood still\nCause: a supplier's bearing\nRemedy: replaced")
    assert whole(case) == "Remedy: replaced\nFacts: the lift stood still"


def test_words_go_first_and_the_lines_stand_beside_them_but_no_inner_one():
    case = opened(LETTER)
    case.staff(HANS, "#resolve We are sorry.\nFacts: the lift stood still\nCause: bearing\nRemedy: paid back")
    assert (known(case).outcome, known(case).letter) == (
        "We are sorry.",
        (("Remedy", "paid back"), ("Facts", "the lift stood still")),
    )


@pytest.mark.parametrize("value", ["none", "-", "——", "无", "n/a"])
def test_a_line_that_says_nothing_is_no_line_of_the_letter(value: str):
    case = opened(answer(letter='["cause", "facts"]'))
    case.staff(HANS, f"#resolve Done.\nFacts: found\nCause: {value}")
    assert known(case).letter == (("Facts", "found"),)


@pytest.mark.parametrize(
    ("value", "read"),
    [("none", ""), ("无", ""), ("-", ""), ("n/a", ""), ("20000", "20000"), ("two thousand", "two thousand")],
)
def test_that_there_is_no_amount_is_told_to_staff_and_not_to_the_customer(value: str, read: str):
    case = opened(answer(form='"facts", "amount"', letter='["facts", "amount"]', required='["amount"]'))
    case.staff(HANS, f"#resolve Done.\nFacts: found\nAmount: {value}")
    assert known(case).letter == (("Facts", "found"), *([("Amount", read)] if read else []))
    assert known(case).fields["amount"] == value


@pytest.mark.parametrize(("value", "read"), [("no", "no"), ("yes", "yes")])
def test_a_no_to_a_question_is_an_answer_that_the_customer_reads(value: str, read: str):
    question = '[[field]]\nname = "mended"\ntype = "yes_no"\nlabels = { en = "Mended" }\n'
    case = opened(question, answer(form='"facts", "mended"', letter='["mended"]'))
    case.staff(HANS, f"#resolve Done.\nFacts: found\nMended: {value}")
    assert known(case).letter == (("Mended", read),)


DATED = """
[[field]]
name = "done_on"
type = "date"
labels = { zh-CN = "完成日期", en = "Done on" }
"""


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("3月6日", "Friday 6 March 2026"),
        ("3月6号（周五）", "Friday 6 March 2026"),
        ("6 March", "Friday 6 March 2026"),
        ("明天", "Tuesday 3 March 2026"),
        ("12月30日", "Tuesday 30 December 2025"),
        ("周五", "周五"),  # the last or the next
        ("3月6日前", "Friday 6 March 2026"),
    ],
)
def test_a_day_without_its_year_is_read_as_the_date_that_it_was_meant_to_be(said: str, read: str):
    case = opened(DATED, answer(form='"done_on"', letter='["done_on"]', required='["done_on"]'))
    case.staff(HANS, f"#resolve\nDone on: {said}")
    assert whole(case) == f"Done on: {read}"


def test_a_text_parts_the_lines_of_a_form_from_one_another():
    case = opened(answer(form='"facts", "cause"', letter='["cause", "facts"]'), who=BY_TEXT)
    case.staff(HANS, "#resolve\nFacts: the lift stood still.\nCause: a bearing broke.")
    assert letter.in_a_text(known(case), case.policy) == "Cause: a bearing broke; Facts: the lift stood still."


def test_the_customers_language_is_the_letters_whoever_reads_it():
    case = opened(LETTER, who=Complainant(name="朱", mail="zhu@customer.example", language="zh-CN"))
    case.staff(HANS, "#resolve 抱歉。\nFacts: 电梯停运\nRemedy: replaced")
    assert view(known(case), case.policy, "en", case.now).answer == (("办法", "已更换"), ("事实", "电梯停运"))


def test_what_is_filled_in_after_the_approver_was_asked_changes_nothing_of_what_they_read():
    case = opened(LETTER, APPROVED)
    case.staff(HANS, "#resolve Sorry.\nFacts: the lift stood still")
    case.staff(HANS, "#note\nFacts: another story\nRemedy: paid back")
    case.staff(SARA, "#approve")
    assert whole(case) == "Sorry.\nFacts: the lift stood still"


def test_the_receipt_has_the_letter_and_the_approver_is_asked_about_it():
    case = opened(LETTER, APPROVED)
    case.staff(HANS, "#resolve Sorry.\nFacts: the lift stood still")
    assert case.last.results.letter == "Sorry.\nFacts: the lift stood still"
    assert case.sent("receipt")[0].extra["letter"] == 1
    assert names(case.last.messages).count("approval") == 1


def test_a_text_has_the_same_letter_and_who_wrote_too_much_for_it_is_told():
    case = opened(LETTER, APPROVED, who=BY_TEXT)
    case.staff(HANS, f"#resolve {'Sorry. ' * 80}\nFacts: the lift stood still")
    assert case.last.results.letter.endswith("…")
    assert "the first 440 characters go" in case.changes
    assert (case.sent("approval")[0].extra["texted"], case.sent("receipt")[0].extra["texted"]) == (1, 1)


def test_a_short_letter_goes_into_a_text_whole():
    case = opened(LETTER, who=BY_TEXT)
    case.staff(HANS, "#resolve Sorry.\nFacts: the lift stood still\nRemedy: replaced")
    assert case.last.results.letter == "Sorry.\nRemedy: replaced\nFacts: the lift stood still"
    assert letter.in_a_text(known(case), case.policy) == "Sorry. Remedy: replaced; Facts: the lift stood still"


def passages(case: Case) -> tuple[letter.Passage, ...]:
    return letter.passages(known(case), case.policy)


STILL = "The lift stood still because its bearing was worn."


def test_the_customer_reads_words_then_texts_under_their_headings_and_short_values_as_a_table():
    case = opened(LETTER)
    case.staff(HANS, f"#resolve We are sorry.\nFacts: {STILL}\nRemedy: replaced")
    assert passages(case) == (
        letter.Passage(text="We are sorry."),
        letter.Passage(values=(("Remedy", "replaced"),)),
        letter.Passage("Facts", STILL),
    )


def test_a_letter_of_lines_alone_is_made_of_the_same_passages():
    case = opened(LETTER)
    case.staff(HANS, f"#resolve\nFacts: {STILL}\nRemedy: replaced")
    assert passages(case) == (letter.Passage(values=(("Remedy", "replaced"),)), letter.Passage("Facts", STILL))
    assert whole(case) == f"Remedy: replaced\nFacts: {STILL}"


def test_what_is_filled_in_later_changes_no_passage_of_a_letter_of_lines():
    case = opened(LETTER, APPROVED)
    case.staff(HANS, f"#resolve\nFacts: {STILL}")
    case.staff(HANS, "#note\nFacts: another story\nRemedy: paid back")
    case.staff(SARA, "#approve")
    assert passages(case) == (letter.Passage("Facts", STILL),)


@pytest.mark.parametrize(
    ("value", "as_text"), [("换新", False), ("检票员已停岗", False), ("属实。", True), ("检票员高声呵斥旅客属实", True)]
)
def test_a_text_of_a_few_signs_that_is_no_sentence_stands_in_the_table(value: str, as_text: bool):
    case = opened(answer(letter='["facts"]'), who=Complainant(name="朱", mail="zhu@customer.example", language="zh-CN"))
    case.staff(HANS, f"#resolve 抱歉。\nFacts: {value}")
    shown = letter.Passage("事实", value) if as_text else letter.Passage(values=(("事实", value),))
    assert passages(case) == (letter.Passage(text="抱歉。"), shown)


# -- never an empty one -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "#resolve\nCause: a bearing",
        "#resolve none",
        "#resolve -\nCause: a bearing",
        "#resolve 无\nFacts: none",
        "#resolve 。\nFacts: -",
    ],
)
def test_an_answer_in_which_nothing_stands_for_the_customer_does_not_go_out(said: str):
    case = opened(answer(letter='["facts", "repair"]'))
    case.staff(HANS, said)
    assert (
        case.problems == "nothing is there for the customer to read: write it after #resolve, or fill in: Facts, Remedy"
    )
    assert (known(case).status, names(case.last.messages)) == ("open", ["receipt"])


def test_a_form_that_has_neither_letter_nor_required_lines_wants_words():
    case = opened(answer())
    case.staff(HANS, "#resolve\nFacts: found")
    assert case.problems == "#resolve needs words after it"
    case.staff(HANS, "#resolve We are sorry.")
    assert known(case).status == "answered"


@pytest.mark.parametrize("facts", ["", "\nFacts: none", "\nFacts: -", "\nFacts: 无"])
def test_words_alone_are_no_answer_while_a_required_line_is_empty(facts: str):
    case = opened(LETTER)
    case.staff(HANS, f"#resolve We are sorry.{facts}")
    assert (case.problems.removesuffix(' ("none" is no answer there)'), known(case).status) == (
        "missing: Facts",
        "open",
    )
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    assert whole(case) == "We are sorry.\nFacts: the lift stood still"


def test_a_line_that_says_nothing_is_not_told_to_be_kept():
    case = opened(answer(form='"facts", "cause"', required='["facts", "cause"]'))
    case.staff(HANS, "#resolve All is well.\nFacts: none\nCause: a bearing")
    assert "kept: Cause" in case.changes.splitlines()
    case.staff(HANS, "#resolve All is well.\nFacts: none")
    assert not [said for said in case.last.results.changes if said.code == "lines_kept"]


@pytest.mark.parametrize("nothing", ["无", "-", "none", "——"])
def test_nothing_said_on_the_spot_settles_nothing(nothing: str):
    case = Case(transport())
    case.writer = DESK
    case.customer("投诉公交 K12 路司机态度恶劣", introduced_by=DESK, settled=nothing)
    assert (known(case).status, "first_contact" in known(case).flags) == ("open", False)
    assert "“当场答复”没有写内容" in case.changes


@pytest.mark.parametrize("nothing", ["无", "-", "。", "none"])
def test_an_explanation_in_which_nothing_stands_does_not_go_out(nothing: str):
    case = referred()
    case.staff(DESK, f"#无效 {nothing}")
    assert (case.problems, known(case).valid) == ("#无效 后面需要写明内容", None)


# -- whose words --------------------------------------------------------------------------------------------------------------


def test_refused_words_and_lines_of_one_are_nowhere_in_anothers_answer():
    case = opened(answer(letter='["facts", "cause"]', required='["facts"]'))
    case.staff(OFFICE_DESK, "#resolve For us only.\nCause: we do not care")
    assert case.problems == "缺少：事实"
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    assert whole(case) == "Facts: the lift stood still"


def test_a_refused_answer_of_who_had_it_before_is_not_the_next_ones():
    case = opened(LETTER)
    case.staff(HANS, "#resolve Not ours.")
    case.staff(OFFICE_DESK, "#transfer Sales")
    case.staff(OTTO, "#resolve\nFacts: repaired")
    assert whole(case) == "Facts: repaired"


def test_what_a_colleague_noted_stays_in_the_form():
    case = opened(answer(letter='["facts", "cause"]', required='["facts"]'))
    case.staff(OFFICE_DESK, "#note\nCause: a bearing")
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    assert whole(case) == "Facts: the lift stood still\nCause: a bearing"


def test_the_reasons_of_an_explanation_that_was_not_approved_are_no_answer():
    case = opened(LETTER, APPROVED)
    case.staff(OFFICE_DESK, "#invalid It is not our lift.")
    case.staff(OFFICE_DESK, "#resolve\nFacts: the lift stood still")
    assert whole(case) == "Facts: the lift stood still"


# -- one of several answers ---------------------------------------------------------------------------------------------------

TWO = (
    answer("plain", required='["facts"]', letter='["facts"]', when='[{ severity = "general" }]'),
    answer("grave", required='["cause", "repair"]', letter='["repair", "cause"]', when='[{ severity = "major" }]'),
)


def test_the_assignment_asks_by_the_form_that_holds():
    case = opened(*TWO)
    (assignment,) = case.sent("assignment")
    assert assignment.extra["required"] == ["facts"]


def test_a_complaint_that_is_graded_anew_wants_the_other_answer_and_its_handler_hears():
    case = opened(*TWO)
    case.staff(OFFICE_DESK, "#severity major")
    (asked,) = case.sent("task")
    assert (asked.to.mail, asked.extra["task"], asked.extra["required"]) == (HANS, "grave", ["cause", "repair"])
    assert [t.name for t in known(case).tasks if t.done is None and t.name in ("plain", "grave")] == ["grave"]
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    assert case.problems == "missing: Cause, Remedy"
    assert case.sent("receipt")[0].extra["required"] == ["cause", "repair"]
    case.staff(HANS, "#resolve\nCause: a bearing\nRemedy: replaced")
    assert (whole(case), known(case).status) == ("Remedy: replaced\nCause: a bearing", "answered")


def test_graded_back_it_wants_the_first_answer_again():
    case = opened(*TWO)
    case.staff(OFFICE_DESK, "#severity major")
    case.staff(OFFICE_DESK, "#severity general")
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    assert (whole(case), known(case).status) == ("Facts: the lift stood still", "answered")


def test_the_letter_is_that_of_what_the_complaint_is_once_the_answer_itself_is_judged():
    rule = '[[rule]]\ngroup = "grade"\nwhen = [{ amount = { at_least = 1000 } }]\nthen = { severity = "major" }\n'
    plain = answer("plain", form='"facts", "amount"', letter='["facts"]', when='[{ severity = "general" }]')
    grave = answer("grave", form='"facts", "amount"', letter='["amount", "facts"]', when='[{ severity = "major" }]')
    case = opened(plain, grave, rule)
    case.staff(HANS, "#resolve\nFacts: the lift stood still\nAmount: 2000")
    assert whole(case) == "Amount: 2000\nFacts: the lift stood still"
    assert [task.name for task in known(case).tasks if task.done is None] == []


# -- what a follow-up call brings home ------------------------------------------------------------------------------------------

VISIT = """
[[field]]
name = "solved"
type = "yes_no"
labels = { zh-CN = "是否解决", en = "Solved" }

[[field]]
name = "suggestion"
labels = { zh-CN = "建议", en = "Suggestion" }

[[task]]
name = "call_back"
for = "desk"
opens = "answered"
command = "visit"
form = ["reached", "satisfied", "words", "solved", "suggestion"]
required = ["reached", "solved"]
sets = "visited"
"""


def visited(said: str) -> Case:
    case = opened(LETTER, VISIT)
    case.staff(HANS, "#resolve\nFacts: the lift stood still")
    case.staff(OFFICE_DESK, said)
    return case


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("#回访\n联系上：是\n满意度：3\n是否解决：是\n建议：多派一个人", "closed"),
        ("#回访 很满意\n是否解决：是\n建议：多派一个人", "closed"),
        ("#回访\n是否解决：是；建议：多派一个人；是否满意：不满意", "open"),
        ("#visit\nReached: yes\nSatisfied: 4\nSolved: 是\nSuggestion: 多派一个人", "closed"),
        ("#回访\n1. 是否解决：是\n2. 建议：多派一个人\n3. 满意度：1", "open"),
    ],
)
def test_a_return_visits_own_lines_stay_with_the_complaint(said: str, status: str):
    case = visited(said)
    assert ({n: known(case).fields[n] for n in ("solved", "suggestion")}, known(case).status) == (
        {"solved": "是", "suggestion": "多派一个人"},
        status,
    )
    assert [e.text for e in case.last.entries if e.what == "task_done"] == ["是否解决：是\n建议：多派一个人"]


@pytest.mark.parametrize("line", ["", "\n是否解决：", "\n是否解决：-"])
def test_a_return_visit_without_a_required_line_is_not_done(line: str):
    case = visited(f"#回访\n联系上：是\n满意度：3{line}")
    assert (case.problems, known(case).status) == ("缺少：是否解决", "answered")


def test_what_was_learnt_of_a_customer_who_was_not_reached_is_kept_too():
    case = visited("#回访\n联系上：否\n建议：家人说下午打")
    assert (known(case).fields["suggestion"], case.changes) == (
        "家人说下午打",
        "已记录第 1 次联系未果，时间 2026年3月2日（周一）09:00",
    )


A_CLAIM = """
[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["facts", "amount"]
letter = ["facts", "amount"]
"""


@pytest.mark.parametrize("said", ["无", "0元", "无索赔", "客户未提出索赔", "no claim", "N/A", "—"])
def test_an_amount_of_which_there_is_none_leaves_no_line_in_mail_or_text(said: str):
    case = referred(office(A_CLAIM), text="your service is slow")
    case.staff(HANS, f"#resolve it runs again\nFacts: the belt broke\nAmount: {said}", "2026-03-02 10:00")
    assert case.complaint is not None
    assert case.complaint.letter == (("事实", "the belt broke"),)
    assert "金额" not in letter.in_a_text(case.complaint, case.policy)


@pytest.mark.parametrize("said", ["300", "三千元", "300, no more", "见协议"])
def test_an_amount_that_is_named_stands_in_the_letter(said: str):
    case = referred(office(A_CLAIM), text="your service is slow")
    case.staff(HANS, f"#resolve it runs again\nFacts: the belt broke\nAmount: {said}", "2026-03-02 10:00")
    assert case.complaint is not None
    assert case.complaint.letter == (("事实", "the belt broke"), ("金额", said))
