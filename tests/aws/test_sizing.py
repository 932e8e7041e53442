"""Nothing that is written is too large for its table, and nothing is cut in silence."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.aws.records import Commit, OutboxItem, TooLarge
from chalicelib.aws.sizing import (
    COMPLAINT_BYTES,
    HISTORY_BYTES,
    HISTORY_LINES,
    MESSAGE_BYTES,
    cut,
    fit_complaint,
    fit_entries,
    fit_message,
)
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complaint, Entry, Fired

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@given(st.text(), st.integers(min_value=20, max_value=400))
def test_a_cut_text_fits_and_says_so(text: str, limit: int):
    shorter = cut(text, limit)
    assert len(shorter.encode()) <= limit
    assert shorter == text or "…" in shorter


@given(st.text(max_size=50))
def test_a_short_text_stays_as_it_is(text: str):
    assert cut(text, 1000) == text


def test_a_letter_is_not_cut_in_half():
    assert cut("晚" * 100, 50) == "晚" * 13 + "〔…〕"


def test_a_complaint_of_a_million_letters_is_stored_and_marked(tables: Tables, late_bus: Complaint):
    long = msgspec.structs.replace(
        late_bus, text="晚" * 1_000_000, fields={"note": "点" * 200_000}, outcome="歉" * 300_000
    )
    entry = Entry(at=NOW, what="received", text=long.text)
    stored = tables.commit(Commit(complaint=long, entries=(entry,) * 8))
    assert stored is not None
    assert tables.load(late_bus.id) == stored
    assert len(msgspec.json.encode(stored.complaint)) <= COMPLAINT_BYTES
    for text in (stored.complaint.text, stored.complaint.outcome, stored.complaint.fields["note"]):
        assert "余文从略" in text
    assert all(line.text.endswith("kept ……〕") for line in tables.history(late_bus.id))
    assert tables.verify(late_bus.id) == []


def test_a_complaint_that_no_cut_makes_fit_is_refused(late_bus: Complaint):
    fired = tuple(Fired(clock="settle" * 20, round=1, rung=n) for n in range(5000))
    with pytest.raises(TooLarge):
        fit_complaint(msgspec.structs.replace(late_bus, fired=fired))


@given(st.integers(min_value=0, max_value=60), st.integers(min_value=0, max_value=120_000))
def test_many_lines_become_few_that_fit_and_no_word_is_lost_unmarked(count: int, length: int):
    entries = [Entry(at=NOW, what=f"what-{n}.", reason=f"reason-{n}.", text="x" * length) for n in range(count)]
    kept = fit_entries(entries)
    assert len(kept) == min(count, HISTORY_LINES)
    assert sum(len(entry.text.encode()) for entry in kept) <= HISTORY_BYTES
    if count:
        assert f"what-{count - 1}." in kept[-1].what + kept[-1].text or "…" in kept[-1].text


def message(**changes: object) -> OutboxItem:
    item = OutboxItem(id="a-000", complaint="c", channel="mail", order="o", created=NOW, look_at=NOW, text="您好")
    return msgspec.structs.replace(item, **changes)


def test_of_a_large_mail_the_html_goes_first():
    fitted = fit_message(message(html="<p>" + "x" * MESSAGE_BYTES))
    assert (fitted.html, fitted.text) == ("", "您好")


@pytest.mark.parametrize("letter", ["晚", "x", "\n", '"'])
def test_a_large_text_is_cut_with_a_mark(letter: str):
    fitted = fit_message(message(text=letter * 400_000, html="<p>"))
    assert len(msgspec.json.encode(fitted)) <= MESSAGE_BYTES
    assert "余文从略" in fitted.text
    assert len(fitted.text.encode()) >= MESSAGE_BYTES // 4


def test_a_message_that_fits_is_not_touched():
    assert fit_message(message(html="<p>您好</p>")) == message(html="<p>您好</p>")
