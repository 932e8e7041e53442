"""Strangers who would have us spend: texts abroad, mails to their victims, storms; and a colleague's mail full of registrations."""

from collections import Counter
from pathlib import Path
from unittest.mock import ANY

import pytest

import app
from chalicelib import policies
from sandbox import Sandbox
from tests.operations.test_doctor import Ward
from tests.reception.scenes import POLICY
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, fills_in, last, newest, says, to
from tests.stories.letters import letter

VICTIM = "victim@qq.com"
FORGED = {"dmarc": "FAIL", "spf": "FAIL", "dkim": "FAIL"}
STORM = 24  # mails; what comes beyond is as the last of them
SOMALI, PHONE = "+252612345678", "+8613505350001"


def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    found: Counter[str] = Counter()
    monkeypatch.setattr(app, "publish", lambda measures: found.update(measures.taken()[0]))
    return found


def registrations(box: Sandbox, many: int, start: int = 0) -> bytes:
    """An employee's mail."""
    each = (
        f"#登记\n姓名：孙先生\n电话：+86139{n:08d}\n内容：大巴晚点两小时，没有人管" for n in range(start, start + many)
    )
    return letter(HANDLER, box.address, "登记", "\n".join(each))


def test_a_stranger_from_far_away_gets_no_text_and_the_desk_is_asked_to_call(box: Sandbox):
    for n in range(3):
        box.sms(SOMALI, f"投诉：第{n}次，今天上午9点客运总站检票员态度恶劣")
    box.wind(to="2026-03-03T10:00+08:00")
    assert box.texts == []
    case = next(c for c in box.complaints() if c["number"])
    assert case["complainant"]["phone"] == SOMALI
    assert "请致电客户" in "".join(mail.subject for mail in to(box, box.desk))


@pytest.mark.parametrize("verdicts", [FORGED, {"dmarc": "FAIL"}, {"dmarc": "GRAY", "spf": "FAIL", "dkim": "FAIL"}])
def test_nothing_is_written_to_a_sender_whom_ses_calls_forged(box: Sandbox, verdicts: dict[str, str]):
    box.email(letter(VICTIM, box.address, "投诉", f"{RUDE}我的另一个电话是13900001111。"), verdicts=verdicts)
    case = newest(box)
    assert (case["status"], case["handler"]) == ("open", HANDLER)  # it runs as any other
    doubt = last(box, box.desk, "来信人可能是冒用的")
    assert "邮件服务的验证没有通过" in doubt.text
    box.wind(minutes=2)
    says(box, HANDLER, ANSWER)
    box.wind(days=2)
    assert (to(box, VICTIM), box.texts) == ([], [])
    assert "没有发出的消息" in last(box, box.desk, "来信人可能是冒用的").text


def test_a_customer_in_doubt_who_writes_again_from_their_own_mailbox_is_answered(box: Sandbox):
    box.email(letter(VICTIM, box.address, "投诉", RUDE), verdicts=FORGED)
    number = newest(box)["number"]
    box.email(letter(VICTIM, box.address, f"Re: {number}", "是我本人，请办理。"))
    says(box, HANDLER, ANSWER)
    assert "处理" in last(box, VICTIM).subject + last(box, VICTIM).text
    assert len([c for c in box.complaints() if c["number"]]) == 1


def test_a_storm_of_forged_mail_reaches_no_victim_and_the_desk_within_bounds(box: Sandbox):
    for n in range(STORM):
        box.email(letter(VICTIM, box.address, f"投诉 {n}", f"第{n}件：{RUDE}"), verdicts=FORGED)
    box.wind(minutes=30)
    assert (to(box, VICTIM), box.texts) == ([], [])
    assert len([c for c in box.complaints() if c["number"]]) == POLICY.complaints_by_one_a_day
    assert len(box.mails) < 3 * POLICY.complaints_by_one_a_day + 20 + 20


def test_forgeries_never_join_what_the_true_customer_has_open(box: Sandbox):
    for n in range(POLICY.complaints_by_one_a_day):
        box.email(letter(VICTIM, box.address, f"投诉 {n}", f"第{n}件：{RUDE}"), verdicts=FORGED)
    box.wind(minutes=1)
    box.email(letter(VICTIM, box.address, "另一件", "今天下午2点货运站把我的包裹摔坏了，我要投诉。"))
    own = newest(box)
    before = box.history(own["number"])
    box.email(letter(VICTIM, box.address, "投诉", RUDE), verdicts=FORGED)
    assert box.history(own["number"]) == before
    assert [c["parked"] for c in box.complaints() if not c["number"]] == ["storm"]


def test_a_storm_of_one_sender_becomes_few_complaints_and_its_handler_is_told_once_that_there_is_more(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
):
    full = counted(monkeypatch)
    for n in range(STORM):
        box.email(letter(CUSTOMER, box.address, f"投诉 {n}", f"第{n}次反映：{RUDE}"))
    box.wind(hours=1)
    cases = [c for c in box.complaints() if c["number"]]
    assert len(cases) == POLICY.complaints_by_one_a_day
    assert len(to(box, HANDLER)) <= POLICY.complaints_by_one_a_day + POLICY.additions_by_one_a_day + 5
    assert sum("今天不再逐封转告" in mail.text for mail in to(box, HANDLER)) == 1
    assert len(box.texts) == 0
    assert len(to(box, CUSTOMER)) <= 20
    assert full["Capped"] >= STORM - POLICY.complaints_by_one_a_day
    texts = "\n".join(e.text for c in cases for e in box.history(c["number"]))
    assert all(f"第{n}次反映" in texts for n in range(STORM))


def test_one_mailbox_under_many_names_is_one_storm(box: Sandbox):
    for n in range(STORM):
        box.email(letter(f"victim+{n}@gmail.com", box.address, f"投诉 {n}", f"第{n}次反映：{RUDE}"))
    box.wind(minutes=1)
    assert len([c for c in box.complaints() if c["number"]]) == POLICY.complaints_by_one_a_day
    assert {c["parked"] for c in box.complaints() if not c["number"]} == {"storm"}  # none of theirs that it could join
    assert len([m for m in box.mails if "victim" in m.to[0]]) <= POLICY.acknowledgements_a_day


def test_one_mailbox_under_many_names_gets_two_codes_a_day(box: Sandbox):
    for n in range(6):
        fills_in(box, f"victim+{n}@gmail.com", f"{RUDE}{n}")
    assert len([m for m in box.mails if "victim" in m.to[0]]) == 2


def test_one_mail_full_of_registrations_texts_no_crowd(box: Sandbox, monkeypatch: pytest.MonkeyPatch):
    full = counted(monkeypatch)
    box.email(registrations(box, POLICY.texts_by_one_a_day - 2))
    box.email(registrations(box, 6, POLICY.texts_by_one_a_day))
    assert len([c for c in box.complaints() if c["number"]]) == POLICY.texts_by_one_a_day + 4
    assert len(box.texts) == POLICY.texts_by_one_a_day
    assert full["Capped"]


SHIPPED = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8")


def test_all_texts_of_a_day_have_a_bound_and_the_answer_is_the_desks_to_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "few-texts.toml"
    path.write_text(SHIPPED.replace('prefix = "LC"', 'prefix = "LC"\ntexts_a_day = 2', 1), "utf-8")
    with Sandbox(path, now="2026-03-02T09:00+08:00") as box:
        full = counted(monkeypatch)
        for n in range(3):
            box.sms(f"+861350535000{n}", "投诉：今天上午9点客运总站检票员态度恶劣")
        assert [text.to for text in box.texts] == ["+8613505350000", "+8613505350001"]
        third = newest(box)
        box.wind(minutes=1)
        assert full["Capped"] == 1
        assert third["number"] in last(box, box.desk, "请致电客户").text
        assert Ward(box).ask("texts", capsys) == (1, ANY)
        says(box, HANDLER, ANSWER, about=third["number"])
        box.wind(minutes=1)
        assert len(box.texts) == 2
        assert "停岗培训三天" in last(box, box.desk, "请致电客户").text  # the answer is not lost
        box.wind(to="2026-03-03T09:00+08:00")
        box.sms("+8613505350009", "投诉：今天上午8点客运总站检票员态度恶劣")
        assert len(box.texts) == 3


def test_a_days_texts_are_used_up_to_the_last_though_they_are_counted_in_shares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "shares.toml"
    few = 'prefix = "LC"\ntexts_a_day = 5\ntexts_by_one_a_day = 2\ncomplaints_by_one_a_day = 1'
    path.write_text(SHIPPED.replace('prefix = "LC"', few, 1), "utf-8")
    with Sandbox(path, now="2026-03-02T09:00+08:00") as box:
        full = counted(monkeypatch)
        for n in range(7):
            box.sms(f"+861350535000{n}", "投诉：今天上午9点客运总站检票员态度恶劣")
        assert [text.to for text in box.texts] == [f"+861350535000{n}" for n in range(5)]
        assert full["Capped"] == 2
        assert "5 of 5 texts today" in Ward(box).ask("texts", capsys)[1]
        for each in ("一", "二"):
            box.email(letter(CUSTOMER, box.address, each, f"{RUDE}{each}"))
        assert len([c for c in box.complaints() if c["number"]]) == 8  # her second is added to her first


def test_a_policy_names_the_countries_whose_numbers_get_texts(tmp_path: Path):
    path = tmp_path / "two-countries.toml"
    path.write_text(SHIPPED.replace('prefix = "LC"', 'prefix = "LC"\ntext_countries = ["CN", "HK"]', 1), "utf-8")
    with Sandbox(path, now="2026-03-02T09:00+08:00") as box:
        for number in ("+85261234567", SOMALI, PHONE, "+18765550123"):
            box.sms(number, "投诉：今天上午9点客运总站检票员态度恶劣")
        assert [text.to for text in box.texts] == ["+85261234567", PHONE]
