"""The history is bound together line by line, and forgets people without coming apart."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.aws.clients import client
from chalicelib.aws.erasure import erase
from chalicelib.aws.records import Commit, Stored
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complaint, Entry

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TEXTS = ("我姓李，电话 13800138000", "", "已联系李女士")


@pytest.fixture
def told(tables: Tables, late_bus: Complaint) -> str:
    """A complaint whose history was written in two commits."""
    lines = [
        Entry(at=NOW + timedelta(minutes=n), what=f"line {n}", by="desk", text=text) for n, text in enumerate(TEXTS)
    ]
    before: Stored | None = None
    for part in (lines[:2], lines[2:]):
        before = tables.commit(Commit(before=before, complaint=late_bus, entries=tuple(part)))
    return late_bus.id


def change(entry: str, name: str, value: str, complaint_id: str) -> None:
    client("dynamodb").update_item(
        TableName="History",
        Key={"complaint_id": {"S": complaint_id}, "entry": {"S": entry}},
        UpdateExpression="SET #name = :value",
        ExpressionAttributeNames={"#name": name},
        ExpressionAttributeValues={":value": {"S": value}},
    )


def items(complaint_id: str) -> list[dict[str, Any]]:
    found = client("dynamodb").scan(TableName="History")["Items"]
    return [each for each in found if each["complaint_id"]["S"] == complaint_id]


def test_an_untouched_history_verifies(tables: Tables, told: str):
    assert tables.verify(told) == []
    assert [entry.text for entry in tables.history(told)] == list(TEXTS)


@pytest.mark.parametrize("name", ["what", "by", "reason", "at", "raw", "digest", "chain"])
def test_a_changed_line_is_found_out(tables: Tables, told: str, name: str):
    change("000001", name, "2026-03-02T09:00:00.000000Z", told)
    assert any("line 1 was changed" in problem for problem in tables.verify(told))


def test_a_changed_text_is_found_out(tables: Tables, told: str):
    change("000002#p", "text", "未联系", told)
    assert tables.verify(told) == ["the text of line 2 was changed"]


def test_a_text_slipped_under_a_line_that_had_none_is_found_out(tables: Tables, told: str):
    change("000001#p", "text", "新的", told)
    change("000001#p", "salt", "00", told)
    assert tables.verify(told) == ["the text of line 1 was changed"]


@pytest.mark.parametrize("entry", ["000000", "000001", "000002"])
def test_a_missing_line_is_found_out(tables: Tables, told: str, entry: str):
    client("dynamodb").delete_item(TableName="History", Key={"complaint_id": {"S": told}, "entry": {"S": entry}})
    assert tables.verify(told)


def test_a_line_with_its_chain_made_anew_is_found_out_by_the_record(tables: Tables, told: str):
    client("dynamodb").update_item(
        TableName="Complaints",
        Key={"id": {"S": told}},
        UpdateExpression="SET #entries = :more",
        ExpressionAttributeNames={"#entries": "entries"},
        ExpressionAttributeValues={":more": {"N": "4"}},
    )
    assert tables.verify(told) == ["the record knows 4 lines, the history ends after 3, or elsewhere"]


def test_after_erasure_nothing_personal_is_left_and_the_chain_verifies(tables: Tables, told: str):
    assert erase(tables.settings, tables.client, told) == 2
    assert tables.verify(told) == []
    assert [entry.what for entry in tables.history(told)] == ["line 0", "line 1", "line 2"]
    assert {entry.text for entry in tables.history(told)} == {""}
    left = str(items(told))
    assert "李" not in left
    assert "13800138000" not in left
    assert "salt" not in left


def test_erasing_twice_is_harmless(tables: Tables, told: str):
    erase(tables.settings, tables.client, told)
    assert erase(tables.settings, tables.client, told) == 0


def test_after_erasure_tampering_is_still_found_out(tables: Tables, told: str):
    erase(tables.settings, tables.client, told)
    change("000000", "what", "nothing happened", told)
    assert tables.verify(told)


def test_equal_texts_have_unlike_digests(tables: Tables, late_bus: Complaint):
    same = (Entry(at=NOW, what="a", text="谢谢"), Entry(at=NOW, what="a", text="谢谢"))
    tables.commit(Commit(complaint=late_bus, entries=same))
    digests = [each["digest"]["S"] for each in items(late_bus.id) if "digest" in each]
    assert len(set(digests)) == 2
