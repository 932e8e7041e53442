"""Whoever is complained of has no part in it: by the customer's words, by the desk's, before and after it went out."""

import msgspec
import pytest

from chalicelib.core.complaint.model import Channel, Complainant
from chalicelib.core.complaint.saying import Said
from chalicelib.core.people import people
from chalicelib.core.people.sight import Lines, may_read_file
from chalicelib.core.policy.model import Policy
from chalicelib.core.register.indexing import counted_key
from chalicelib.core.register.rows import row
from chalicelib.core.words.case_view import view
from chalicelib.core.words.worded import worded
from tests.core.handling.playing import (
    ANSWER,
    BUS,
    BUS_DIRECTOR,
    BUS_HEAD,
    DESK,
    DESK_HEAD,
    HANS,
    OFFICE_DESK,
    SARA,
    Case,
    file,
    names,
    office,
    transport,
    with_directory,
)

PLAN = '[[gate]]\nname = "plan"\nbefore = "answered"\napprove = ["supervisor"]\n'
DOUBTFUL = "投诉：K12 路公交晚点，梁波说下周给答复"


def read_by(case: Case, mail: str) -> list[str]:
    """Names of the messages that somebody got, of what their own mails came to apart."""
    return [m.name for m in case.messages if m.to.mail == mail and m.name != "receipt"]


def policy_with(**values: object) -> Policy:
    """The shipped policy, in whose directory the bus company's handler has these."""
    policy = transport()
    changed = (msgspec.structs.replace(p, **values) if p.mail == BUS else p for p in policy.directory.people)
    return with_directory(policy, people=tuple(changed))


# -- before it goes out -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "投诉：K12 路公交今天晚点，梁波开得飞快",
        "投诉：K12 路公交晚点，这事都是梁波经手的，押金没退",
        "投诉：公交晚点。那天当班的是梁 波",
        "投诉 K12 路公交晚点，梁師傅乱收费",
        "公交晚点我找梁波，梁波挂我电话",
    ],
)
def test_whoever_a_complaint_names_never_gets_it(text: str):
    case = Case()
    case.customer(text)
    assert (case.complaint.handler, case.complaint.kept_out) == (BUS_HEAD, (BUS,))
    assert names(m for m in case.last.messages if m.to.mail == BUS_HEAD)[:1] == ["assignment"]
    case.wind("2026-03-12 09:00")
    assert read_by(case, BUS) == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("投诉公交司机：Leung Bor 推了我", {"also_called": ("Leung Bor",)}),
        ("公交晚点，工号 8816 的司机骂我", {"number": "8816"}),
        ("公交晚点，公交公司的值班站长把我轰出来", {"title": "值班站长"}),
        ("公交晚点，值班站长让我自己想办法", {"title": "值班站长"}),
    ],
)
def test_a_number_a_title_and_another_spelling_name_somebody_as_well(text: str, known: dict[str, object]):
    case = Case(policy_with(**known))
    case.customer(text)
    assert case.complaint.kept_out == (BUS,)
    case = Case()
    case.customer(text)
    assert case.complaint.kept_out == ()


@pytest.mark.parametrize(
    "text",
    [
        "梁波您好：K12 路公交又晚点了",
        "感谢梁波帮我找到座位，但 K12 路公交还是晚点",
        "K12 路公交晚点，这不怪梁波",
        "请转梁波：K12 路公交晚点",
        "K12 路公交晚点四十分钟。\n此致\n敬礼\n梁波",
    ],
)
def test_whoever_is_only_greeted_thanked_excused_or_signs_handles_it_as_ever(text: str):
    case = Case()
    case.customer(text)
    assert (case.complaint.handler, case.complaint.kept_out, read_by(case, BUS)) == (BUS, (), ["assignment"])


def test_where_it_is_doubtful_the_desk_is_asked_before_anybody_has_it():
    case = Case()
    case.customer(DOUBTFUL)
    (asked,) = case.sent("information")
    reason = asked.extra["reason"]
    assert isinstance(reason, Said)
    assert (asked.to.mail, reason.code, asked.extra["commands"]) == (DESK, "whom_before", ["about"])
    assert "#被投诉人 不是姓名" in worded(reason, case.policy, "zh-CN")
    assert (case.complaint.awaiting, case.sent("assignment")) == (("referred",), [])
    assert {m.to.mail for m in case.last.messages} == {DESK, "zhang@customer.example"}
    assert case.complaint.open_task("whom").assignee == DESK


def test_a_desk_that_does_not_say_is_chased_and_its_head_hears():
    case = Case()
    case.customer(DOUBTFUL)
    late = [(m.name, m.to.mail) for m in case.wind("2026-03-06 09:00") if m.extra.get("clock") == "task:whom"]
    assert late[:2] == [("chase", DESK), ("escalation", DESK_HEAD)]
    assert (read_by(case, BUS), case.complaint.moment("referred")) == ([], None)


@pytest.mark.parametrize(
    "order", ["#被投诉人 不是梁波", "#被投诉人 无", "#被投訴人 不是 梁波", "#about not liang.bo@lc-transport.example"]
)
def test_whoever_is_cleared_gets_it_then(order: str):
    case = Case()
    case.customer(DOUBTFUL)
    case.staff(DESK, order)
    assert (case.complaint.handler, case.complaint.supervisor, case.complaint.kept_out) == (BUS, BUS_HEAD, ())
    assert [m.to.mail for m in case.sent("assignment")] == [BUS]
    assert (case.complaint.open_task("whom"), case.lines.count("not_about")) == (None, 1)
    case.staff(BUS, ANSWER)
    assert case.complaint.status == "answered", case.problems


def test_whoever_the_desk_names_stays_out_and_others_have_it():
    case = Case()
    case.customer(DOUBTFUL)
    case.staff(DESK, "#被投诉人 梁波")
    assert "不再看到本件" in case.changes
    assert [m.to.mail for m in case.sent("assignment")] == [BUS_HEAD]
    assert ("about" in case.lines, read_by(case, BUS)) == (True, [])


def test_a_unit_that_does_not_have_the_doubtful_one_may_have_it_at_once():
    case = Case()
    case.customer(DOUBTFUL)
    case.staff(DESK, "#转办 货运公司")
    assert case.complaint.moment("referred") is not None, case.problems
    assert case.complaint.open_task("whom") is None


# -- after it went out --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("channel", ["mail", "sms"])
def test_a_handler_who_is_accused_later_never_reads_it(channel: Channel):
    case = Case()
    who = (
        Complainant(name="张明", phone="+8613912345678") if channel == "sms" else Complainant(mail="z@customer.example")
    )
    case.customer("投诉：K12 路公交晚点四十分钟", who=who, channel=channel)
    case.customer("补充：梁波刚才打电话骂我", "2026-03-02 10:00", who=who, channel=channel)
    assert {m.name: m.to.mail for m in case.last.messages if m.name in ("customer_added", "assignment")} == {
        "customer_added": BUS_HEAD,
        "assignment": BUS_HEAD,
    }
    case.wind("2026-03-12 09:00")
    assert read_by(case, BUS) == ["assignment"]


def test_a_text_that_a_customer_passes_on_accuses_as_their_own_words_do():
    case = Case()
    case.customer("投诉：K12 路公交晚点\n\n---------- 转发的邮件 ----------\n发件人：我爱人\n梁波今天推了我一把")
    assert case.complaint.kept_out == (BUS,)


@pytest.mark.parametrize("text", ["梁波说下周给答复", "我和梁波通过电话了", "梁波您好，什么时候有结果？"])
def test_a_customer_who_writes_of_the_handler_as_such_takes_nothing_from_them(text: str):
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer(text, "2026-03-02 10:00")
    assert (case.complaint.handler, case.sent("information")) == (BUS, [])


def test_whoever_has_it_keeps_it_until_the_desk_has_said_so():
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer("这个梁波我认识，他是七队的", "2026-03-02 10:00")
    (asked,) = case.sent("information")
    reason = asked.extra["reason"]
    assert isinstance(reason, Said)
    assert (case.complaint.handler, asked.to.mail, reason.code) == (BUS, DESK, "whom_meanwhile")
    case.staff(DESK, "#被投诉人 梁波", "2026-03-02 10:30")
    assert case.complaint.handler == BUS_HEAD


PERHAPS_ABOUT_THEM = [
    "办这件事的梁波收了他的钱",
    "梁波跟那个司机是老乡，能不能换个人办",
    "Liang Bo plays cards with the driver, let somebody else look at it",
    "聽說梁波是他表哥",
    "梁波心里有鬼，你们查查",
]


def with_more(words: str) -> Case:
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer(words, "2026-03-02 10:00")
    return case


def said_to(case: Case, mail: str) -> list[object]:
    return [m.extra["text"] for m in case.last.messages if m.to.mail == mail and "text" in m.extra]


@pytest.mark.parametrize("words", PERHAPS_ABOUT_THEM)
def test_what_may_be_about_the_handler_is_read_by_the_desk_alone_until_it_has_said_so(words: str):
    case = with_more(words)
    assert (case.complaint.handler, said_to(case, BUS), said_to(case, DESK)) == (BUS, [], [words])
    seen = [view(case.complaint, case.policy, "zh-CN", case.now, reader).history for reader in (BUS, DESK)]
    assert [any(words in line.text for line in lines) for lines in seen] == [False, True]


def test_what_is_added_while_the_desk_is_asked_about_the_handler_waits_with_it():
    case = with_more(PERHAPS_ABOUT_THEM[0])
    case.customer("他们一起吃饭我看见的", "2026-03-02 10:20")
    assert (said_to(case, BUS), said_to(case, DESK)) == ([], ["他们一起吃饭我看见的"])


def test_whom_the_desk_clears_reads_what_was_kept_back_once():
    case = with_more(PERHAPS_ABOUT_THEM[0])
    case.customer("他们一起吃饭我看见的", "2026-03-02 10:20")
    case.staff(DESK, "#被投诉人 不是梁波", "2026-03-02 10:30")
    assert said_to(case, BUS) == [f"{PERHAPS_ABOUT_THEM[0]}\n他们一起吃饭我看见的"]
    assert any(
        PERHAPS_ABOUT_THEM[0] in e.text for e in view(case.complaint, case.policy, "zh-CN", case.now, BUS).history
    )
    case.customer("车号是鲁P12345", "2026-03-02 11:00")
    assert said_to(case, BUS) == ["车号是鲁P12345"]


def test_whoever_takes_it_over_reads_what_was_kept_from_the_one_it_is_about():
    case = with_more(PERHAPS_ABOUT_THEM[1])
    case.staff(DESK, "#被投诉人 梁波", "2026-03-02 10:30")
    assert (said_to(case, BUS), said_to(case, BUS_HEAD)) == ([], [PERHAPS_ABOUT_THEM[1]])


def test_a_file_that_came_with_what_may_be_about_the_handler_is_not_theirs_to_open():
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer(PERHAPS_ABOUT_THEM[0], "2026-03-02 10:00", evidence=(file("转账.jpg"),))
    assert case.complaint is not None
    (kept,) = case.complaint.evidence
    case.complaint = msgspec.structs.replace(
        case.complaint,
        additions=tuple(msgspec.structs.replace(a, raw="raw/2") for a in case.complaint.additions),
    )
    kept = msgspec.structs.replace(kept, raw="raw/2")
    assert [may_read_file(reader, kept, case.complaint, case.policy) for reader in (BUS, DESK)] == [False, True]


def test_whom_the_desk_names_after_the_assignment_orders_approves_and_hears_nothing_more():
    case = Case(office(PLAN))
    case.customer("your service is slow")
    case.staff(OFFICE_DESK, "#about Hans")
    assert (case.complaint.handler, case.complaint.kept_out) == (SARA, (HANS,))
    no_entry = "your role on this complaint does not allow #{}\nSara handles this complaint now"
    for order, heard in (
        *(("#resolve all is well", no_entry.format("resolve")), ("#about nobody", no_entry.format("about"))),
        *(("#note I was not there", "added to the record"), ("I was not there", "added to the record\nSara handles")),
    ):
        before = case.complaint
        case.staff(HANS, order)
        assert heard in f"{case.changes}\n{case.problems}"
        assert {m.name for m in case.last.messages} == {"receipt"}
        assert (case.complaint.outcome, case.complaint.kept_out, case.complaint.tasks) == ("", (HANS,), before.tasks)
    assert case.complaint is not None
    assert people.roles_of(HANS, case.complaint, case.policy, case.now) == frozenset()
    case.wind("2026-03-20 09:00")
    assert read_by(case, HANS) == ["assignment"]


def test_who_is_cleared_after_the_assignment_has_it_again_and_the_other_hears_so():
    case = Case(office())
    case.customer("your service is slow")
    case.staff(OFFICE_DESK, "#about Hans")
    case.staff(OFFICE_DESK, "#about not Hans")
    assert (case.complaint.handler, case.complaint.supervisor) == (HANS, SARA)
    assert [m.to.mail for m in case.sent("assignment")] == [HANS]
    assert [m.to.mail for m in case.sent("information")] == [SARA]


def test_a_leader_whom_the_desk_names_hears_no_more_of_what_they_had_instructed():
    case = Case(office())
    case.customer("your service is slow")
    case.staff(SARA, "Please call the customer today and apologise.")
    case.staff(OFFICE_DESK, "#about Sara")
    case.staff(HANS, "#note I have called the customer and apologised.")
    assert [m.name for m in case.last.messages if m.to.mail == SARA] == []


def test_what_a_unit_was_given_by_hand_stays_there_when_somebody_is_cleared():
    case = Case(office())
    case.customer("your service is slow")
    case.staff(OFFICE_DESK, "#about Hans")
    case.staff(OFFICE_DESK, "#transfer Otto")
    handler = case.complaint.handler
    case.staff(OFFICE_DESK, "#about nobody")
    assert case.complaint.handler == handler


@pytest.mark.parametrize(
    "words", ["梁波今早推了我一下", "你们的梁波昨天踹了乘客一脚", "梁波给了我一耳光", "梁波朝我吐口水"]
)
def test_whoever_is_said_to_have_laid_hands_on_somebody_loses_the_complaint_that_they_have(words: str):
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer(words, "2026-03-02 10:00")
    assert (case.complaint.handler, case.complaint.kept_out) == (BUS_HEAD, (BUS,))
    assert BUS not in [m.to.mail for m in case.last.messages]


def test_whoever_was_cleared_and_is_accused_anew_is_out_again():
    case = Case()
    case.customer(DOUBTFUL)
    case.staff(DESK, "#被投诉人 不是梁波")
    case.customer("梁波今天当面骂我", "2026-03-02 11:00")
    assert (case.complaint.handler, case.complaint.kept_out) == (BUS_HEAD, (BUS,))


def test_an_accusation_is_not_outlived_by_many_later_words():
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.customer("梁波刚才打电话骂我", "2026-03-02 10:00")
    for hour in (11, 12, 13):
        case.customer(f"{hour} 点补充：" + "车上很挤，空调也不凉。" * 400, f"2026-03-02 {hour}:00")
    assert "骂我" not in case.complaint.later_words
    assert case.complaint.kept_out == (BUS,)


@pytest.mark.parametrize(
    ("by", "order", "refused"),
    [
        (BUS, "#被投诉人 无", "身份"),
        (BUS_DIRECTOR, "#被投诉人 无", "身份"),
        (DESK, "#被投诉人", "#被投诉人"),
        (DESK, "#被投诉人 张三丰", "张三丰"),
        (DESK, "#被投诉人 梁波、张三丰", "张三丰"),
    ],
)
def test_only_the_desk_says_so_and_only_of_whom_the_directory_knows(by: str, order: str, refused: str):
    case = Case()
    case.customer("投诉：K12 路公交晚点四十分钟")
    case.staff(by, order)
    assert refused in case.problems
    assert (case.complaint.named, case.complaint.cleared) == ((), ())


# -- units ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "approver"), [("I complain about Service, it is rude", "dirk"), ("your service is slow", "sara")]
)
def test_of_a_complaint_about_a_unit_its_staff_answer_and_its_head_decides_nothing(text: str, approver: str):
    case = Case(office(PLAN))
    case.customer("your service is slow")
    if approver == "dirk":
        case.staff(OFFICE_DESK, "#about Service")
    assert case.complaint.handler == HANS
    case.staff(HANS, "#resolve We were slow and are sorry")
    (asked,) = case.sent("approval")
    assert asked.to.mail == f"{approver}@office.example", text


# -- lists and reports ----------------------------------------------------------------------------------------------------------


def test_the_register_shows_whoever_it_is_about_no_line_of_it():
    case = Case()
    case.customer("投诉：K12 路公交晚点，梁波骂人")
    assert case.complaint is not None
    line = row(case.complaint)
    lines = Lines(case.policy, case.complaint.moments[0].at)
    assert lines.of(BUS, [line]) == lines.of(BUS, [line], with_people=True) == []
    assert lines.of(BUS_HEAD, [line]) == [line]


@pytest.mark.parametrize(
    "words",
    [
        "It was Liang Bo who did it", "My complaint is about Liang Bo", "我说的那个人就是梁波", "我投诉的正是梁波本人", "那位司机叫梁波",
    ],
)  # fmt: skip
def test_a_handler_who_is_pointed_out_in_an_addition_gets_nothing_of_it(words: str):
    case = Case()
    case.customer("公交晚点，司机骂人，我要投诉")
    assert case.complaint.handler == BUS
    case.customer(words, "2026-03-02 14:00")
    assert not [m for m in case.last.messages if m.to.mail == BUS and words in str(m)]
    assert BUS in case.complaint.kept_out


COUNTED = """
[[field]]
name = "whom"
means = "complained_of"
labels = { en = "Whom" }

[[rule]]
group = "again"
when = [{ count = { of = "whom", at_least = 2 } }]
then = { tell = ["legal"] }

[[task]]
name = "answer"
for = "handler"
opens = "referred"
command = "resolve"
form = ["whom", "facts"]
"""
UNCOUNTED = COUNTED.replace('count = { of = "whom", at_least = 2 }', 'whom = "nobody"')


def whom(case: Case) -> str:
    assert case.complaint is not None
    return case.complaint.fields.get("whom", "")


def test_who_is_plainly_complained_of_counts_before_anybody_has_written_it():
    case = Case(office(COUNTED))
    case.customer("complaint about poor service: Otto was rude and shouted at me")
    assert whom(case) == "Otto"
    complaint = case.complaint
    assert complaint is not None
    by_hand = msgspec.structs.replace(complaint, fields={"whom": "OTTO"})
    assert counted_key(complaint, "whom") == counted_key(by_hand, "whom") != ""


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (UNCOUNTED, "Otto was rude and shouted at me"),  # a line that means more than whom the customer accuses
        (
            COUNTED,
            "Otto and Lena were rude. Otto shouted at me, Lena insulted me",
        ),  # of two, whoever handles it says which
        (COUNTED, "thanks to Otto, who was very kind; the bus was late"),
    ],
)
def test_nobody_is_counted_who_is_not_the_one_that_is_meant(policy: str, words: str):
    case = Case(office(policy))
    case.customer(f"poor service. {words}")
    assert whom(case) == ""


def test_whom_the_desk_clears_counts_no_more_and_whom_it_names_does():
    case = Case(office(COUNTED))
    case.customer("poor service: Otto was rude and shouted at me")
    case.staff(OFFICE_DESK, "#about not Otto")
    assert whom(case) == ""
    case.staff(OFFICE_DESK, "#about Lena")
    assert whom(case) == "Lena"


def test_what_somebody_has_written_of_whom_it_is_about_stands():
    case = Case(office(COUNTED))
    case.customer("poor service: Otto was rude and shouted at me")
    case.staff(HANS, "#note it was Lena\nWhom: Lena")
    assert whom(case) == "Lena"
