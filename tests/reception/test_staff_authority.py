"""A staff update needs all of: exactly one From that is theirs, DMARC PASS, no automatic mail, a place in the directory, and nobody
else's token. One false at a time, and nothing happens but a word to the person bound.
"""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.core.complaint.facts import CustomerWrote, MachineWrote, StaffWrote
from chalicelib.core.people.tokens import PURPOSES, Purpose, Token, mint
from chalicelib.reception.matching import token_in
from sandbox.staff import compose
from tests.reception.scenes import (
    CASE,
    CUSTOMER,
    HANDLER,
    HEAD,
    KEYS,
    NOW,
    OFFICE,
    ORDER,
    POLICY,
    STRANGER,
    address_of,
    arrival,
    token_of,
    verdict,
    without,
)


def test_with_every_condition_met_the_order_is_the_persons_own():
    seen = verdict(arrival(), token_of(HANDLER))
    assert (seen.action, seen.stored) == ("staff", CASE)
    assert isinstance(seen.fact, StaffWrote)
    assert (seen.fact.by, [c.name for c in seen.fact.commands]) == (HANDLER, ["resolve"])


@pytest.mark.parametrize("dmarc", ["FAIL", "PROCESSING_FAILED", "", "pass ", "DISABLED"])
def test_without_dmarc_pass_the_mail_is_held_and_the_bound_person_told(dmarc: str):
    seen = verdict(arrival(dmarc=dmarc), token_of(HANDLER))
    assert (seen.action, seen.reason, seen.person, seen.fact) == ("hold", "dmarc", HANDLER, None)


def test_a_domain_that_vouches_for_nobody_makes_the_order_wait_for_a_confirmation():
    seen = verdict(arrival(dmarc="GRAY"), token_of(HANDLER))
    assert (seen.action, seen.person) == ("confirm", HANDLER)
    assert isinstance(seen.fact, StaffWrote)


@pytest.mark.parametrize("sender", [STRANGER, CUSTOMER, HEAD, POLICY.directory.desk, f"{HANDLER}.evil.example"])
def test_a_token_in_other_hands_is_held_and_its_owner_told(sender: str):
    seen = verdict(arrival(sender), token_of(HANDLER))
    assert (seen.action, seen.reason, seen.person, seen.fact) == ("hold", "sender", HANDLER, None)


@pytest.mark.parametrize(
    "sender",
    [f"{HANDLER}, {STRANGER}", f'"{HANDLER}" <{STRANGER}>', f"{HANDLER} <{STRANGER}>"],
    ids=["two", "quoted", "name"],
)
def test_anything_but_one_address_that_is_theirs_is_not_staff(sender: str):
    raw = compose(STRANGER, OFFICE, "Re: [LC20260302-0001]", ORDER, headers={"From": sender})
    assert verdict(arrival(raw=raw), token_of(HANDLER)).action == "hold"


def test_two_from_headers_are_not_staff():
    raw = f"From: {STRANGER}\r\n".encode() + compose(HANDLER, OFFICE, "Re: [LC20260302-0001]", ORDER)
    seen = verdict(arrival(raw=raw), token_of(HANDLER))
    assert (seen.action, seen.person) == ("hold", HANDLER)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"X-Autoreply": "yes"},
        {"Precedence": "auto_reply"},
    ],
)
def test_automatic_mail_orders_nothing_and_is_only_filed(headers: dict[str, str]):
    seen = verdict(arrival(headers=headers), token_of(HANDLER))
    assert seen.action == "decide"
    assert isinstance(seen.fact, MachineWrote)


@pytest.mark.parametrize("token", [token_of(HANDLER), None])
def test_what_a_list_passes_on_orders_nothing_and_its_supposed_writer_is_told(token: Token | None):
    seen = verdict(arrival(headers={"List-Id": "<all@lc-transport.example>"}), token)
    assert (seen.action, seen.reason, seen.person, seen.fact) == ("hold", "sender", HANDLER, None)


def test_an_out_of_office_known_by_its_subject_alone_is_only_filed():
    away = arrival(text="我在休假，3月9日回来。", subject="自动回复: [LC20260302-0001] 请办理")
    assert isinstance(verdict(away, token_of(HANDLER)).fact, MachineWrote)


LONG = "处理情况如下。" * 9_000  # 63,000 characters


@pytest.mark.parametrize(
    ("text", "names"),
    [(f"{ORDER}{LONG}", ["resolve"]), (f"#备注 在查\n{LONG}\n{ORDER}", ["note"]), (f"{LONG}\n{ORDER}", [])],
)
def test_whoever_orders_more_than_is_read_hears_where_reading_ended(text: str, names: list[str]):
    fact = verdict(arrival(text=text), token_of(HANDLER)).fact
    assert isinstance(fact, StaffWrote)
    assert [command.name for command in fact.commands] == names
    assert [(said.code, said.values["count"]) for said in fact.problems] == [("orders_unread", 50_000)]


@pytest.mark.parametrize("text", [LONG, f"{ORDER}\n\n{' ' * 60_000}"])
def test_whoever_orders_nothing_beyond_it_hears_nothing_of_it(text: str):
    fact = verdict(arrival(text=text), token_of(HANDLER)).fact
    assert isinstance(fact, StaffWrote)
    assert fact.problems == ()


def test_a_request_for_leave_is_no_out_of_office():
    leave = arrival(text="#请假 2026-03-02 至 2026-03-06 董成伟", subject="休假")
    seen = verdict(leave, token_of(HANDLER))
    assert isinstance(seen.fact, StaffWrote)
    assert seen.fact.commands[0].name == "absent"


def test_whoever_has_left_the_directory_orders_nothing_and_the_desk_is_told():
    seen = verdict(arrival(), token_of(HANDLER), policy=without(HANDLER))
    assert (seen.action, seen.reason, seen.person) == ("hold", "directory", POLICY.directory.desk)


def test_a_fresh_mail_that_names_the_complaint_orders_as_a_reply_does():
    seen = verdict(arrival(), None)
    assert (seen.action, seen.stored, seen.person) == ("staff", CASE, HANDLER)
    assert isinstance(seen.fact, StaffWrote)
    assert [c.name for c in seen.fact.commands] == ["resolve"]


@pytest.mark.parametrize(
    ("dmarc", "action"), [("FAIL", "hold"), ("PROCESSING_FAILED", "hold"), ("", "hold"), ("GRAY", "confirm")]
)
def test_a_fresh_mail_for_which_no_domain_vouches_orders_nothing(dmarc: str, action: str):
    assert verdict(arrival(dmarc=dmarc), None).action == action


@pytest.mark.parametrize("sender", [f"{HANDLER}, {STRANGER}", f'"{HANDLER}" <{STRANGER}>', f"{HANDLER} <{STRANGER}>"])
def test_a_fresh_mail_whose_sender_can_be_read_in_two_ways_orders_nothing(sender: str):
    raw = compose(STRANGER, OFFICE, "Re: [LC20260302-0001]", ORDER, headers={"From": sender})
    assert not isinstance(verdict(arrival(raw=raw), None).fact, StaffWrote)


@pytest.mark.parametrize(
    "text",
    [
        "LC20260302-0001\n#结果 已道歉",
        "关于 lc20260302-0001：\n\n#结果 已道歉",
        "#LC20260302-0001\n#结果 已道歉",
        "#结果 LC20260302-0001 已道歉",
    ],
)
def test_the_number_may_stand_in_the_words(text: str):
    seen = verdict(arrival(text=text, subject="答复"), None, stored=None)
    assert isinstance(seen.fact, StaffWrote)
    assert [(c.name, c.number, c.words) for c in seen.fact.commands] == [("resolve", "LC20260302-0001", "已道歉")]


@pytest.mark.parametrize("text", ["LC20260302-0001 和 LC20260302-0002\n#结果 已道歉", "#结果 已道歉"])
def test_where_two_are_named_or_none_the_order_has_no_number(text: str):
    seen = verdict(arrival(text=text, subject="答复"), None, stored=None)
    assert isinstance(seen.fact, StaffWrote)
    assert [c.number for c in seen.fact.commands] == [""]


@pytest.mark.parametrize("order", ["#请假 2026-03-02 至 2026-03-06 董成伟", "#销假", "#清单"])
def test_what_needs_no_complaint_needs_no_number(order: str):
    seen = verdict(arrival(text=order, subject="休假"), None, stored=None)
    assert (seen.action, seen.stored) == ("staff", None)


def test_plain_words_of_somebody_who_has_a_part_in_the_complaint_are_theirs():
    seen = verdict(arrival(HANDLER, "客户已接受道歉", subject="LC20260302-0001"), None)
    assert (seen.action, seen.stored) == ("staff", CASE)
    assert isinstance(seen.fact, StaffWrote)
    elsewhere = verdict(arrival("wu.haitao@lc-transport.example", "我也要投诉", subject="LC20260302-0001"), None)
    assert isinstance(elsewhere.fact, CustomerWrote)
    forged = verdict(arrival(HANDLER, "同意", subject="LC20260302-0001", dmarc="FAIL"), None)
    assert isinstance(forged.fact, CustomerWrote)


@pytest.mark.parametrize("dmarc", ["FAIL", "PROCESSING_FAILED", ""])
def test_a_forged_staff_address_opens_no_complaint_and_registers_none(dmarc: str):
    seen = verdict(arrival(text="#登记\n电话：13505350002\n内容：不停站", dmarc=dmarc), None, stored=None)
    assert (seen.action, seen.person, seen.fact) == ("hold", HANDLER, None)


def test_registering_needs_no_token():
    seen = verdict(arrival(text="#登记\n电话：13505350002\n内容：不停站"), None, stored=None)
    assert seen.action == "staff"


def test_a_further_address_of_the_person_is_theirs():
    handler = POLICY.directory.person(HANDLER)
    assert handler is not None
    for address in handler.addresses:
        assert verdict(arrival(address), token_of(HANDLER)).action == "staff"


# -- what is no order ----------------------------------------------------------------------------------------------------------


def test_a_command_below_the_quote_orders_nothing():
    text = f"收到，谢谢。\n\n在 2026年3月2日 09:00，complaints@lc.example 写道：\n\n> {ORDER}\n{ORDER}"
    seen = verdict(arrival(text=text), token_of(HANDLER))
    assert isinstance(seen.fact, StaffWrote)
    assert seen.fact.commands == ()


def test_a_command_in_an_attached_mail_orders_nothing():
    inner = compose(HANDLER, OFFICE, "Re: [LC20260302-0001]", ORDER)
    come = arrival(text="转给你们看一下", attachments=[("原件.eml", "application/octet-stream", inner)])
    seen = verdict(come, token_of(HANDLER))
    assert isinstance(seen.fact, StaffWrote)
    assert seen.fact.commands == ()


def test_a_command_in_a_forwarded_mail_orders_nothing():
    text = f"请看下面\n\n---------- Forwarded message ---------\nFrom: 郭平 <{HANDLER}>\nDate: Mon, 2 Mar 2026\nSubject: x\nTo: <y@z.example>\n\n{ORDER}"
    seen = verdict(arrival(text=text, subject="Fwd: 处理"), token_of(HANDLER))
    assert not isinstance(seen.fact, StaffWrote) or seen.fact.commands == ()


# -- tokens ----------------------------------------------------------------------------------------------------------------------


def test_a_token_may_come_back_in_capitals():
    address = address_of(HANDLER)
    local, _, domain = address.partition("@")
    assert token_in((f"{local.upper()}@{domain}",), KEYS, NOW) == token_of(HANDLER)


def test_a_changed_token_is_none():
    address = address_of(HANDLER)
    position = address.index("+") + 30
    changed = address[:position] + ("a" if address[position] != "a" else "b") + address[position + 1 :]
    assert token_in((changed,), KEYS, NOW) is None


def test_a_token_ends():
    assert token_in((address_of(HANDLER, days=5),), KEYS, NOW + timedelta(days=5, seconds=1)) is None


@pytest.mark.parametrize("purpose", sorted({*PURPOSES} - {"reply"}))
def test_a_token_of_another_purpose_in_the_address_gives_no_authority(purpose: Purpose):
    local, _, domain = OFFICE.partition("@")
    about = "" if purpose == "reports" else token_of(HANDLER).complaint
    token = msgspec.structs.replace(token_of(HANDLER), purpose=purpose, complaint=about)
    assert token_in((f"{local}+{mint(token, KEYS)}@{domain}",), KEYS, NOW, HANDLER) is None


def test_of_several_tokens_the_senders_own_counts():
    recipients = (address_of(HEAD), address_of(HANDLER))
    found = token_in(recipients, KEYS, NOW, HANDLER)
    assert found == token_of(HANDLER)
    assert token_in(recipients, KEYS, NOW, STRANGER) == token_of(HEAD)


# -- claims that are the sender's to write -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"Authentication-Results": "amazonses.com; dmarc=pass header.from=lc-transport.example"},
        {"X-SES-Spam-Verdict": "PASS", "X-SES-DMARC-Verdict": "PASS"},
        {"X-Redress-Person": HANDLER, "X-Redress-Complaint": CASE.complaint.id},
    ],
)
def test_headers_that_claim_a_verdict_change_none(headers: dict[str, str]):
    seen = verdict(arrival(headers=headers, dmarc="FAIL"), token_of(HANDLER))
    assert (seen.action, seen.reason) == ("hold", "dmarc")


# -- complainants -----------------------------------------------------------------------------------------------------------------


def test_the_complainant_adds_to_the_complaint():
    seen = verdict(arrival(CUSTOMER, "司机工号 0312"), token_of(CUSTOMER))
    assert seen.stored == CASE
    assert isinstance(seen.fact, CustomerWrote)


@pytest.mark.parametrize("token", [None, token_of(CUSTOMER)], ids=["number", "token"])
def test_a_stranger_who_knows_number_or_token_opens_a_linked_complaint(token: object):
    seen = verdict(arrival(STRANGER, "我也要投诉"), token)  # type: ignore[arg-type]
    assert (seen.action, seen.stored, seen.related) == ("decide", None, (CASE.complaint.id,))


def test_a_complainants_address_that_was_forged_does_not_add_without_their_token():
    assert verdict(arrival(CUSTOMER, "撤诉", dmarc="FAIL"), None).stored is None
    assert verdict(arrival(CUSTOMER, "补充", dmarc="FAIL"), token_of(CUSTOMER)).stored == CASE
    assert verdict(arrival(CUSTOMER, "补充", dmarc="GRAY"), None).stored == CASE


def test_a_customers_words_order_nothing():
    seen = verdict(arrival(CUSTOMER, "#结案 已解决"), token_of(CUSTOMER))
    assert isinstance(seen.fact, CustomerWrote)


# -- our own mail ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [{"X-Redress-Loop": OFFICE}, {"X-Redress-Loop": OFFICE.upper()}])
def test_our_own_mail_is_known_by_its_loop_header(mark: dict[str, str]):
    assert verdict(arrival(STRANGER, "自动", headers=mark), None).action == "ignore"


def test_our_own_mail_is_known_by_the_reply_address_in_from():
    assert verdict(arrival("complaints+abc@lc.example", "您好"), None).action == "ignore"


def test_another_offices_loop_header_is_not_ours():
    seen = verdict(arrival(STRANGER, "投诉", headers={"X-Redress-Loop": "complaints@other.example"}), None)
    assert seen.action == "decide"
