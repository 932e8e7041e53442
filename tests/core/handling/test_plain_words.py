"""Leaders write plain words: they decide the one thing that was asked, instruct, or their writer hears that nothing was decided."""

import pytest

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.saying import say
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DIRK,
    HANS,
    SARA,
    TOP,
    Case,
    answered,
    at,
    names,
    office,
    referred,
    told,
)

APPROVED = """
[[gate]]
name = "plan"
before = "answered"
approve = ["supervisor"]
labels = { zh-CN = "答复方案", en = "the plan" }
"""
PROMISED = """
[[clock]]
name = "settle"
from = "referred"
until = "answered"
within = "3 days"
promised = true
rungs = [{ at = "due", tell = ["handler"] }, { at = "+1 day", tell = ["director"] }]
"""
CONFIRMED = """
[[rule]]
group = "alert"
when = [{ words = ["service"] }]
then = { tell = ["supervisor"], confirm = true }
"""


def proposed(*parts: str, top: str = "") -> Case:
    case = referred(office(APPROVED, *parts, top=top), text="your service is slow")
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    assert case.complaint.status == "open"
    return case


@pytest.mark.parametrize("words", ["Approved.", "OK", "go ahead", "同意。请尽快", "可以，按此办理"])
def test_consent_in_plain_words_approves_the_one_thing_that_was_asked(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert case.complaint.status == "answered"
    assert [m.to.role for m in case.sent("outcome")] == ["customer"]
    assert case.changes.splitlines()[0] == f'by your "{words}" you have agreed to: the plan'
    assert case.changes.splitlines()[-1] == "to change it, reply #reopen with what you want"


def test_where_the_policy_lets_answers_be_taken_back_the_receipt_says_until_when_and_it_is_true():
    case = proposed(top='undo = "20 minutes"\n')
    case.staff(SARA, "Approved", "2026-03-02 11:00")
    assert case.last.results.changes[-1].code == "undo_until"
    assert "11:20" in case.changes
    case.staff(SARA, "#undo", "2026-03-02 11:10", gone_out=())
    assert (case.complaint.status, case.problems) == ("open", "")


@pytest.mark.parametrize(
    "words",
    ["No, because the cause is missing", "不同意，理由：the cause is missing", "Rejected: the cause is missing"],
)
def test_a_refusal_in_plain_words_goes_back_with_its_reason(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    (back,) = case.sent("refused")
    assert (back.to.mail, back.extra["reasons"]) == (HANS, ["the cause is missing"])
    assert case.complaint.approvals[-1].granted is False


@pytest.mark.parametrize(
    "words", ["不够诚恳，重新组织一下语言", "This isn't ready, please redo it", "I can't sign this off as it stands"]
)
def test_who_sends_it_back_without_a_no_is_read_by_its_author_in_full_and_nothing_goes_out(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    (back,) = case.sent("refused")
    assert (back.to.mail, back.extra["reasons"]) == (HANS, [words])
    assert (case.complaint.status, case.sent("outcome")) == ("open", [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("OK, but say sorry first", "undecided"),
        ("同意，但是改成三天", "undecided"),
        ("I'll look at it", "no_decision"),
        ("Received", "no_decision"),
        ("No", "refused_without_reason"),
    ],
)
def test_doubtful_words_decide_nothing_and_the_receipt_says_what_to_write(words: str, code: str):
    case = proposed()
    before = case.complaint.approvals
    case.staff(SARA, words, "2026-03-02 11:00")
    assert (case.complaint.approvals, case.complaint.status) == (before, "open")
    assert [p.code for p in case.last.results.problems] == [code]
    assert "#approve" in case.problems
    assert "#return" in case.problems
    assert names(case.last.messages) == ["receipt"]


@pytest.mark.parametrize(
    ("words", "first"),
    [("OK, but say sorry first", "approve"), ("I'll look at it", "approve"), ("No", "return")],
)
def test_who_has_not_decided_is_offered_the_orders_that_decide_and_none_that_is_beside_it(words: str, first: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    (receipt,) = case.sent("receipt")
    other = {"approve": "return", "return": "approve"}[first]
    assert (receipt.extra["commands"], receipt.extra["decides"]) == ([first, other], 1)


@pytest.mark.parametrize(
    "words",
    [
        "no, this should be upheld if the bill was wrong, please change it and say sorry for Lee's manner",
        "No, tell him if the part is on order",
        "不同意，如果是我们的错就要赔，请改",
    ],
)
def test_a_plain_no_is_one_whatever_its_reason_goes_on_to_say(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert [m.to.mail for m in case.sent("refused")] == [HANS]
    assert case.problems == ""


@pytest.mark.parametrize(
    "words", ["No, unless he agrees", "不同意，除非改成三天", "No if it costs more", "不同意，但可以先答复"]
)
def test_a_no_that_may_be_a_yes_decides_nothing(words: str):
    case = proposed()
    case.staff(SARA, words, "2026-03-02 11:00")
    assert [p.code for p in case.last.results.problems] == ["undecided"]


def test_words_that_are_repeated_in_part_say_so():
    case = proposed()
    case.staff(
        SARA,
        "I shall have to see what the people in the workshop make of that before I say any more",
        "2026-03-02 11:00",
    )
    assert '"I shall have to see what the people in the workshop make of…"' in case.problems


@pytest.mark.parametrize(
    "below",
    [
        "沈玉兰\n公交公司经理\n手机：13800001234",
        "本邮件及附件含有保密信息，误收请删除",
        "Kind regards,\nSara Holm\nHead of Service | +49 30 1234567",
        "-- \nSara\nsara@office.example",
        "This message is intended for the recipient only.\nIf you received it in error, delete it.",
    ],
)
def test_a_card_or_a_disclaimer_below_a_yes_is_no_reservation(below: str):
    case = proposed()
    case.staff(SARA, f"同意\n\n{below}", "2026-03-02 11:00")
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert case.sent("information") == []


@pytest.mark.parametrize("below", ["但是请把最后一句删掉", "本邮件里的第二条要改", "先别发给客户"])
def test_a_reservation_on_a_line_of_its_own_is_read(below: str):
    case = proposed()
    case.staff(SARA, f"同意\n\n{below}", "2026-03-02 11:00")
    assert (case.complaint.status, [p.code for p in case.last.results.problems]) == ("open", ["undecided"])


@pytest.mark.parametrize(
    "words",
    [
        "同意延到3月8日",
        "Agreed, until 9 March",
        "可以，周五前办完",
        "同意延長兩天",
        "OK, but only until 3 pm",
        "Yes but only until the 9th",
        "fine until the 8th",
        "同意到3.9",
        "准予延期至3月10日中午",
    ],
)
def test_a_yes_to_another_time_than_was_asked_for_grants_nothing_and_is_asked(words: str):
    case = referred(office(PROMISED), text="your service is slow")
    case.staff(HANS, "#extend 2026-03-10 17:00 the part is late", "2026-03-02 10:00")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert ([p.code for p in case.last.results.problems], names(case.last.messages)) == (["another_time"], ["receipt"])
    assert "Tuesday 10 March 2026, 17:00" in case.problems
    assert "#extend" in case.problems
    assert "extended" in case.complaint.awaiting


@pytest.mark.parametrize(
    "words",
    [
        "同意延到3月10日",
        "Agreed, until 10 March",
        "可以，请尽早办完",
        "同意延期至下周二下午5点",
        "同意 3月2日",
        "批准。今后注意，早些报",
    ],
)
def test_a_yes_that_repeats_the_time_grants_it(words: str):
    case = referred(office(PROMISED), text="your service is slow")
    case.staff(HANS, "#extend 2026-03-10 17:00 the part is late", "2026-03-02 10:00")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert (case.problems, case.due("settle")) == ("", at("3-10 17:00"))


def test_where_two_things_were_asked_nothing_is_decided_until_one_is_named():
    case = proposed(PROMISED)
    case.staff(HANS, "#extend 2026-03-10 the part is late", "2026-03-02 10:30")
    case.staff(SARA, "agreed", "2026-03-02 11:00")
    assert [a.at for a in case.complaint.approvals] == [None, None]
    assert "the plan, request for more time" in case.problems
    case.staff(SARA, "agreed, the request for more time", "2026-03-02 11:05")
    assert {a.gate: a.granted for a in case.complaint.approvals} == {"plan": False, "later_time": True}


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("all agreed", {"plan": True, "later_time": True}),
        ("both approved", {"plan": True, "later_time": True}),
        ("agreed to the plan, not approved: request for more time, there was time enough", {"plan": True, "later_time": False}),
        ("request for more time: ok; the plan: no, the costs are missing", {"plan": False, "later_time": True}),
        ("都不同意，理由：材料不全", {"plan": False, "later_time": False}),
    ],
)  # fmt: skip
def test_words_that_plainly_decide_each_of_two_things_decide_both(words: str, decided: dict[str, bool]):
    case = proposed(PROMISED)
    case.staff(HANS, "#extend 2026-03-10 the part is late", "2026-03-02 10:30")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert ({a.gate: a.granted for a in case.complaint.approvals}, case.problems) == (decided, "")


@pytest.mark.parametrize(
    "words",
    [
        "agreed to the plan, maybe the request for more time",
        "plan: ok, and the rest later",
        "all agreed if there is money",
    ],
)
def test_words_that_leave_one_of_two_things_open_decide_no_more_than_they_say(words: str):
    case = proposed(PROMISED)
    case.staff(HANS, "#extend 2026-03-10 the part is late", "2026-03-02 10:30")
    case.staff(SARA, words, "2026-03-02 11:00")
    assert not any(a.granted for a in case.complaint.approvals if a.gate == "later_time")


def test_the_command_that_the_receipt_names_chooses_the_same():
    case = proposed(PROMISED)
    case.staff(HANS, "#extend 2026-03-10 the part is late", "2026-03-02 10:30")
    case.staff(SARA, "#approve request for more time", "2026-03-02 11:00")
    assert {a.gate: a.granted for a in case.complaint.approvals} == {"plan": False, "later_time": True}


def test_received_confirms_the_notice_and_nothing_else():
    case = proposed(CONFIRMED)
    case.staff(SARA, "收到", "2026-03-02 11:00")
    assert case.complaint.open_task("receipt") is None
    assert case.complaint.approvals[-1].at is None
    case.staff(SARA, "OK", "2026-03-02 11:05")
    assert case.complaint.status == "answered"


def test_an_ok_asks_back_where_a_notice_and_an_approval_wait():
    case = proposed(CONFIRMED)
    case.staff(SARA, "OK", "2026-03-02 11:00")
    assert (case.complaint.status, [p.code for p in case.last.results.problems]) == ("open", ["which_one"])


def test_what_is_written_beside_the_yes_reaches_whoever_handles_it():
    case = proposed()
    case.staff(SARA, "Approved. Tell the workshop, too", "2026-03-02 11:00")
    (added,) = case.sent("information")
    assert (added.to.mail, added.extra["text"]) == (HANS, "Tell the workshop, too")


def test_an_approver_who_is_not_needed_any_more_hears_so():
    case = proposed()
    case.staff(HANS, "#return it belongs to somebody else", "2026-03-02 10:30")
    (gone,) = case.sent("information")
    assert (gone.to.mail, gone.extra["reason"]) == (
        SARA, say("approval_needless", what=saying.labels("plan"), who=saying.person(HANS)),
    )  # fmt: skip


def test_an_approver_in_whose_place_somebody_else_has_decided_hears_who():
    case = referred(office(PROMISED), text="your service is slow")
    case.staff(HANS, "#extend 2026-03-10 the part is late", "2026-03-02 10:30")
    case.staff(DIRK, "#approve", "2026-03-02 11:00")
    said = say("decided_by_other", what=saying.labels("later_time"), who=saying.person(DIRK))
    assert [m.extra["reason"] for m in case.sent("information") if m.to.mail == SARA] == [said]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("请今天派人上门道歉", "3-6 17:30"),
        ("Call the customer today and say sorry", "3-6 17:30"),
        ("這件事請在週五前辦好", "3-6 17:30"),
        ("司机停岗，车辆检修，结果报我", "3-9 17:30"),
    ],
)
def test_a_directors_words_on_an_overdue_case_are_an_instruction_to_whoever_handles_it(words: str, due: str):
    case = referred()
    case.wind("2026-03-06 12:00")
    case.staff(BUS_DIRECTOR, words, "2026-03-06 12:00")
    (task,) = [t for t in case.complaint.tasks if t.name == "instruction"]
    assert (task.assignee, task.due) == (BUS, at(due))
    assert told(case.last.messages) == [
        ("task", "mail", BUS), ("information", "mail", BUS_HEAD), ("receipt", "mail", BUS_DIRECTOR),
    ]  # fmt: skip
    assert case.sent("task")[0].extra["text"] == words
    assert "instructed" in case.lines


def test_an_instruction_has_the_policys_limit_is_chased_and_its_writer_hears_what_came_of_it():
    case = referred(office(PROMISED, top='instruction_within = "4 hours"\n'), text="your service is slow")
    case.staff(DIRK, "Visit them today", "2026-03-02 10:00")
    assert case.due("task:instruction") == at("3-2 14:00")
    late = [(m.name, m.to.mail) for m in case.wind("2026-03-03 15:00") if m.extra.get("clock") == "task:instruction"]
    assert late == [("chase", HANS), ("escalation", SARA)]
    case.staff(HANS, "Received, will do", "2026-03-03 16:00")
    assert case.met("task:instruction") is None
    case.staff(HANS, "I was there this afternoon, they are content", "2026-03-03 17:00")
    (heard,) = case.sent("information")
    assert (heard.to.mail, heard.extra["text"]) == (DIRK, "I was there this afternoon, they are content")
    assert heard.extra["reason"] == say("instruction_came_to", text="Visit them today", who=saying.person(HANS))
    assert case.met("task:instruction") == at("3-3 17:00")


def test_an_answer_is_a_report_on_the_instruction_too():
    case = referred()
    case.staff(BUS_DIRECTOR, "请今天答复客户", "2026-03-02 11:00")
    case.staff(BUS, ANSWER, "2026-03-02 15:00")
    assert BUS_DIRECTOR in [m.to.mail for m in case.sent("information")]


def test_an_instruction_follows_the_case_to_its_next_handler():
    case = referred()
    case.staff(BUS_DIRECTOR, "请今天答复客户", "2026-03-02 11:00")
    case.staff(BUS_HEAD, "#转办 货运公司", "2026-03-02 12:00")
    assert [t.assignee for t in case.complaint.tasks if t.name == "instruction"] == [case.complaint.handler]
    assert case.complaint.handler not in (BUS, BUS_HEAD)


@pytest.mark.parametrize("words", ["收到", "好的，谢谢", "我看看", "知道了", "Noted"])
def test_what_asks_nothing_of_anybody_is_no_instruction(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert (case.complaint.open_task("instruction"), names(case.last.messages)) == (None, ["receipt"])


def test_whoever_handles_the_case_themselves_instructs_nobody():
    case = answered()
    case.survey(1, "2026-03-03 09:00")
    assert case.complaint.handler == BUS_HEAD
    case.staff(BUS_HEAD, "客户的问题我来处理", "2026-03-03 10:00")
    assert case.complaint.open_task("instruction") is None


def test_a_ladder_never_falls_silent():
    case = referred(office(PROMISED, top='chased_again = "5 days"\n'), text="your service is slow")
    case.wind("2026-03-06 09:01")
    later = [(m.name, m.to.mail) for m in case.wind("2026-04-20 09:00")]
    assert later == [("chase", HANS), ("escalation", DIRK)] * 8
    assert TOP not in {mail for _, mail in later}


def test_with_nothing_asked_a_plain_yes_says_so():
    case = proposed()
    case.staff(SARA, "#approve", "2026-03-02 11:00")
    case.staff(SARA, "Approved", "2026-03-02 11:10")
    assert case.problems == "nothing waits for your approval"


@pytest.mark.parametrize("words", ["已经在路上了", "#联系\n方式：电话\n是否联系上：是"])
def test_whoever_handed_the_case_on_hears_who_has_it_now(words: str):
    case = referred()
    case.staff(BUS_HEAD, "#转办 货运公司", "2026-03-02 12:00")
    case.staff(BUS, words, "2026-03-02 13:00")
    assert "本件现在由戴欣办理" in (case.changes + case.problems)


@pytest.mark.parametrize("words", ["同意", "可以", "Approved.", "OK", "核准"])
def test_a_bare_yes_where_nothing_was_asked_instructs_nobody_and_its_writer_hears_so(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert (case.complaint.open_task("instruction"), names(case.last.messages)) == (None, ["receipt"])
    assert "现在没有等您决定的事项" in case.changes


@pytest.mark.parametrize(
    "words",
    [
        "由公司另行指定人员办理，梁波回避",
        "換個人來辦",
        "请更换承办人",
        "Give it to somebody else",
        "改由货运公司林娜办理",
    ],
)
def test_who_is_to_handle_it_instead_is_for_the_head_and_not_for_the_handler(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert told(case.last.messages) == [("task", "mail", BUS_HEAD), ("receipt", "mail", BUS_DIRECTOR)]
    assert case.sent("task")[0].extra["commands"] == ["transfer", "note"]
    case.staff(BUS, "收到，已处理", "2026-03-02 11:30")
    assert case.complaint.open_task("instruction") is not None
    case.staff(BUS_HEAD, "#转办 货运公司 回避", "2026-03-02 12:00")
    assert (case.problems, case.complaint.open_task("instruction")) == ("", None)
    assert BUS_DIRECTOR in [m.to.mail for m in case.sent("information")]


@pytest.mark.parametrize(
    "words", ["撤销这个批示", "收回批示", "撤回", "Please take back my instruction", "取消剛才的指示"]
)
def test_an_instruction_is_taken_back_by_plain_words_and_its_receipt_says_how(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, "请今天答复客户", "2026-03-02 11:00")
    assert "要收回这个批示，请回复：撤回批示" in case.changes
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:10")
    assert (case.complaint.open_task("instruction"), case.problems) == (None, "")
    assert told(case.last.messages) == [("information", "mail", BUS), ("receipt", "mail", BUS_DIRECTOR)]
    assert case.sent("information")[0].extra["reason"].code == "instruction_void"


@pytest.mark.parametrize("words", ["撤回", "收回刚才的", "take it back", "Undo"])
def test_a_leader_who_takes_back_what_was_never_given_instructs_nobody_and_reads_so(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert (case.complaint.open_task("instruction"), names(case.last.messages)) == (None, ["receipt"])
    assert [p.code for p in case.last.results.problems] == ["nothing_to_undo"]


@pytest.mark.parametrize("words", ["先别发给客户", "hold the answer back"])
def test_a_leader_who_tells_somebody_to_wait_instructs(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert case.complaint.open_task("instruction") is not None


def test_the_words_that_the_receipt_names_take_the_instruction_back():
    for words in ("撤回批示", "take back my instruction"):
        case = referred()
        case.staff(BUS_DIRECTOR, "请今天答复客户", "2026-03-02 11:00")
        case.staff(BUS_DIRECTOR, words, "2026-03-02 11:10")
        assert case.complaint.open_task("instruction") is None


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("客户电话打不通", "联系"),
        ("需要延期到周五", "延期"),
        ("請多給兩天時間", "延期"),
        ("已联系客户，正在谈", "联系"),
        ("张先生您好，您的问题已经解决", "结果"),
    ],
)
def test_a_handlers_plain_words_are_told_the_command_that_fits(words: str, command: str):
    case = referred()
    case.staff(BUS, words, "2026-03-02 11:00")
    assert f"请在第一行写上 #{command} 再发一次" in case.changes


@pytest.mark.parametrize("words", ["收到", "好的，马上办", "知道了，谢谢", "我先看看", "Noted, will do"])
def test_who_only_says_that_they_have_read_it_hears_that_it_is_theirs_still_and_is_not_told_to_send_that_again(
    words: str,
):
    case = referred()
    case.staff(BUS, words, "3-2 10:00")
    assert [said.code for said in case.last.results.changes] == ["noted", "still_yours"]
    assert "时限不变，办完后用 #结果 写明" in case.changes
    assert case.complaint.tasks == referred().complaint.tasks


@pytest.mark.parametrize("words", ["已向乘客道歉，司机停岗培训", "正在核实"])
def test_who_tells_colleagues_what_they_did_is_told_where_the_customers_words_belong(words: str):
    case = referred()
    case.staff(BUS, words, "3-2 10:00")
    assert "要答复客户，请把给客户看的话写在 #结果 后面" in case.changes


@pytest.mark.parametrize(
    "words",
    [
        "已安排人去医院，明天把事故报告给我",
        "On my way to the hospital",
        "What happened there?",
        "#note I have rung the depot",
        "我马上过去",
    ],
)
def test_whoever_writes_about_what_they_were_told_has_read_it_and_is_not_chased_for_that(words: str):
    case = referred(office(CONFIRMED), text="the service is slow")
    case.staff(SARA, words, "2026-03-02 09:10")
    assert case.complaint.open_task("receipt") is None
    assert "receipt_confirmed" in [c.code for c in case.last.results.changes]
    assert [m.to.mail for m in case.wind("2026-03-02 18:00") if "receipt" in str(m.extra.get("clock", ""))] == []


def test_a_colleague_who_was_not_asked_confirms_nothing():
    case = referred(office(CONFIRMED), text="the service is slow")
    case.staff(HANS, "#note I have rung the depot", "2026-03-02 09:10")
    assert case.complaint.open_task("receipt") is not None
