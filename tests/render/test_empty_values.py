"""Values of own words that may be empty: what `check` says is always there is there, in messages as they go out."""

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.model import Complainant, Complaint
from chalicelib.core.policy.model import Policy
from chalicelib.render import template_context
from chalicelib.render.empty_values import SURE, perhaps_empty
from chalicelib.render.own_words import TRIAL
from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, DESK, DESK_HEAD, Case, office, transport

NAMELESS = Complainant(phone="+8613800001111", language="zh-CN")


def own(words: dict[str, str], policy: Policy | None = None) -> list[str]:
    worded = {key: {"zh-CN": text} for key, text in words.items()}
    return list(perhaps_empty(msgspec.structs.replace(policy or transport(), words=worded)))


def assigned_by_a_rule() -> Case:
    """From its first word to the last question, with everything that colleagues and the customer write in between."""
    case = Case()
    case.customer(channel="sms", who=NAMELESS)
    case.staff(BUS, "#延期 2026-03-06 17:30 等配件", "2026-03-02 10:00")
    case.staff(BUS_HEAD, "同意", "2026-03-02 10:05")
    case.customer("还有一件事，我保留了车票", "2026-03-02 10:10", channel="sms", who=NAMELESS)
    case.wind("2026-03-03 09:00")
    case.staff(BUS, ANSWER, "2026-03-03 10:00")
    case.customer("请问司机怎么处理的？", "2026-03-03 11:00", channel="sms", who=NAMELESS)
    case.wind("2026-03-05 09:00")
    case.survey(1, "2026-03-05 10:00")
    case.wind("2026-03-09 09:00")
    return case


def assigned_by_nobody() -> Case:
    case = Case()
    case.customer("你们让人失望", who=Complainant(mail="a@home.example", language="zh-CN"))
    case.wind("2026-03-03 18:00")
    case.staff(DESK, "#结果 已当面说明并致歉", "2026-03-04 09:00")
    case.wind("2026-03-06 18:00")
    return case


def found_invalid_by_the_desk() -> Case:
    case = Case()
    case.customer("你们让人失望", who=Complainant(mail="a@home.example", language="zh-CN"))
    case.staff(DESK_HEAD, "#无效 与事实不符", "2026-03-02 15:00")
    case.customer("我不同意", "2026-03-02 16:00", who=Complainant(mail="a@home.example", language="zh-CN"))
    case.wind("2026-03-06 18:00")
    return case


def only_passed_on() -> Case:
    case = Case(office())
    case.customer("an enquiry, please", who=Complainant(mail="a@home.example", language="en"))
    case.wind("2026-03-06 18:00")
    return case


def value_of(name: str, message: Message, complaint: Complaint | None, policy: Policy) -> str:
    context = template_context.of_message(message, complaint, policy, TRIAL)
    for part in name.split("."):
        context = context[part] if isinstance(context, dict) else getattr(context, part)
    return str(context)


@pytest.mark.parametrize("life", [assigned_by_a_rule, assigned_by_nobody, found_invalid_by_the_desk, only_passed_on])
def test_what_is_said_to_be_always_there_is_there_in_every_message_of_a_life(life: type[Case]):
    case, looked_at = life(), 0
    for decision in case.decisions:
        for message in decision.messages:
            for name, (sure, _) in SURE.items():
                if message.name in sure:
                    looked_at += 1
                    assert value_of(name, message, decision.complaint, case.policy), (message.name, name)
    assert looked_at > 5


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("由{{ case.handler }}办理", "case.handler"),
        ("{% if promised %}{{ case.department }}{% endif %}", "case.department"),
        ("{{ case.outcome|upper }}", "case.outcome"),
        ("{% if not due %}{{ to }}{% endif %}", "to"),
        ("{{ x.text or case.subject }}", "case.subject"),
    ],
)
def test_a_value_that_may_be_empty_where_it_stands_is_remarked_with_what_to_write(text: str, value: str):
    (said,) = own({"acknowledgement.body": text})
    assert said.startswith(f'words."acknowledgement.body".zh-CN: "{value}" may be empty there: ')
    assert said.endswith(f"or ask first: {{% if {value} %}} … {{% endif %}}")


@pytest.mark.parametrize(
    "text",
    [
        "{% if case.handler %}由{{ case.handler }}办理{% endif %}",
        "{{ case.handler or org }}",
        "{{ case.handler|default(org) }}",
        "{{ case.handler if case.handler else org }}",
        "{{ case.responsible }}，{{ case.number }}，{{ org }}",
        "{% if case.handler and promised %}{{ case.handler }}，{{ promised }}{% endif %}",
        "{% if x.text %}",
    ],
)
def test_words_that_ask_first_or_name_what_is_always_there_are_left_alone(text: str):
    assert own({"acknowledgement.body": text}) == []


def test_who_has_answered_is_known_in_the_answer_and_not_in_a_message_of_ones_own():
    assert own({"outcome.subject": "{{ case.handler }}答复"}) == []
    assert len(own({"right_of_appeal.body": "{{ case.handler }}答复"})) == 1


def test_what_the_policy_itself_sees_to_is_there():
    bare = msgspec.structs.replace(transport(), stages=())
    assert len(own({"outcome.body": "{{ case.stage }}"}, bare)) == 1
    assert own({"outcome.body": "{{ hotline }}"}) == []
