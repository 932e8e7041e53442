import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

import app
from sandbox import Sandbox
from sandbox.events import ACCOUNT
from sandbox.staff import compose, reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, last, newest, says, survey_link, to
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
PHONE = "+8613505350001"
STORY = "今天上午9点半我在客运总站坐大巴，检票员态度恶劣，我叫张伟，身份证丢在车上。"
OTHER = "li.na@163.com"
CALLERS = {"李梅": PHONE, "王芳": "+8613505350002"}
VIRUS = {"virus": "FAIL"}


@pytest.fixture
def closed(box: Sandbox) -> str:
    """A complaint's number, from its first mail to the customer's verdict."""
    number: str = complain(box, STORY)["number"]
    says(box, HANDLER, ANSWER)
    box.post(survey_link(to(box, CUSTOMER)[-1]), {"score": "4", "words": "谢谢，张伟"})
    box.wind(minutes=2)
    return number


def everything(box: Sandbox) -> str:
    """Whatever lies in tables and bucket, with all versions."""
    from moto.s3.models import s3_backends  # noqa: PLC0415

    tables = [
        repr(item)
        for table in ("Complaints", "History", "Outbox", "Inbound", "Keys")
        for item in box._cloud.items(table)
    ]
    bucket = s3_backends[ACCOUNT]["aws"].buckets[box._cloud.names["MailBucket"]]
    objects = [key.value.decode("utf-8", "replace") for key in bucket.keys.values()]
    return "\n".join([*tables, *objects])


def kept(raw: str) -> bool:
    """Whether a raw mail still lies in the bucket."""
    return app.container().objects.get(raw) is not None


def test_a_dry_run_tells_what_would_go_and_erases_nothing(box: Sandbox, run: Run, closed: str):
    before = everything(box)
    code, told = run("erase", CUSTOMER)
    assert code == 0
    assert f"{closed}: would lose name, address and words;" in told
    assert "raw mails 2" in told
    assert "Nothing was erased" in told
    assert everything(box) == before


def test_an_erased_person_is_nowhere_and_the_history_still_verifies(box: Sandbox, run: Run, closed: str):
    code, told = run("erase", CUSTOMER, "--yes")
    assert (code, f"{closed}: erased" in told) == (0, True)
    left = everything(box)
    for trace in (CUSTOMER, "zhang.wei", "张伟", "身份证"):
        assert trace not in left
    case = newest(box)
    assert (case["number"], case["status"], case["satisfaction"]) == (closed, "closed", 4)  # statistics stay
    assert [line.what for line in box.history(closed)][-1] == "erased"
    assert run("verify") == (0, "1 complaint looked at, no faults\n")
    assert "0 mails and texts" in run("erase", CUSTOMER, "--yes")[1]


def test_erasing_that_was_interrupted_is_finished_by_the_next_try(
    box: Sandbox, run: Run, closed: str, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as broken:
        broken.setattr("chalicelib.core.register.forgetting.forgotten", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run("erase", CUSTOMER, "--yes")
    assert f"{closed}: erased" in run("erase", CUSTOMER, "--yes")[1]
    assert CUSTOMER not in everything(box)


def test_a_person_known_by_telephone_is_erased_with_the_text_itself(box: Sandbox, run: Run):
    box.sms(PHONE, "投诉：今天上午9点客运总站检票员态度恶劣，我叫李梅")
    says(box, HANDLER, ANSWER)
    box.sms(PHONE, "4")
    box.wind(minutes=2)
    assert "text messages 2" in run("erase", "13505350001")[1]
    assert run("erase", "135 0535 0001", "--yes")[0] == 0
    left = everything(box)
    assert PHONE not in left
    assert "李梅" not in left


def test_a_complaint_that_is_being_handled_is_not_erased(box: Sandbox, run: Run):
    number = complain(box, STORY)["number"]
    code, told = run("erase", CUSTOMER, "--yes")
    assert (code, f"{number}: is still being handled" in told) == (1, True)
    assert "身份证" in everything(box)


def test_a_legal_hold_keeps_everything_until_it_is_released(box: Sandbox, run: Run, closed: str):
    assert run("hold", closed, "--reason", "（2026）鲁15民初1号") == (0, f"{closed}: is now under legal hold\n")
    assert "already" in run("hold", closed, "--reason", "x")[1]
    code, told = run("erase", CUSTOMER, "--yes")
    assert (code, f"{closed}: is under legal hold" in told) == (1, True)
    assert "身份证" in everything(box)
    box._clock.move_to(box.now + timedelta(days=1200))
    assert "0 complaints were erased, 1 kept" in run("retention", "--yes")[1]
    assert run("release", closed, "--reason", "结案")[0] == 0
    assert run("erase", CUSTOMER, "--yes")[0] == 0
    assert [line.what for line in box.history(closed)][-3:] == ["held", "released", "erased"]
    assert run("verify")[0] == 0


def test_a_mail_that_a_held_complaint_shares_stays_until_that_one_is_released(box: Sandbox, run: Run, closed: str):
    held = complain(box, STORY, sender=OTHER)["number"]
    says(box, HANDLER, f"#{held}\n{ANSWER}\n#{closed}\n#备注 两件是同一个人的事", about=held)
    box.post(survey_link(to(box, OTHER)[-1]), {"score": "4"})
    box.wind(minutes=2)
    own, shared = ({e.raw for e in box.history(number)} - {""} for number in (closed, held))
    (both,) = own & shared
    run("hold", held, "--reason", "（2026）鲁15民初1号")
    told = run("erase", CUSTOMER, "--yes")[1]
    assert told.count("stays: legal hold") == told.count(f"{both} stays: legal hold") == 1
    assert {raw for raw in own | shared if kept(raw)} == shared
    run("release", held, "--reason", "结案")
    run("erase", OTHER, "--yes")
    assert not [raw for raw in shared if kept(raw)]


def test_a_mail_that_registered_several_complaints_stays_while_one_of_them_is_held(box: Sandbox, run: Run):
    calls = "\n".join(f"#登记\n姓名：{name}\n电话：{phone}\n内容：{STORY}" for name, phone in CALLERS.items())
    box.email(compose(HANDLER, box.address, "来电", calls))
    first, second = (c["number"] for c in box.complaints())
    for number, phone in zip((first, second), CALLERS.values(), strict=True):
        says(box, HANDLER, ANSWER, about=number)
        box.sms(phone, "4")
    box.wind(minutes=2)
    run("hold", second, "--reason", "（2026）鲁15民初1号")
    (raw,) = {e.raw for e in box.history(first)} & {e.raw for e in box.history(second)} - {""}
    assert f"{raw} stays: legal hold" in run("erase", PHONE, "--yes")[1]
    assert kept(raw)


def test_a_confirmed_mail_about_several_complaints_stays_while_one_of_them_is_held(box: Sandbox, run: Run, closed: str):
    held = complain(box, STORY, sender=OTHER)["number"]
    order = f"#{held}\n{ANSWER}\n#{closed}\n#备注 两件是同一个人的事"
    box.email(reply(last(box, HANDLER, held), order, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    found = re.search(r"https?://\S+/k/\S+", last(box, HANDLER).text)
    assert found
    box.post(found.group(), {"confirm": "yes"})
    box.post(survey_link(to(box, OTHER)[-1]), {"score": "4"})
    box.wind(minutes=2)
    run("hold", held, "--reason", "（2026）鲁15民初1号")
    (raw,) = {e.raw for e in box.history(held)} & {e.raw for e in box.history(closed)} - {""}
    assert f"{raw} stays: legal hold" in run("erase", CUSTOMER, "--yes")[1]
    assert kept(raw)


def test_a_mail_that_no_complaint_came_of_is_erased_too(box: Sandbox, run: Run):
    box.email(letter(CUSTOMER, box.address, "投诉", STORY), verdicts=VIRUS)
    box.email(letter("other@qq.com", box.address, "投诉", STORY), verdicts=VIRUS)
    assert "1 mail or text that no complaint came of is erased" in run("erase", CUSTOMER, "--yes")[1]
    left = everything(box)
    assert f"From: {CUSTOMER}" not in left
    assert "From: other@qq.com" in left


def test_that_a_person_was_blocked_and_what_came_from_them_meanwhile_is_erased_too(box: Sandbox, run: Run):
    box.email(compose(box.desk, box.address, "屏蔽", f"#屏蔽 {OTHER} 2026-12-31 广告"))
    box.email(compose(box.desk, box.address, "屏蔽", f"#屏蔽 {PHONE} 2026-12-31 广告"))
    for _ in range(2):
        box.email(letter(OTHER, box.address, "广告", "低价出售发票"))
    before = everything(box)
    assert "3 keys of a block: would go" in run("erase", OTHER)[1]
    assert everything(box) == before
    assert "3 keys of a block: erased" in run("erase", OTHER, "--yes")[1]
    left = [item for item in box._cloud.items("Keys") if item["key"].startswith("blocked")]
    assert len(left) == 1
    assert PHONE in repr(left)
    assert "keys of a block" not in run("erase", OTHER, "--yes")[1]
    box.email(letter(OTHER, box.address, "投诉", STORY))
    assert newest(box)["status"] == "open"  # nobody is shut out by what is known of them no more


def test_what_is_exported_is_all_there_is(run: Run, closed: str, tmp_path: Path):
    file = tmp_path / "zhang.zip"
    assert "Nothing was written" in run("export", CUSTOMER)[1]
    assert run("export", CUSTOMER, "--to", str(file))[0] == 0
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        told = json.loads(archive.read(f"{closed}.json"))
        mails = [archive.read(name).decode() for name in names if name.startswith("mails/")]
    assert told["complaint"]["complainant"]["mail"] == CUSTOMER
    assert STORY in [line.get("text") for line in told["history"]]
    assert any("停岗培训" in message["text"] for message in told["messages"])
    assert len(mails) == 2
    assert any(CUSTOMER in mail for mail in mails)


def test_somebody_who_never_wrote_has_nothing(run: Run, tmp_path: Path):
    code, told = run("export", "nobody@qq.com", "--to", str(tmp_path / "a.zip"))
    assert (code, list(tmp_path.iterdir())) == (2, [])
    assert told.startswith("nothing is kept of nobody@qq.com: no complaint, and no mail or text that none came of.")
    code, told = run("erase", "nobody@qq.com", "--yes")
    assert (code, "nothing is kept of nobody@qq.com" in told) == (0, True)


def test_who_is_meant_must_be_an_address_or_a_number(run: Run):
    code, told = run("erase", "张伟")
    assert (code, told) == (2, "张伟: neither a mail address nor a telephone number\n")


def test_what_was_closed_long_ago_loses_its_people(box: Sandbox, run: Run, closed: str):
    assert "0 complaints would be erased" in run("retention")[1]
    box._clock.move_to(box.now + timedelta(days=1097))
    assert f"{closed}: would be erased, closed 2026-03-02" in run("retention")[1]
    assert "1 complaint was erased" in run("retention", "--yes")[1]
    assert CUSTOMER not in everything(box)
    assert "0 complaints were erased" in run("retention", "--yes")[1]
