"""What leaders and the desk write beside a decision, or instead of one: it is carried out, or they read at once what does it."""

import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.saying import Said
from tests.core.handling.playing import (
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    HANS,
    Case,
    answered,
    at,
    names,
    office,
    referred,
)


def more_time_asked() -> Case:
    case = referred()
    case.staff(BUS, "#延期 2026-03-05 17:30\n需要调取录像", "2026-03-02 10:00")
    assert case.complaint.awaiting == ("extended",)
    return case


@pytest.mark.parametrize("words", ["同意个屁", "可以个鬼", "批准才怪", "鬼才同意", "Yeah right, approve my foot"])
def test_a_mocking_yes_grants_nothing_and_its_writer_is_asked(words: str):
    case = more_time_asked()
    case.staff(BUS_HEAD, words, "2026-03-02 11:00")
    assert (case.complaint.awaiting, [p.code for p in case.last.results.problems]) == (("extended",), ["undecided"])


@pytest.mark.parametrize(
    ("words", "told", "due"),
    [
        ("同意。另外请他明天回电客户", "另外请他明天回电客户", "3-3 17:30"),
        ("可以，叫他今天先跟客户打个招呼", "叫他今天先跟客户打个招呼", "3-2 17:30"),
        ("同意，明天上午把监控给我看", "明天上午把监控给我看", "3-3 12:00"),
        ("同意延期同时请他当面道歉", "同时请他当面道歉", "3-3 17:30"),
        ("Approved. Please call her on Wednesday", "Please call her on Wednesday", "3-4 17:30"),
    ],
)
def test_an_instruction_beside_a_yes_is_given_with_its_limit_and_the_yes_stands(words: str, told: str, due: str):
    case = more_time_asked()
    case.staff(BUS_HEAD, words, "2026-03-02 11:00")
    given = [(t.assignee, t.form["words"], t.due) for t in case.complaint.tasks if t.name == "instruction"]
    assert (case.due("answer"), given) == (at("3-5 17:30"), [(BUS, told, at(due))])
    assert {"decided_yes", "instructed"} <= {said.code for said in case.last.results.changes}


@pytest.mark.parametrize("words", ["同意，请他3月4日前办完", "同意，延到后天", "可以，周三前答复客户"])
def test_another_day_for_the_work_itself_is_no_instruction_beside_the_yes(words: str):
    case = more_time_asked()
    case.staff(BUS_HEAD, words, "2026-03-02 11:00")
    assert [p.code for p in case.last.results.problems] == ["another_time"]
    assert case.complaint.open_task("instruction") is None


def reasons(message: Message) -> list[str]:
    said = message.extra["reason"]
    return [each.code for each in said if isinstance(each, Said)] if isinstance(said, list) else [str(said)]


def test_a_remark_beside_a_yes_goes_to_the_handler_and_the_receipt_says_so():
    case = more_time_asked()
    case.staff(BUS_HEAD, "同意，今后注意用语", "2026-03-02 11:00")
    (told,) = case.sent("information")  # the new time and the remark in one mail
    assert (told.to.mail, told.extra["text"], reasons(told)) == (BUS, "今后注意用语", ["extended", "approver_adds"])
    assert "您同时写的话已转给" in case.changes


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("再给两天", "#延期"),
        ("再宽限他们两天", "#延期"),
        ("give them two more days", "#延期"),
        ("让老王去处理", "#转办"),
        ("應該由货运公司負責", "#转办 货运公司"),
        ("这事该货运公司管", "#转办 货运公司"),
    ],
)
@pytest.mark.parametrize("writer", [BUS_HEAD, BUS_DIRECTOR])
def test_a_leaders_wish_for_more_time_or_another_hand_is_answered_with_its_command(writer: str, words: str, line: str):
    case = referred()
    case.wind("2026-03-03 12:00")
    case.staff(writer, words, "2026-03-03 12:00")
    assert (line in case.problems, case.complaint.open_task("instruction")) == (True, None)


@pytest.mark.parametrize("words", ["让梁波去处理", "让老梁去处理", "请他尽快处理", "由公交公司负责处理"])
def test_whoever_already_has_it_is_instructed(words: str):
    case = referred()
    case.staff(BUS_DIRECTOR, words, "2026-03-02 11:00")
    assert [t.assignee for t in case.complaint.tasks if t.name == "instruction"] == [BUS]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("今天下班前给客户回电，报我", "3-5 17:30"),
        ("请他后天上午10点前上门", "3-7 10:00"),
        ("昨天为什么没回电？今天必须回", "3-5 17:30"),
        ("Call her by Monday", "3-9 17:30"),
        ("请他当面道歉", "3-6 17:30"),
    ],
)
def test_the_day_that_an_instruction_names_is_its_limit(words: str, due: str):
    case = referred()
    case.wind("2026-03-05 15:00")
    case.staff(BUS_DIRECTOR, words, "2026-03-05 15:00")
    assert case.due("task:instruction") == at(due)


def unanswered_words() -> Case:
    case = answered()
    case.customer("司机姓什么？", "2026-03-02 16:00")
    assert case.complaint.open_task("later_words") is not None
    return case


def test_the_desk_that_instructs_reads_that_the_customers_words_still_wait():
    case = unanswered_words()
    case.staff(DESK, "请他明天回电", "2026-03-02 16:10")
    assert [said.code for said in case.last.results.changes] == ["instructed", "instruction_undo", "words_wait"]
    assert case.complaint.open_task("later_words") is not None


@pytest.mark.parametrize(
    "words",
    [
        "这个客户不满意，重办吧",
        "#重开 客户对赔偿不满",
        "#重開 客戶不接受答覆",
        "#重开 客户来电说没解决",
        "#reopen The customer is not satisfied",
    ],
)
def test_whom_the_answer_did_not_satisfy_one_level_up_answers_as_it_promised(words: str):
    case = unanswered_words()
    case.staff(DESK, words, "2026-03-02 16:10")
    assert (case.complaint.round, case.complaint.handler) == (2, BUS_HEAD)
    assert "reopened_as_promised" in {said.code for said in case.last.results.changes}


@pytest.mark.parametrize("words", ["#重开 漏查了录像", "#重开 客户没有不满意，是我们漏了一处", "#reopen we found more"])
def test_what_we_look_at_again_ourselves_stays_with_its_handler(words: str):
    case = unanswered_words()
    case.staff(DESK, words, "2026-03-02 16:10")
    assert (case.complaint.round, case.complaint.handler) == (2, BUS)


@pytest.mark.parametrize("words", ["转给货运公司", "让货运公司处理", "应该由货运公司负责"])
def test_what_has_been_answered_is_reopened_before_it_is_passed_on(words: str):
    case = unanswered_words()
    case.staff(DESK, words, "2026-03-02 16:10")
    assert [p.code for p in case.last.results.problems][-1] == "reopen_first"
    assert ("#重开" in case.problems, "仍在等您" in case.changes) == (True, True)


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("再给两天", "#延期"),
        ("再宽限两天吧", "#延期"),
        ("能不能多给我两天", "#延期"),
        ("可不可以延到周五", "#延期"),
        ("是货运公司的车，不是我们的", "#退回"),
        ("让老王去处理", "#转办"),
        ("这事该货运公司管", "#转办"),
    ],
)
def test_a_handler_who_wants_time_or_another_unit_is_told_that_command(words: str, command: str):
    case = referred()
    case.staff(BUS, words, "2026-03-02 11:00")
    said = case.changes + case.problems
    assert (command in said, "#结果" in said, names(case.last.messages)) == (True, False, ["receipt"])


@pytest.mark.parametrize("words", ["再给两天", "再宽限两天吧", "多給兩天", "延期", "give us more time"])
def test_a_handler_who_can_have_no_more_time_reads_so_and_not_that_his_words_may_be_the_answer(words: str):
    case = referred(office(), text="your service is slow")
    case.staff(HANS, words, "2026-03-02 11:00")
    assert ("#resolve" in case.changes, bool(case.problems)) == (False, True)
