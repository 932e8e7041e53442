from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest

import app
from chalicelib.aws.attributes import attributes
from chalicelib.aws.bodies import packed
from chalicelib.aws.clients import client
from chalicelib.aws.marks import sent_place
from chalicelib.aws.records import SentRecord, Stored
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.register import chain
from redress import holds
from redress.cli import main
from redress.stack import Stack
from sandbox import Sandbox
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, last, newest, says, survey_link
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]


def change(box: Sandbox, table: str, key: dict[str, str], **values: str) -> None:
    """Somebody tampers with an item."""
    client("dynamodb").update_item(
        TableName=box._cloud.names[table],
        Key={name: {"S": value} for name, value in key.items()},
        UpdateExpression="SET " + ", ".join(f"#{name} = :{name}" for name in values),
        ExpressionAttributeNames={f"#{name}": name for name in values},
        ExpressionAttributeValues={f":{name}": {"S": value} for name, value in values.items()},
    )


def items(box: Sandbox, table: str) -> list[dict[str, Any]]:
    return list(box._cloud.items(table))


def test_a_sound_register_has_no_faults(box: Sandbox, run: Run):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.wind(days=4)
    assert run("verify") == (0, "1 complaint looked at, no faults\n")


def test_a_changed_line_of_the_history_is_found(box: Sandbox, run: Run):
    complain(box)
    line = next(i for i in items(box, "History") if i.get("what") == "received")
    change(box, "History", {"complaint_id": line["complaint_id"], "entry": line["entry"]}, reason="phone")
    code, told = run("verify")
    assert code == 1
    assert "line 0 was changed" in told


def rewritten(box: Sandbox, place: int, **values: str) -> None:
    """Somebody with every right rewrites a line and makes all chain values after it anew, up to the complaint's own record."""
    complaint = newest(box)["id"]
    tables = Stack("redress").container.pipeline.tables
    lines, head = tables.lines(complaint), ""
    for number, line in enumerate(lines):
        changed = msgspec.structs.replace(line, **(values if number == place else {}))
        head = chain.chained(changed, head)
        stored = {name: getattr(changed, name) for name in values} | {"chain": head}
        change(box, "History", {"complaint_id": complaint, "entry": f"{number:06d}"}, **stored)
    change(box, "Complaints", {"id": complaint}, chain=head)


def test_a_line_rewritten_with_the_whole_chain_after_it_is_found_by_what_the_witness_kept(box: Sandbox, run: Run):
    number = complain(box)["number"]
    says(box, HANDLER, ANSWER)
    assert run("verify")[0] == 0
    rewritten(box, 1, by="operator")
    assert Stack("redress").container.pipeline.tables.verify(newest(box)["id"]) == []  # the chain alone would hold
    code, told = run("verify")
    assert code == 1
    assert f"{number}: line 1 was written over: the witness has 2 of it" in told
    assert "line 0 was" not in told


def test_a_rewritten_line_is_found_even_by_a_witness_that_was_put_to_sleep_before(box: Sandbox, run: Run):
    complain(box)
    run("verify")
    rewritten(box, 0, reason="phone")
    box._cloud.streamed("History")  # nobody tells the witness
    assert "line 0 is not the one that was written" in run("verify")[1]


def test_a_deleted_line_is_found_and_rings_an_alarm(box: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch):
    complain(box)
    run("verify")
    last = max(each["entry"] for each in items(box, "History") if "#p" not in each["entry"])
    client("dynamodb").delete_item(
        TableName=box._cloud.names["History"],
        Key={"complaint_id": {"S": newest(box)["id"]}, "entry": {"S": last}},
    )
    counted: list[dict[str, int]] = []
    monkeypatch.setattr(app, "publish", lambda measures: counted.append(measures.taken()[0]))
    assert f"line {int(last)} was written, and is gone" in run("verify")[1]
    assert counted == [{"HistoryChanged": 1}]


def test_erasing_a_persons_words_is_no_change_of_the_history(box: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch):
    complain(box)
    says(box, HANDLER, ANSWER)
    box.post(survey_link(last(box, CUSTOMER)), {"score": "4", "words": "谢谢"})
    box.wind(days=1)
    assert newest(box)["status"] == "closed"
    run("verify")
    counted: list[dict[str, int]] = []
    monkeypatch.setattr(app, "publish", lambda measures: counted.append(measures.taken()[0]))
    run("erase", CUSTOMER, "--yes")
    assert run("verify")[0] == 0
    assert [each for each in counted if each] == []


def test_what_no_witness_saw_is_said_and_is_no_fault(box: Sandbox, capsys: pytest.CaptureFixture[str]):
    complain(box)
    assert main(["verify"]) == 0
    assert "1 of them without a witness: older than it, or not a quarter of an hour old" in capsys.readouterr().out


def test_two_operators_who_put_the_same_hold_on_at_once_leave_one_line(
    box: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch
):
    number = complain(box)["number"]
    store, others = holds.store, [True]

    def late(stack: Stack, before: Stored, after: Complaint, entry: Entry) -> None:
        if others:  # the other one was quicker by a moment
            others.clear()
            assert main(["hold", number, "--reason", "the other's file"]) == 0
        store(stack, before, after, entry)

    monkeypatch.setattr(holds, "store", late)
    assert "somebody else did the same this very moment" in run("hold", number, "--reason", "our file")[1]
    assert [line.get("what") for line in items(box, "History")].count("held") == 1
    assert run("verify")[0] == 0


def test_two_operators_who_do_different_things_at_once_leave_one_line_each(
    box: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch
):
    number = complain(box)["number"]
    store, others = holds.store, [True]

    def late(stack: Stack, before: Stored, after: Complaint, entry: Entry) -> None:
        if others:
            others.clear()
            says(box, HANDLER, ANSWER)
        store(stack, before, after, entry)

    monkeypatch.setattr(holds, "store", late)
    run("hold", number, "--reason", "our file")
    assert {"held", "answered"} <= {line.get("what") for line in items(box, "History")}
    assert run("verify")[0] == 0


def test_a_changed_text_of_the_history_is_found(box: Sandbox, run: Run):
    complain(box)
    text = next(i for i in items(box, "History") if i["entry"].endswith("#p"))
    change(box, "History", {"complaint_id": text["complaint_id"], "entry": text["entry"]}, text="没有说过的话")
    assert "the text of line 0 was changed" in run("verify")[1]


def test_a_lost_key_is_found(box: Sandbox, run: Run):
    number = complain(box)["number"]
    client("dynamodb").delete_item(
        TableName=box._cloud.names["Keys"], Key={"key": {"S": f"number#{number}"}, "position": {"S": "complaint"}}
    )
    assert f"{number}: is not found by its number: the key is missing" in run("verify")[1]


def test_a_register_that_says_something_else_is_found(box: Sandbox, run: Run):
    complain(box)
    line = next(i for i in items(box, "Keys") if i["key"].startswith("month#"))
    change(box, "Keys", {"key": line["key"], "position": line["position"]}, row="{}")
    assert "the register says something else under month" in run("verify")[1]


def test_a_raw_mail_that_is_gone_is_found(box: Sandbox, run: Run):
    complain(box)
    raw = next(i["raw"] for i in items(box, "Inbound") if i.get("raw"))
    client("s3").delete_object(Bucket=box._cloud.names["MailBucket"], Key=raw)
    assert f"the raw mail {raw} is not in the bucket" in run("verify")[1]


def test_a_time_limit_that_passed_without_a_word_is_found(box: Sandbox, run: Run):
    number = complain(box)["number"]
    box._clock.move_to(box.now + timedelta(days=4))  # and no tick
    code, told = run("verify")
    assert code == 1
    assert f"{number}: overdue without notice: chase answer to handler was not sent" in told
    box.tick()
    assert "overdue without notice" not in run("verify")[1]


def test_a_message_that_lies_unsent_is_found(box: Sandbox, run: Run):
    complain(box)
    box._clock.move_to(box.now + timedelta(minutes=20))  # the copies that a sweep should have sent
    says(box, HANDLER, ANSWER)
    box._clock.move_to(box.now + timedelta(minutes=20))
    assert "outbox: answered_copy (mail) waits since 2026-03-02" in run("verify")[1]


def gone(box: Sandbox, table: str, **place: str) -> None:
    """Somebody deletes an item."""
    key = {name: {"S": value} for name, value in place.items()}
    client("dynamodb").delete_item(TableName=box._cloud.names[table], Key=key)


def acknowledged(box: Sandbox) -> SentRecord:
    """What is noted of the acknowledgement of the newest complaint."""
    sent = Stack("redress").container.pipeline.outbox_table.sent(newest(box)["id"])
    return next(record for record in sent if record.item.message == "acknowledgement")


def test_an_acknowledgement_of_which_nothing_is_known_is_found(box: Sandbox, run: Run):
    number = complain(box)["number"]
    gone(box, "Outbox", **sent_place(acknowledged(box).item))
    assert f"{number}: its customer was never told anything" in run("verify")[1]


def test_an_acknowledgement_that_counts_as_sent_by_anothers_id_is_found(box: Sandbox, run: Run):
    complain(box, sender="first@qq.com")
    other = acknowledged(box).provider_id
    box.wind(minutes=1)
    complain(box)
    assert run("verify")[0] == 0
    record = msgspec.structs.replace(acknowledged(box), provider_id=other)
    client("dynamodb").put_item(
        TableName=box._cloud.names["Outbox"],
        Item=attributes({**sent_place(record.item), "state": "SENT", "body": packed(record)}),
    )
    code, told = run("verify")
    assert (code, f"acknowledgement to customer about {newest(box)['id']} was never sent" in told) == (1, True)


def test_a_message_that_is_said_to_wait_and_lies_nowhere_is_found(box: Sandbox, run: Run):
    number = complain(box)["number"]
    says(box, HANDLER, ANSWER)
    assert run("verify")[0] == 0  # copies wait for the sweep
    waits = next(i for i in items(box, "Outbox") if i["queue"].startswith("pending#"))
    gone(box, "Outbox", queue=waits["queue"], position=waits["position"])
    assert (
        f"{number}: a message ({waits['position'].partition('#')[2]}) is said to wait, and lies nowhere"
        in run("verify")[1]
    )


def test_whoever_is_rightly_told_nothing_is_no_fault(box: Sandbox, run: Run):
    box.email(b"Auto-Submitted: auto-generated\n" + letter(CUSTOMER, box.address, "投诉", RUDE))
    box.email(letter(box.desk, box.address, "登记", "#登记\n内容：来电人不愿留名，反映大巴晚点两小时"))
    for number in range(12):
        box.email(letter("12345@city.gov.cn", box.address, f"投诉{number}", RUDE))
    told = [[e.what for e in box.history(c["number"])] for c in box.complaints() if c["number"]]
    assert sum("not_acknowledged" in whats for whats in told) >= 2
    assert run("verify")[1].endswith("no faults\n")


def test_one_complaint_alone_can_be_verified_and_a_wrong_number_is_said_so(box: Sandbox, run: Run):
    number = complain(box)["number"]
    assert run("verify", number.lower()) == (0, "1 complaint looked at, no faults\n")
    code, told = run("verify", "LC20200101-0001")
    assert code == 2
    assert "there is no complaint LC20200101-0001" in told
    assert newest(box)["number"] == number
