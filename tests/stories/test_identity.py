"""Who may do what, through the real doors: nothing changes for whoever is not proved to be who they say, and who was
impersonated hears of it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, newest, says, to
from tests.stories.letters import letter

STRANGER = "stranger@example.org"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        complain(opened)
        yield opened


def state(box: Sandbox) -> tuple[list[Any], list[Any]]:
    cases = [c for c in box.complaints() if c["number"]]
    return cases, [box.history(c["number"]) for c in cases]


def nothing_follows(box: Sandbox, raw: bytes, **more: Any) -> list[Any]:
    """The mail changes no complaint; the mails that went out because of it."""
    before, sent = state(box), len(box.mails)
    message_id = box.email(raw, **more)
    assert state(box) == before
    receipts = {item["inbound_id"]: item for item in box._cloud.items("Inbound")}
    assert receipts[message_id]["raw"] == f"raw/{message_id}"  # and is kept
    return box.mails[sent:]


@pytest.mark.parametrize("dmarc", ["FAIL", "PROCESSING_FAILED", "GRAY"])
def test_an_order_that_no_domain_vouches_for_changes_nothing(box: Sandbox, dmarc: str) -> None:
    told = nothing_follows(box, reply(last(box, HANDLER), ANSWER), verdicts={"dmarc": dmarc})
    assert [mail.to for mail in told] == [HANDLER]


def test_a_forwarded_reply_address_changes_nothing_and_its_owner_hears_who_used_it(box: Sandbox) -> None:
    told = nothing_follows(box, reply(last(box, HANDLER), ANSWER, sender=STRANGER))
    assert [mail.to for mail in told] == [HANDLER]
    assert STRANGER in told[0].text
    assert not to(box, STRANGER)


def test_a_customers_reply_to_all_with_the_handlers_address_changes_nothing(box: Sandbox) -> None:
    told = nothing_follows(
        box, reply(last(box, HANDLER), "#结案 已经解决", sender=CUSTOMER, headers={"Cc": box.address})
    )
    assert [mail.to for mail in told] == [HANDLER]


def test_a_token_that_stands_only_in_the_header_is_nobodys_authority(box: Sandbox) -> None:
    box.email(reply(last(box, HANDLER), ANSWER, sender=STRANGER), recipients=[box.address])
    assert box.complaints()[0]["status"] == "open"
    assert not to(box, CUSTOMER, "答复")


def test_out_of_office_of_staff_reaches_no_customer_and_orders_nothing(box: Sandbox) -> None:
    sent = len(box.mails)
    away = reply(last(box, HANDLER), ANSWER, headers={"Auto-Submitted": "auto-replied", "Subject": "自动回复：外出"})
    box.email(away)
    assert len(box.mails) == sent
    assert newest(box)["status"] == "open"
    assert box.history(newest(box)["number"])[-1].what == "automatic_mail"


def test_a_stranger_who_knows_the_number_makes_a_linked_complaint_and_the_desk_is_told(box: Sandbox) -> None:
    first = newest(box)
    box.email(letter(STRANGER, box.address, f"关于{first['number']}", "我也在车上，检票员确实骂人，我要投诉。"))
    second = newest(box)
    assert second["number"] != first["number"]
    assert second["related"] == [first["id"]]
    assert state(box)[0][0] == first
    offer = last(box, box.desk, "可能")
    assert f"#{first['number']}" in offer.text
    assert f"#合并 {second['number']}" in offer.text


@pytest.mark.parametrize("kept", ["ses", "references", "number", "token"])
def test_a_reply_finds_its_complaint_by_whatever_the_program_left(box: Sandbox, kept: str) -> None:
    told = last(box, CUSTOMER)
    ids = {"ses": told.message_id, "references": str(told.headers["References"])}.get(kept)
    headers = {"In-Reply-To": ids if kept == "ses" else None, "References": ids, "Subject": "补充"}
    headers["Subject"] = f"Re: {newest(box)['number']}" if kept == "number" else "补充"
    where = told.reply_to if kept == "token" else box.address
    box.email(reply(told, "补充：工号0312", to=where, headers=headers), recipients=[where])
    assert [c["number"] for c in box.complaints()] == ["LC20260302-0001"]
    assert "0312" in last(box, HANDLER, "补充").text


def test_a_reply_of_which_nothing_is_left_is_offered_to_the_desk_and_never_joined(box: Sandbox) -> None:
    box.email(letter(CUSTOMER, box.address, "补充", "还是那件事，检票员态度恶劣。"))
    assert len([c for c in box.complaints() if c["number"]]) == 2
    assert "LC20260302-0001" in last(box, box.desk, "可能").text


def test_a_blind_copy_is_known_by_its_envelope(box: Sandbox) -> None:
    told = last(box, CUSTOMER)
    raw = reply(
        told,
        "补充：工号0312",
        to="friend@example.org",
        headers={"References": None, "In-Reply-To": None, "Subject": "x"},
    )
    box.email(raw, recipients=[told.reply_to])
    assert len(box.complaints()) == 1


def test_somebody_elses_message_ids_of_our_form_lead_nowhere(box: Sandbox) -> None:
    other = f"<{newest(box)['id']}@elsewhere.example>"
    box.email(compose(CUSTOMER, box.address, "新的事", "另一件事：投诉3路公交车不停站", headers={"References": other}))
    assert len(box.complaints()) == 2


# -- the confirmation where a domain vouches for nobody --------------------------------------------------------------------------


def held_link(box: Sandbox) -> str:
    box.email(reply(last(box, HANDLER), ANSWER), verdicts={"dmarc": "GRAY"})
    found = re.search(r"https?://\S+/k/\S+", last(box, HANDLER).text)
    assert found
    return found.group()


def test_a_held_order_is_carried_out_once_its_bearer_confirms(box: Sandbox) -> None:
    link = held_link(box)
    assert box.get(link).status == 200
    assert newest(box)["status"] == "open"  # looking changes nothing
    for _ in range(2):
        assert box.post(link, {"confirm": "yes"}).status == 200
    assert newest(box)["status"] == "answered"
    assert len(to(box, CUSTOMER)) == 2


def test_a_confirmation_ends_after_three_days(box: Sandbox) -> None:
    link = held_link(box)
    box.wind(days=3, minutes=1)
    before = newest(box)["status"]
    assert box.post(link, {"confirm": "yes"}).status == 410
    assert newest(box)["status"] == before == "open"


def test_a_changed_confirmation_and_another_links_token_confirm_nothing(box: Sandbox) -> None:
    link = held_link(box)
    case = re.search(r"/c/(\w+)", last(box, CUSTOMER).text)
    assert case
    base, _, token = link.rpartition("/")
    changed = token[:20] + ("a" if token[20] != "a" else "b") + token[21:]
    assert [box.post(f"{base}/{each}", {"confirm": "yes"}).status for each in (changed, case[1])] == [404, 404]
    assert newest(box)["status"] == "open"


# -- many complaints in one mail ---------------------------------------------------------------------------------------------------


def test_one_mail_answers_several_complaints_with_one_receipt_whatever_fails(box: Sandbox) -> None:
    complain(box, sender="li@qq.com")
    order = f"#LC20260302-0001\n{ANSWER}\n#LC20260302-0002\n#结果\n事实：只有事实\n#LC20260302-0099\n#备注 没有这一件"
    raw = reply(last(box, HANDLER), order)
    before = len(to(box, HANDLER))
    box.email(raw, deliveries=2)
    receipts = to(box, HANDLER)[before:]
    assert len(receipts) == 1
    assert "[LC20260302-0001]" in receipts[0].text
    assert "LC20260302-0099" in receipts[0].text
    assert "[LC20260302-0002] 缺少" in receipts[0].text
    assert [c["status"] for c in box.complaints()] == ["answered", "open"]
    assert len(to(box, CUSTOMER, "")) == 2


# -- merging -------------------------------------------------------------------------------------------------------------------


def test_merging_as_offered_keeps_both_histories_and_later_mail_reaches_the_surviving_one(box: Sandbox) -> None:
    box.email(letter(CUSTOMER, box.address, "再说一次", "检票员态度恶劣，请处理。"))
    offer = last(box, box.desk, "可能")
    line = re.search(r"^#LC20260302-0001 #合并 LC20260302-0002.*$", offer.text, re.MULTILINE)
    assert line
    says(box, box.desk, line.group(), about="可能")
    first, second = box.complaints()
    assert (second["status"], second["merged_into"]) == ("merged", first["id"])
    assert {e.what for e in box.history(second["number"])} >= {"received", "merged_into"}
    about_second = to(box, CUSTOMER, second["number"])[0]
    box.email(reply(about_second, "补充：工号0312"))
    assert box.history(first["number"])[-1].text.startswith("补充：工号0312")
    assert len(box.complaints()) == 2


def test_reopening_undoes_a_merger(box: Sandbox) -> None:
    box.email(letter(CUSTOMER, box.address, "再说一次", "检票员态度恶劣，请处理。"))
    says(box, box.desk, "#LC20260302-0001\n#合并 LC20260302-0002", about="可能")
    assert box.complaints()[1]["status"] == "merged"
    says(box, box.desk, "#LC20260302-0002\n#重开 不是同一件", about="可能")
    first, second = box.complaints()
    assert (second["status"], second["merged_into"], first["absorbed"]) == ("open", "", [])
    says(box, box.desk, "#LC20260302-0001\n#合并 LC20260302-0002", about="可能")
    assert box.complaints()[1]["status"] == "merged"


def test_another_customer_whose_complaint_was_merged_hears_the_answer_too(box: Sandbox) -> None:
    box.email(letter("li@qq.com", box.address, "关于 LC20260302-0001", "我也在车上，检票员态度恶劣，投诉。"))
    says(box, box.desk, "#LC20260302-0001\n#合并 LC20260302-0002", about="可能")
    says(box, HANDLER, ANSWER, about="LC20260302-0001")
    assert "停岗培训三天" in last(box, "li@qq.com", "答复").text
    assert len(to(box, CUSTOMER, "答复")) == 1


def test_the_same_customer_hears_the_answer_to_merged_complaints_once(box: Sandbox) -> None:
    box.email(letter(CUSTOMER, box.address, "再说一次", "检票员态度恶劣，请处理。"))
    says(box, box.desk, "#LC20260302-0001\n#合并 LC20260302-0002", about="可能")
    says(box, HANDLER, ANSWER, about="LC20260302-0001")
    assert len(to(box, CUSTOMER, "答复")) == 1


def test_what_was_split_off_can_be_merged_back(box: Sandbox) -> None:
    source = complain(box, "投诉你们单位，工作人员推诿，没人管。", sender="li@qq.com")
    says(box, box.desk, "#拆分 另外候车室空调也坏了", about="请判定")
    split = newest(box)
    assert (split["complainant"]["mail"], "空调" in split["text"]) == ("li@qq.com", True)
    assert "split" in {e.what for e in box.history(source["number"])}
    says(box, box.desk, f"#{source['number']}\n#合并 {split['number']}", about="请判定")
    assert (newest(box)["status"], newest(box)["merged_into"]) == ("merged", source["id"])


# -- people who are away or gone -------------------------------------------------------------------------------------------------


def test_while_the_handler_is_away_the_deputy_is_assigned_and_chased(box: Sandbox) -> None:
    says(box, HANDLER, "#请假 2026-03-02 至 2026-03-06 董成伟")
    box.wind(minutes=1)
    complain(box, sender="li@qq.com")
    assert to(box, HEAD, "请办理")
    box.wind(to="2026-03-04T09:30+08:00")
    assert to(box, HEAD, "催办")
    assert not [m for m in to(box, HANDLER, "催办") if m.at > to(box, HEAD, "请办理")[0].at]
    assert "已转办" in says(box, HEAD, "#转办 物流部 经查是货运站的事", about="请办理").text


def test_the_deputy_of_somebody_away_hears_of_complaints_assigned_before(box: Sandbox) -> None:
    says(box, HANDLER, "#请假 2026-03-03 至 2026-03-06 董成伟")
    box.wind(to="2026-03-04T09:30+08:00")
    assert to(box, HEAD, "催办")
    says(box, HEAD, ANSWER, about="催办")
    assert newest(box)["status"] == "answered"


def test_after_the_absence_everything_is_the_handlers_again(box: Sandbox) -> None:
    says(box, HANDLER, "#请假 2026-03-03 李国强")
    box.wind(to="2026-03-04T08:35+08:00")
    complain(box, sender="li@qq.com")
    assert newest(box)["handler"] == HANDLER
