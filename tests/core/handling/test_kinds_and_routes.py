"""What kind of matter it is, and who gets it."""

import msgspec
import pytest

from chalicelib.core.complaint.saying import say
from chalicelib.core.people import people
from chalicelib.core.policy.model import Field
from chalicelib.core.words.history import reason_label
from tests.core.handling.playing import (
    BUS,
    BUS_HEAD,
    CUSTOMER,
    DESK,
    DIRK,
    FREIGHT,
    LENA,
    OFFICE_DESK,
    SARA,
    Case,
    at,
    names,
    office,
    referred,
    told,
    transport,
)


def first(text: str) -> Case:
    case = Case()
    case.customer(text)
    return case


# -- complaint, problem, suggestion -----------------------------------------------------------------------------------------


@pytest.mark.clause("LC-01")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("投诉 K12 路司机态度恶劣", "complaint"),
        ("公交晚点一个小时没来", "complaint"),
        ("我的包裹弄丢了，一直没人处理", "complaint"),
        ("请问 K12 路末班车几点", "problem"),
        ("钱包落在 K12 路公交车上", "problem"),
        ("建议 K12 路延长到新区", "suggestion"),
        ("The bus driver was rude to my mother", "complaint"),
    ],
)
def test_each_item_is_told_apart(text: str, kind: str):
    assert first(text).complaint.kind == kind


@pytest.mark.clause("LC-01")
def test_a_problem_is_passed_on_noted_and_closed_without_the_complaint_flow():
    case = first("请问 K12 路公交末班车几点")
    assert told(case.last.messages) == [("noted", "mail", CUSTOMER.mail), ("passed_on", "mail", BUS)]
    assert (case.complaint.status, case.complaint.department, case.complaint.next_check_at) == (
        "closed",
        "客运营销部",
        None,
    )
    assert case.complaint.moment("slip_issued") is None


@pytest.mark.clause("LC-01")
def test_an_uncertain_item_waits_for_the_desk():
    case = first("不是投诉，就是想说公交站牌旧了")
    assert told(case.last.messages) == [("to_assign", "mail", DESK), ("noted", "mail", CUSTOMER.mail)]
    assert (case.complaint.status, case.complaint.department) == ("open", "")
    case.staff(DESK, "#受理 建议", "2026-03-02 09:20")
    assert (case.complaint.kind, case.complaint.status, case.complaint.department) == (
        "suggestion",
        "closed",
        "客运营销部",
    )
    assert told(case.sent("passed_on")) == [("passed_on", "mail", BUS)]


@pytest.mark.clause("LC-01")
def test_the_desk_may_judge_an_uncertain_item_a_complaint_and_the_customer_hears_so():
    case = first("不是投诉，就是想说公交站牌旧了")
    case.staff(DESK, "#受理 投诉", "2026-03-02 09:20")
    assert case.complaint.moment("slip_issued") == at("3-2 9:20")
    assert told(case.last.messages)[:2] == [("acknowledgement", "mail", CUSTOMER.mail), ("assignment", "mail", BUS)]
    assert case.sent("acknowledgement")[0].extra == {"promised": at("3-4 9:20").isoformat()}


def test_further_words_of_the_customer_may_settle_what_was_uncertain():
    case = first("你好")
    assert case.complaint.flags == ("uncertain",)
    case.customer("我要投诉 K12 路公交司机态度恶劣", "2026-03-02 09:10")
    assert (case.complaint.flags, case.complaint.handler) == ((), BUS)
    assert told(case.sent("assignment")) == [("assignment", "mail", BUS)]


def test_in_the_flow_later_words_do_not_make_a_complaint_a_problem():
    case = referred()
    case.customer("这不是投诉的问题，请问怎么还没回复", "2026-03-02 10:00")
    assert (case.complaint.kind, case.complaint.category, case.complaint.status) == ("complaint", "服务态度", "open")


@pytest.mark.clause("LC-01")
def test_a_problem_that_turns_out_a_complaint_begins_its_flow_then_and_nobody_was_late():
    case = first("请问 K12 路公交末班车几点")
    case.staff(DESK, "#受理 投诉", "2026-03-05 14:00")
    assert case.complaint.status == "open"
    assert [(d.clock, d.due, d.met) for d in case.complaint.deadlines] == [
        ("refer", at("3-5 15:00"), at("3-2 9:00")),
        ("flow_sheet", at("3-5 16:00"), at("3-5 14:00")),
        ("answer", at("3-7 14:00"), None),
    ]
    assert told(case.last.messages)[:2] == [("acknowledgement", "mail", CUSTOMER.mail), ("assignment", "mail", BUS)]
    assert "met_late" not in case.lines
    case.wind("2026-03-07 14:01")
    assert [m.name for m in case.messages if m.name == "holding"] == ["holding"]


def test_a_complaint_in_hand_that_is_none_is_passed_on_and_the_customer_hears_so():
    case = referred()
    case.staff(DESK, "#受理 建议", "2026-03-02 10:00")
    assert (case.complaint.status, case.complaint.next_check_at) == ("closed", None)
    assert told(case.last.messages) == [
        ("noted", "mail", CUSTOMER.mail),
        ("passed_on", "mail", BUS),
        ("receipt", "mail", DESK),
    ]
    assert "已作为“建议”转交 公交公司" in case.changes


def test_what_was_passed_on_can_be_answered_and_handed_on_while_closed():
    case = first("请问 K12 路公交末班车几点")
    case.staff(DESK, "#转办 物流部", "2026-03-02 10:00")
    assert (case.complaint.handler, case.complaint.status) == (FREIGHT, "closed")
    assert told(case.sent("passed_on")) == [("passed_on", "mail", FREIGHT)]
    case.staff(FREIGHT, "#结果 末班车 21:30\n事实：查时刻表\n责任：非我方\n措施：已告知", "2026-03-02 11:00")
    (outcome,) = case.sent("outcome")
    assert (outcome.to.mail, outcome.extra) == (CUSTOMER.mail, {"survey": 0})
    assert case.complaint.status == "closed"


def test_a_dissatisfied_enquirer_is_the_desks_to_judge():
    case = first("请问 K12 路公交末班车几点")
    case.staff(BUS, "#结果 末班车 21:30\n事实：查时刻表\n责任：非我方\n措施：已告知", "2026-03-02 11:00")
    case.survey(1, "2026-03-02 12:00")
    assert (case.complaint.status, case.complaint.satisfaction, names(case.last.messages)) == (
        "closed",
        1,
        ["after_closing"],
    )


def test_a_reopened_problem_is_passed_on_again():
    case = first("请问 K12 路公交末班车几点")
    case.staff(DESK, "#重开 客户又来电", "2026-03-03 09:00")
    assert (case.complaint.round, case.complaint.status) == (2, "closed")
    assert "passed_on" in names(case.last.messages)


# -- routing ------------------------------------------------------------------------------------------------------------------

ROUTES = [
    ("K12 路公交车晚点，投诉", "客运营销部", "公交公司"),
    ("投诉出租车不打表", "客运营销部", "出租车公司"),
    ("投诉总站检票口工作人员态度差", "客运营销部", "客运总站"),
    ("投诉：车票多收了十块钱", "客运营销部", ""),
    ("投诉快递弄丢", "物流部", "快运公司"),
    ("投诉货运零担损坏", "物流部", "货运公司"),
    ("投诉发货迟迟不到", "物流部", ""),
    ("投诉小区电梯坏了没人修", "房产部", "物业公司"),
    ("投诉工地噪音扰民", "房产部", "置业公司"),
    ("投诉装修违约", "房产部", ""),
    ("投诉驾校教练骂人", "安全统筹中心", "驾校"),
    ("投诉酒店房间脏", "安全统筹中心", "酒店旅游公司"),
    ("投诉加油站态度差", "安全统筹中心", ""),
    ("投诉修车没修好", "汽车事业部", "维修公司"),
    ("投诉4S店试驾欺骗", "汽车事业部", "汽车销售公司"),
    ("投诉洗车态度恶劣", "汽车事业部", ""),
]


@pytest.mark.clause("LC-08")
@pytest.mark.parametrize(("text", "department", "unit"), ROUTES)
def test_each_business_goes_to_its_department_and_unit(text: str, department: str, unit: str):
    complaint = first(text).complaint
    found = transport().directory.department(unit or department)
    assert (complaint.department, complaint.unit, complaint.handler) == (department, unit, found.handler)
    assert (complaint.supervisor, complaint.director) == (found.head, found.director)


@pytest.mark.clause("LC-08")
def test_every_department_and_unit_is_reached_by_some_words():
    routed = {unit or department for _, department, unit in ROUTES}
    assert routed == {d.name for d in transport().directory.departments}


@pytest.mark.clause("LC-08")
def test_what_fits_no_business_is_the_desks_to_assign():
    case = first("我要投诉，你们太过分了，态度恶劣")
    assert told(case.sent("to_assign")) == [("to_assign", "mail", DESK)]
    case.staff(DESK, "#受理", "2026-03-02 09:05")
    assert "还没有责任单位，请用 #转办 指定" in case.changes
    case.staff(DESK, "#转办 客运营销部", "2026-03-02 09:10")
    assert case.complaint.moment("referred") == at("3-2 9:10")
    assert case.complaint.handler == "xu.jing@lc-transport.example"


def test_without_a_clock_for_the_referral_a_task_watches_over_it():
    case = Case(office())
    case.customer("hello")
    (task,) = case.complaint.tasks
    assert (task.name, task.assignee, task.due) == ("referral", "desk@office.example", at("3-3 17:00"))
    sent = case.wind("2026-03-05 18:00")
    assert told(sent) == [
        ("chase", "mail", "desk@office.example"),
        ("escalation", "mail", "dora@office.example"),
        ("escalation", "mail", "dirk@office.example"),
    ]
    case.staff("desk@office.example", "#transfer Sales")
    assert case.complaint.open_task("referral") is None


# -- rules at every fact --------------------------------------------------------------------------------------------------------

PRESS = """
[[rule]]
group = "severity"
when = [{ words = ["journalist", "记者"] }, { amount = { over = 1000 } }]
then = { severity = "major", flag = ["press"], tell = ["legal"], confirm = true }

[[rule]]
group = "severity"
then = { severity = "general" }

[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = { general = "3 working days", major = "1 day" }
calendar = "work"
rungs = [{ at = "due", tell = ["handler"] }]
"""


def test_a_later_mail_that_names_the_press_regrades_and_moves_the_deadline():
    case = referred(office(PRESS), text="your service is slow")
    assert (case.complaint.severity, case.due("settle")) == ("general", at("3-5 17:00"))
    case.customer("记者明天来采访", "2026-03-02 11:00")
    assert (case.complaint.severity, case.complaint.flags, case.due("settle")) == ("major", ("press",), at("3-3 9:00"))
    assert told(case.sent("receipt_request")) == [("receipt_request", "mail", "lena@office.example")]
    assert ("regraded", "severity: major") in [(e.what, e.reason) for e in case.last.entries]


def test_people_are_told_once_not_at_every_fact():
    case = referred(office(PRESS), text="your service is slow, a journalist knows")
    case.customer("the journalist again", "2026-03-02 11:00")
    case.tick("2026-03-02 12:00")
    assert names(case.messages).count("receipt_request") == 1
    case.staff("lena@office.example", "#收到")
    assert case.complaint.moment("received:lena@office.example") == case.now


def test_a_filled_field_regrades_as_words_do():
    case = referred(office(PRESS), text="your service is slow")
    case.staff("hans@office.example", "#note\nAmount: 5000")
    assert case.complaint.severity == "major"


def test_what_a_person_has_graded_rules_leave_alone():
    case = referred(office(PRESS), text="your service is slow")
    case.staff("desk@office.example", "#定级 general")
    case.customer("a journalist comes", "2026-03-02 11:00")
    assert case.complaint.severity == "general"


def test_a_deadline_that_moves_back_chases_again():
    case = referred(office(PRESS), text="your service is slow, journalist!")
    case.staff("lena@office.example", "#收到")
    case.wind("2026-03-03 09:01")
    assert names(case.messages).count("chase") == 1
    case.staff("desk@office.example", "#定级 general")
    assert case.due("settle") == at("3-5 17:00")
    case.wind("2026-03-05 17:01")
    assert names(case.messages).count("chase") == 2


def test_a_department_that_works_along_is_asked_once_and_owns_nothing():
    case = referred(office(), text="your service is slow")
    assert told(case.sent("assist")) == [("assist", "mail", "otto@office.example")]
    assert (case.complaint.handler, case.complaint.assistants) == ("hans@office.example", ("otto@office.example",))


RULES = """
[[rule]]
group = "grave"
when = [{ words = ["poison"] }]
then = { restrict = true, open = ["recall"] }

[[rule]]
group = "petition"
when = [{ words = ["petition"] }]
then = { close = true, tell = ["legal"] }

[[rule]]
group = "again"
when = [{ words = ["still broken"] }]
then = { reopen = true }

[[task]]
name = "recall"
for = "legal"
form = ["facts"]
within = "4 hours"
"""


def test_rules_restrict_and_open_tasks_once():
    case = referred(office(RULES), text="service: poison in it")
    assert case.complaint.restricted
    assert [(t.name, t.assignee, t.due) for t in case.complaint.tasks] == [
        ("recall", "lena@office.example", at("3-2 13:00"))
    ]
    case.tick("2026-03-02 10:00")
    assert len(case.complaint.tasks) == 1
    case.staff("lena@office.example", "#填报\nFacts: batch recalled")
    assert case.complaint.tasks[0].done == case.now


def test_rules_may_close_what_belongs_elsewhere():
    case = referred(office(RULES), text="a petition about service")
    assert case.complaint.status == "closed"
    assert "information" in names(case.last.messages)


def test_rules_may_reopen_an_answered_matter_once():
    case = referred(office(RULES), text="service is slow")
    case.staff("hans@office.example", "#resolve all good now")
    case.customer("still broken", "2026-03-03 10:00")
    assert (case.complaint.round, case.complaint.status) == (2, "open")
    case.tick("2026-03-03 10:01")
    assert case.complaint.round == 2


# -- whoever must keep out ------------------------------------------------------------------------------------------------------


def test_a_handler_whom_the_desk_finds_complained_of_is_replaced_at_once():
    case = referred(msgspec.structs.replace(transport(), fields=(*transport().fields, WHOM)))
    case.staff(DESK, "#备注\n被投诉人：梁波", "2026-03-02 10:00")
    assert case.complaint.handler == BUS_HEAD
    assert told(case.sent("assignment")) == [("assignment", "mail", BUS_HEAD)]
    case.tick("2026-03-02 10:00")
    assert case.last.messages == ()


WHOM = Field(name="named", means="complained_of", labels={"zh-CN": "被投诉人"})
ORDERS_BY_A_GUESS = (
    *("#结果 没事", "#专报", "#备注 我看过了", "#备注\n被投诉人：张强", "#填报\n被投诉人：张强", "#收到", "#同意", "#退回 不是我们的"),
    *("#转办 物流部", "#延期 3天", "#撤回", "#被投诉人 无", "#告知客户 没有此事", "客户已经谅解，可以结案", "同意", "收到", "这件转给物流部"),
)  # fmt: skip


@pytest.mark.parametrize("order", ORDERS_BY_A_GUESS)
def test_who_is_complained_of_reads_what_anybody_reads_whose_case_it_is_not_and_moves_nothing(order: str):
    policy = msgspec.structs.replace(transport(), fields=(*transport().fields, WHOM), routine_receipts=True)
    opened = referred(policy, text="今天上午 K12 路公交晚点，投诉梁波不处理").complaint
    assert opened is not None
    theirs, anybodys = Case(policy, complaint=opened), Case(policy, complaint=opened)
    theirs.staff(BUS, order)
    anybodys.staff(FREIGHT, order)
    assert people.complained_of(BUS, opened, policy)
    assert not people.complained_of(FREIGHT, opened, policy)
    assert theirs.last.results == anybodys.last.results
    assert [(m.name, m.extra) for m in theirs.last.messages] == [(m.name, m.extra) for m in anybodys.last.messages]
    assert told(theirs.last.messages) == [("receipt", "mail", BUS)]
    assert [(e.what, e.text) for e in theirs.last.entries] == [(e.what, e.text) for e in anybodys.last.entries]
    assert theirs.complaint is not None
    assert msgspec.structs.replace(theirs.complaint, recent=opened.recent) == opened


def test_a_rule_may_say_who_the_complainant_is_to_the_organisation():
    rule = '[[rule]]\ngroup = "who"\nwhen = [{ words = ["subscriber"] }]\nthen = { relation = "subscriber" }'
    case = Case(office(rule))
    case.customer("bad service for a subscriber")
    assert case.complaint is not None
    assert case.complaint.complainant.relation == "subscriber"


# -- several rules that tell one person ---------------------------------------------------------------------------------------------

TOLD_TWICE = """
[labels]
from_the_press = { zh-CN = "媒体询问", en = "the press asks" }
dear = { zh-CN = "金额较大", en = "much money is at stake" }

[[rule]]
group = "from_the_press"
when = [{ words = ["journalist"] }]
then = { tell = ["supervisor", "legal"], by = ["mail", "sms"] }

[[rule]]
group = "dear"
when = [{ words = ["lawsuit"] }]
then = { tell = ["supervisor", "director"], confirm = true }

[[rule]]
group = "unspoken"
when = [{ words = ["lawsuit"] }]
then = { tell = ["supervisor"] }
"""


def notices(case: Case) -> list[tuple[str, str, str]]:
    return sorted(each for each in told(case.last.messages) if each[0] in ("information", "receipt_request"))


def test_what_several_rules_want_one_person_to_know_reaches_them_once_with_every_reason():
    case = referred(office(TOLD_TWICE), text="service: the journalist and the lawsuit")
    sms = [("information", "sms", "+8613800001004"), ("information", "sms", "+8613800001005")]
    mails = [("information", "mail", LENA), ("receipt_request", "mail", DIRK), ("receipt_request", "mail", SARA)]
    assert notices(case) == sorted((*mails, *sms))
    (both,) = (m for m in case.last.messages if m.to.mail == SARA and m.channel == "mail")
    why = ["from_the_press", "dear", say("because_words", word="lawsuit")]  # of a group without words what it found
    assert (both.extra["reason"], both.extra["commands"]) == (why, ["received"])


@pytest.mark.parametrize("words", ["the journalist", "a lawsuit"])
def test_what_one_rule_wants_known_or_another_later_is_told_by_itself(words: str):
    case = referred(office(TOLD_TWICE), text=f"service: {words}")
    assert [name for name, channel, address in notices(case) if (channel, address) == ("mail", SARA)] == [
        "information" if "journalist" in words else "receipt_request"
    ]
    case.customer("and a journalist, a lawsuit too", "2026-03-02 11:00")
    assert [address for _, channel, address in notices(case) if channel == "mail"].count(SARA) == 1


GUESSED = """
[[rule]]
group = "sort"
when = [{ words = ["bribe"] }]
then = { category = "integrity" }

[[rule]]
group = "sort"
when = [{ words = ["gift"] }]
then = { category = "integrity", flag = ["uncertain"] }

[[rule]]
group = "closed_to_others"
when = [{ category = "integrity" }, { words = ["journalist"] }]
then = { restrict = true }
"""


@pytest.mark.parametrize(
    ("words", "restricted"),
    [("he wanted a bribe for the service", True), ("he got a gift from the seller", False)],
)
def test_a_category_restricts_where_it_is_no_guess(words: str, restricted: bool):
    policy = office(GUESSED, top='categories = ["integrity", "other"]\n')
    case = Case(policy)
    case.customer(words)
    assert case.complaint.restricted is restricted


@pytest.mark.parametrize(("judged", "restricted"), [("integrity", True), ("other", False)])
def test_what_was_a_guess_restricts_once_the_desk_has_judged_it(judged: str, restricted: bool):
    case = Case(office(GUESSED, top='categories = ["integrity", "other"]\n'))
    case.customer("he got a gift from the seller")
    case.staff(OFFICE_DESK, f"#accept {judged}\n", "2026-03-02 10:00")
    case.staff(OFFICE_DESK, "#transfer Service", "2026-03-02 10:05")
    assert (case.complaint.category, case.complaint.restricted) == (judged, restricted)


def test_words_restrict_whatever_the_category_is_taken_for():
    case = Case(office(GUESSED, top='categories = ["integrity", "other"]\n'))
    case.customer("he got a gift, and I am a journalist")
    assert case.complaint.restricted


PRAISED = """
[[rule]]
group = "kind"
when = [{ words = ["well done"] }]
then = { kind = "enquiry" }

[[clock]]
name = "settle"
from = "received"
until = "answered"
within = "2 days"
promised = true
when = [{ kind = "complaint" }]
rungs = [{ at = "due", tell = ["handler"] }, { at = "due", tell = ["customer"], message = "holding" }]
"""


def test_words_that_come_later_make_no_complaint_into_what_is_none_and_its_customer_hears_by_the_time_they_were_told():
    case = Case(office(PRAISED))
    case.customer("Nobody has called me back")
    case.customer("well done to the driver, by the way", "2026-03-02 10:00")
    assert (case.complaint.kind, case.complaint.status) == ("complaint", "open")
    assert [m.name for m in case.wind("2026-03-04 09:01") if m.to.role == "customer"] == ["holding"]


def test_what_was_none_becomes_a_complaint_by_what_comes_later():
    broken = '[[rule]]\ngroup = "kind"\nwhen = [{ words = ["broken"] }]\nthen = { kind = "complaint" }\n'
    case = Case(office(broken, '[[rule]]\ngroup = "kind"\nthen = { kind = "enquiry" }'))
    case.customer("When do you open")
    case.customer("and the door is broken", "2026-03-02 10:00")
    assert case.complaint.kind == "complaint"


def test_whoever_is_given_a_complaint_twice_over_in_one_decision_is_told_once():
    rule = '[[rule]]\ngroup = "kind"\nwhen = [{ words = ["service"] }]\nthen = { kind = "enquiry" }'
    case = referred(office(rule), text="what does your service cost")
    assert case.complaint.status == "closed"
    case.staff(OFFICE_DESK, "#accept complaint\n#about hans@office.example", "2026-03-03 10:00")
    assert (case.complaint.status, case.complaint.handler) == ("open", SARA), case.problems
    assert [m.to.mail for m in case.sent("assignment")] == [SARA]


@pytest.mark.parametrize(
    ("language", "why"), [("en", "Severity: major"), ("zh-CN", "级别：重大"), ("zh-TW", "等級：重大")]
)
def test_who_is_told_by_a_rule_that_grades_reads_the_grade_and_not_only_that_it_is_one(language: str, why: str):
    grading = """
[[rule]]
group = "severity"
when = [{ words = ["flood"] }]
then = { severity = "major", tell = ["legal"] }
"""
    case = referred(office(grading), text="your service caused a flood")
    (told_,) = [m for m in case.last.messages if m.to.mail == LENA]
    assert reason_label(str(told_.extra["reason"]), case.policy, language) == why
