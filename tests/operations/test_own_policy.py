"""A deployed stack acts under its organisation's own policy or under none: it never writes in another's name, or to invented people."""

import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

import app
from chalicelib import policies
from chalicelib.aws.clients import client
from chalicelib.aws.objects import Objects
from chalicelib.core.written.mailboxes import is_sample
from chalicelib.policies import packaged, published
from redress import publishing
from redress.cli import main
from redress.doctor import examine
from redress.doctor.answers import Patient
from redress.doctor.names import Dns
from redress.publishing import publish
from redress.stack import Stack
from sandbox import Sandbox
from tests.stories.acts import CUSTOMER, RUDE, newest, to
from tests.stories.letters import letter

SHIPPED = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8")
OWN = SHIPPED.replace("lc-transport.example", "lc-transport.com.cn")
HANDLER = "guo.ping@lc-transport.com.cn"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def deployed() -> Iterator[Sandbox]:
    """A stack as the template makes it: no word about a policy, nothing rehearsed."""
    with Sandbox(now="2026-03-02T09:00+08:00", settings={"POLICY": "s3:", "REHEARSAL": "false"}) as box:
        yield box


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "lc.toml"
    path.write_text(OWN, "utf-8")
    return str(path)


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    monkeypatch.setattr(app, "publish", lambda measures: found.append(measures.taken()[0].get("Unpublished", 0)))
    return found


def test_without_a_policy_mail_and_texts_wait_the_operator_is_told_and_nobody_is_answered(
    deployed: Sandbox, own: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
):
    told = counted(monkeypatch)
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    deployed.sms("+8613505350001", "投诉：检票员态度恶劣")
    deployed.wind(minutes=30)
    assert (deployed.mails, deployed.texts, deployed.complaints()) == ([], [], [])
    assert sum(told) >= 1  # by each tick: the alarm stays on
    assert main(["policy", "publish", own]) == 0
    said = capsys.readouterr().out
    assert "In force now" in said
    assert "InboundMailQueue: 1 had waited for a policy: taken up" in said
    assert "InboundTextQueue: 1 had waited for a policy: taken up" in said
    assert "redrive" not in said
    deployed.wind(minutes=1)
    assert [c["channel"] for c in deployed.complaints()] == ["mail", "sms"]
    assert (len(to(deployed, CUSTOMER)), len(deployed.texts)) == (1, 1)
    told.clear()
    deployed.wind(minutes=5)
    assert sum(told) == 0


def test_a_mail_that_waited_longer_than_queues_keep_it_is_handled_once_there_is_a_policy(
    deployed: Sandbox, own: str, capsys: Capture
):
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    deployed._cloud.queue("InboundMailDeadLetters")._messages.clear()  # as SQS does after fourteen days
    deployed._clock.move_to(deployed.now + timedelta(days=15))
    assert main(["policy", "publish", own]) == 0
    assert "1 mail had waited longer than queues keep anything: taken up" in capsys.readouterr().out
    deployed.wind(minutes=1)
    assert len(deployed.complaints()) == len(to(deployed, CUSTOMER)) == 1


def test_pages_say_that_the_address_is_not_yet_set_up_until_there_is_a_policy(
    deployed: Sandbox, own: str, monkeypatch: pytest.MonkeyPatch
):
    faults: list[int] = []
    monkeypatch.setattr(app, "publish", lambda measures: faults.append(measures.taken()[0].get("Faults", 0)))
    form = {"words": RUDE, "reach": CUSTOMER}
    for answer in (deployed.get("/"), deployed.get("/new"), deployed.get("/poster"), deployed.post("/new", form)):
        assert answer.status == 503
        for words in ("这个网址还没有启用", "這個網址還沒有啟用", "This address is not yet set up"):
            assert words in answer.text
        assert "出错" not in answer.text
    assert sum(faults) == 0
    assert main(["policy", "publish", own]) == 0
    deployed.wind(minutes=1)
    assert deployed.get("/").status == 200


CALLER = "+8613505350001"


def lost_by_the_queue(box: Sandbox) -> None:
    """As SQS does it after fourteen days."""
    box._cloud.queue("InboundTextDeadLetters")._messages.clear()
    box._clock.move_to(box.now + timedelta(days=15))


def test_a_text_that_waited_longer_than_queues_keep_it_is_handled_once_there_is_a_policy(
    deployed: Sandbox, own: str, capsys: Capture
):
    deployed.sms(CALLER, "投诉：检票员态度恶劣")
    lost_by_the_queue(deployed)
    assert main(["policy", "publish", own]) == 0
    assert "1 text kept in the bucket until there was a policy: taken up" in capsys.readouterr().out
    assert list(app.container().objects.keys("texts/")) == []
    deployed.wind(minutes=1)
    assert [(c["channel"], c["complainant"]["phone"]) for c in deployed.complaints()] == [("sms", CALLER)]
    assert len(deployed.texts) == 1
    assert main(["policy", "publish", own]) == 0
    assert "kept in the bucket" not in capsys.readouterr().out


def test_a_text_that_the_queue_still_has_as_well_is_handled_once(deployed: Sandbox, own: str):
    deployed.sms(CALLER, "投诉：检票员态度恶劣")
    assert main(["policy", "publish", own]) == 0
    deployed.wind(minutes=1)
    assert (len(deployed.complaints()), len(deployed.texts)) == (1, 1)


def test_texts_whose_taking_up_was_broken_off_are_taken_up_when_it_is_given_again(
    deployed: Sandbox, own: str, monkeypatch: pytest.MonkeyPatch
):
    for last in "12":
        deployed.sms(f"+861350535000{last}", "投诉：检票员态度恶劣")
    lost_by_the_queue(deployed)
    with monkeypatch.context() as broken:
        broken.setattr(Objects, "erase", lambda *_: pytest.fail("the line is dead"))
        with pytest.raises(pytest.fail.Exception):
            main(["policy", "publish", own])
    assert main(["policy", "publish", own]) == 0
    deployed.wind(minutes=1)
    assert sorted(c["complainant"]["phone"] for c in deployed.complaints()) == ["+8613505350001", "+8613505350002"]
    assert len(deployed.texts) == 2


def test_what_came_while_publishing_was_broken_off_is_named_when_it_is_given_again(
    deployed: Sandbox, own: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
):
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    with monkeypatch.context() as broken:
        broken.setattr(publishing, "moved", lambda *_: pytest.fail("the line is dead"))
        with pytest.raises(pytest.fail.Exception):
            main(["policy", "publish", own])
    assert main(["policy", "publish", own]) == 0
    assert "InboundMailDeadLetters: 1 letter there; if only the policy was missing, now: redress redrive" in (
        capsys.readouterr().out
    )


def a_moment_later(box: Sandbox) -> None:
    box._clock.move_to(box.now + timedelta(milliseconds=1))


def with_handler(own: str, mail: str) -> None:
    Path(own).write_text(OWN.replace(HANDLER, mail), "utf-8")


def test_what_is_published_holds_at_once_for_mails_texts_and_pages(deployed: Sandbox, own: str):
    assert main(["policy", "publish", own]) == 0
    for number, mail in enumerate(("one@lc-transport.com.cn", "two@lc-transport.com.cn", "one@lc-transport.com.cn")):
        with_handler(own, mail)
        assert main(["policy", "publish", own]) == 0
        a_moment_later(deployed)
        deployed.email(letter(f"c{number}@qq.com", deployed.address, "投诉", RUDE))
        assert newest(deployed)["handler"] == mail
        deployed.sms(f"+861350535000{number}", "投诉：检票员态度恶劣")
        assert newest(deployed)["handler"] == mail
    assert "聊城交运集团" in deployed.get("/").text
    Path(own).write_text(OWN.replace("聊城交运集团", "水城客运"), "utf-8")
    assert main(["policy", "publish", own]) == 0
    a_moment_later(deployed)
    assert "水城客运" in deployed.get("/").text


@pytest.mark.parametrize("written", [0, 1, 2])
def test_a_publishing_that_fails_half_way_changes_nothing(
    deployed: Sandbox, own: str, monkeypatch: pytest.MonkeyPatch, written: int
):
    assert main(["policy", "publish", own]) == 0
    with_handler(own, "new@lc-transport.com.cn")
    left, s3 = iter(range(written)), client("s3")
    put = s3.put_object

    def breaking(**asked: Any) -> Any:
        if next(left, None) is None:
            raise ClientError({"Error": {"Code": "SlowDown", "Message": "later"}}, "PutObject")
        return put(**asked)

    with monkeypatch.context() as broken:
        broken.setattr(s3, "put_object", breaking)
        assert main(["policy", "publish", own]) == 1
    a_moment_later(deployed)
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    assert newest(deployed)["handler"] == HANDLER


def test_a_policy_that_was_published_before_directories_had_names_is_followed(deployed: Sandbox, own: str):
    assert main(["policy", "publish", own]) == 0
    objects = Stack("redress").objects
    current = json.loads(objects.get(published.CURRENT) or b"")
    objects.put("policy/directory.json", objects.get(f"policy/directories/{current.pop('directory')}.json") or b"")
    objects.put(published.CURRENT, json.dumps(current).encode())
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    assert newest(deployed)["handler"] == HANDLER


def test_a_policy_of_another_version_that_cannot_be_read_is_named_and_can_be_published_anew(
    deployed: Sandbox, own: str, capsys: Capture
):
    assert main(["policy", "publish", own]) == 0
    objects = Stack("redress").objects
    current = json.loads(objects.get(published.CURRENT) or b"")
    objects.put(f"policy/rules/{current['rules']}.json", b"{}")
    assert "was published by another version" in examined(deployed, capsys)
    assert main(["policy", "publish", own]) == 0
    assert "ok    policy: liaocheng-transport" in examined(deployed, capsys)


def test_no_shipped_policy_can_be_published(deployed: Sandbox, capsys: Capture):
    for name in policies.names():
        assert main(["policy", "publish", name]) == 1, name
        refused = capsys.readouterr()
        assert "sample addresses, at which none of your people read" in refused.err
        assert "published" not in refused.out
    assert not list(client("s3").list_objects_v2(Bucket=deployed._cloud.names["MailBucket"]).get("Contents", ()))


def test_a_shipped_policy_that_was_laid_into_the_bucket_by_hand_is_not_followed(deployed: Sandbox):
    publish(packaged("liaocheng-transport"), client("s3"), deployed._cloud.names["MailBucket"])
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    deployed.wind(days=3)
    assert deployed.mails == []


def test_publishing_for_a_stack_that_would_not_see_it_fails_loudly(own: str, capsys: Capture):
    with Sandbox(now="2026-03-02T09:00+08:00"):
        assert main(["policy", "publish", own]) == 1
        assert "nothing was published: redress rehearses " in capsys.readouterr().err


def test_publishing_into_another_bucket_fails_loudly(deployed: Sandbox, own: str, capsys: Capture):
    assert main(["policy", "publish", own, "--bucket", "somebody-elses"]) == 2
    said = capsys.readouterr().err
    assert f"redress reads {deployed._cloud.names['MailBucket']}, not somebody-elses" in said


def test_a_policy_whose_own_words_are_no_templates_is_not_published(deployed: Sandbox, own: str, capsys: Capture):
    Path(own).write_text(
        OWN.replace("[directory]", '[words.acknowledgement]\nzh-CN = "{{ nobody"\n\n[directory]', 1), "utf-8"
    )
    assert main(["policy", "publish", own]) == 1
    assert "published: rules" not in capsys.readouterr().out
    assert deployed.mails == []


def examined(box: Sandbox, capsys: Capture) -> str:
    capsys.readouterr()
    examine(Patient(Stack("redress")), Dns(), ["policy"])
    return capsys.readouterr().out + box.address[:0]


def test_the_doctor_says_that_there_is_no_policy_and_then_which(deployed: Sandbox, own: str, capsys: Capture):
    assert "BAD   policy: no policy is in force; mail is kept and nobody is answered" in examined(deployed, capsys)
    main(["policy", "publish", own])
    assert "ok    policy: liaocheng-transport, rules" in examined(deployed, capsys)


def test_the_doctor_knows_a_rehearsal(box: Sandbox, capsys: Capture):
    assert "LOOK  policy: liaocheng-transport, rules" in examined(box, capsys)


def test_a_shipped_policy_that_an_older_deployment_named_is_not_followed(capsys: Capture):
    older = {"POLICY": "liaocheng-transport", "REHEARSAL": "false"}
    with Sandbox(now="2026-03-02T09:00+08:00", settings=older) as box:
        box.email(letter(CUSTOMER, box.address, "投诉", RUDE))
        box.wind(hours=1)
        assert box.mails == []
        assert "BAD   policy: no policy is in force" in examined(box, capsys)


def test_a_customer_at_a_sample_address_is_not_written_to_and_the_desk_is_told(deployed: Sandbox, own: str):
    main(["policy", "publish", own])
    deployed.email(letter("someone@example.com", deployed.address, "投诉", RUDE))
    deployed.wind(minutes=5)
    assert to(deployed, "someone@example.com") == []
    assert newest(deployed)["complainant"]["mail"] == "someone@example.com"
    assert not [mail for mail in deployed.mails if any(map(is_sample, mail.to))]


@pytest.mark.parametrize("address", [
    "a@example.com", "a@mail.example.org", "a@example.cn", "a@example.com.cn", "a@x.test", "a@lc-transport.example", "A@X.INVALID", "root@localhost",
])  # fmt: skip
def test_addresses_of_books_are_known(address: str):
    assert is_sample(address)


@pytest.mark.parametrize("address", [
    "a@qq.com", "a@examples.com", "a@test.com", "a@myexample.com", "a@example.qq.com", "example@qq.com", "", "a@contest",
])  # fmt: skip
def test_real_addresses_are_none_of_books(address: str):
    assert not is_sample(address)


def test_whoever_is_erased_before_there_is_a_policy_is_in_no_text_and_mail_that_waits(
    deployed: Sandbox, own: str, capsys: Capture
):
    deployed.sms(CALLER, "投诉：检票员态度恶劣")
    deployed.sms("+8613505350002", "投诉：晚点两小时")
    deployed.email(letter(CUSTOMER, deployed.address, "投诉", RUDE))
    for queue in ("InboundTextQueue", "InboundMailQueue"):
        assert not deployed._cloud.queue(queue)._messages  # given up into the dead letters
    for person, words in ((CALLER, "1 text among dead letters"), (CUSTOMER, "1 mail or text not taken in yet")):
        assert main(["erase", person]) == 0
        assert f"{words} would go" in capsys.readouterr().out
        deployed._clock.move_to(deployed.now + timedelta(seconds=1))
        assert main(["erase", person, "--yes"]) == 0
        told = capsys.readouterr().out
        assert f"{words} is erased" in told
        assert "1 mail or text not taken in yet is erased" in told
    assert main(["policy", "publish", own]) == 0
    assert main(["redrive"]) == 0
    deployed.wind(minutes=40)
    assert [c["complainant"]["phone"] for c in deployed.complaints() if c["number"]] == ["+8613505350002"]


def test_what_waits_before_there_is_a_policy_is_handed_out_to_whoever_it_came_from(
    deployed: Sandbox, tmp_path: Path, capsys: Capture
):
    deployed.sms(CALLER, "投诉：检票员态度恶劣")
    assert main(["export", CALLER, "--to", str(tmp_path / "theirs.zip")]) == 0
    assert "1 mail or text not taken in yet" in capsys.readouterr().out
    with zipfile.ZipFile(tmp_path / "theirs.zip") as archive:
        (name,) = archive.namelist()
        assert name.startswith("texts/")
        message = json.loads(archive.read(name))["Message"]
        assert json.loads(message)["messageBody"] == "投诉：检票员态度恶劣"
