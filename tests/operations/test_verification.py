from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.aws.clients import client
from sandbox import Sandbox
from tests.stories.acts import ANSWER, HANDLER, complain, newest, says

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
    assert run("verify") == (0, "1 complaints looked at, no faults\n")


def test_a_changed_line_of_the_history_is_found(box: Sandbox, run: Run):
    complain(box)
    line = next(i for i in items(box, "History") if i.get("what") == "received")
    change(box, "History", {"complaint_id": line["complaint_id"], "entry": line["entry"]}, reason="phone")
    code, told = run("verify")
    assert code == 1
    assert "line 0 was changed" in told


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


def test_one_complaint_alone_can_be_verified_and_a_wrong_number_is_said_so(box: Sandbox, run: Run):
    number = complain(box)["number"]
    assert run("verify", number.lower()) == (0, "1 complaints looked at, no faults\n")
    code, told = run("verify", "LC20200101-0001")
    assert code == 1
    assert "there is no complaint LC20200101-0001" in told
    assert newest(box)["number"] == number
