"""A colleague complains as a customer: others handle, approve and judge it, and they hear of it as customers do."""

import tomllib
from collections.abc import Iterator

import pytest

from chalicelib.core.complaint.model import Complainant
from chalicelib.core.people import people
from chalicelib.core.policy_reading import read_policy
from sandbox import Sandbox
from sandbox.staff import reply
from tests.core.handling.playing import DIRK, DORA, HANS, LENA, OFFICE, OFFICE_DESK, OTTO, SARA, office, referred
from tests.core.handling.test_plain_words import APPROVED
from tests.stories.acts import ANSWER, HANDLER, HEAD, RUDE, complain, last, newest, says, to


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T09:00+08:00") as opened:
        yield opened


def test_a_handlers_own_complaint_is_handled_by_their_head_and_told_them_as_to_any_customer(box: Sandbox) -> None:
    assert complain(box, RUDE, sender=HANDLER)["handler"] == HEAD
    box.wind(minutes=2)
    (acknowledged,) = to(box, HANDLER)
    assert "董成伟" in acknowledged.text
    box.email(reply(acknowledged, "补充：检票员的工号是12号", sender=HANDLER))
    assert [each["text"] for each in newest(box)["additions"]] == ["补充：检票员的工号是12号"]
    box.wind(minutes=2)
    says(box, HEAD, ANSWER, "请办理")
    box.wind(minutes=2)
    assert newest(box)["status"] == "answered"
    box.email(reply(last(box, HANDLER), "不满意，请重新处理", sender=HANDLER))
    assert newest(box)["status"] == "open"


def test_what_they_order_in_their_own_complaint_is_refused(box: Sandbox) -> None:
    complain(box, RUDE, sender=HANDLER)
    box.wind(minutes=2)
    receipt = says(box, HANDLER, ANSWER)
    assert newest(box)["status"] == "open"
    assert "董成伟" in receipt.text


def test_an_answer_to_a_head_waits_for_the_consent_of_somebody_else() -> None:
    case = referred(office(APPROVED), text="your service is slow", who=Complainant(mail=SARA))
    case.staff(HANS, "#resolve We have repaired it", "2026-03-02 10:00")
    assert [m.to.mail for m in case.sent("approval")] == [DIRK]
    case.staff(SARA, "#approve", "2026-03-02 10:10")
    assert case.complaint.status == "open"
    assert {m.to.role for m in case.messages if m.to.mail == SARA and m.name != "receipt"} == {"customer"}
    case.staff(DIRK, "approved", "2026-03-02 10:20")
    assert [m.to.mail for m in case.sent("outcome")] == [SARA]


def test_where_nobody_else_is_above_the_desk_consents_and_the_case_goes_on() -> None:
    small = "\n".join(
        line for line in OFFICE.splitlines() if not any(f'mail = "{mail}"' in line for mail in (HANS, DIRK, OTTO, LENA))
    )
    small = small.replace('name = "Sara",', 'name = "Sara", roles = ["legal"],')
    for mail in (HANS, DIRK, OTTO):
        small = small.replace(mail, DORA)
    case = referred(
        read_policy(tomllib.loads(small + APPROVED), "small.toml"),
        text="your service is slow",
        who=Complainant(mail=DORA),
    )
    assert (case.complaint.status, case.complaint.handler) == ("open", SARA)
    case.staff(SARA, "#resolve We have repaired it", "2026-03-02 10:00")
    assert [m.to.mail for m in case.sent("approval")] == [OFFICE_DESK]
    case.staff(OFFICE_DESK, "#approve", "2026-03-02 10:20")
    assert [m.to.mail for m in case.sent("outcome")] == [DORA]


@pytest.mark.parametrize(
    ("who", "own"),
    [
        (Complainant(mail=HANS), True),
        (Complainant(phone="+8613800001003"), True),
        (Complainant(mail="zhang@customer.example", phone="+8613800001003"), False),
        (Complainant(mail=OFFICE_DESK), False),
        (Complainant(), False),
    ],
)
def test_only_whoever_complains_is_kept_out_of_it(who: Complainant, own: bool) -> None:
    case = referred(office(), text="your service is slow", who=who)
    assert case.complaint is not None
    assert (case.complaint.handler == SARA) is own
    assert people.complained_of(HANS, case.complaint, case.policy) is own
    assert not people.complained_of(SARA, case.complaint, case.policy)
