"""Complaints and the tables they lie in."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.aws.outbox_table import OutboxTable
from chalicelib.aws.tables import Tables
from chalicelib.core.complaint.model import Complainant, Complaint, Moment
from chalicelib.settings import Settings

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def tables(watch: Any, settings: Settings) -> Tables:
    return Tables(settings, watch.dynamodb)


@pytest.fixture
def outbox_table(watch: Any, settings: Settings) -> OutboxTable:
    return OutboxTable(settings, watch.dynamodb)


@pytest.fixture
def late_bus() -> Complaint:
    return Complaint(
        id="ab" * 10,
        number="LC20260302-0001",
        policy="liaocheng-transport",
        complainant=Complainant(name="李女士", mail="li@customer.example", phone="+8613800138000"),
        subject="车晚点",
        text="K1 路公交车晚点两小时。",
        moments=(Moment(name="received", at=NOW), Moment(name="registered", at=NOW)),
        next_check_at=NOW,
    )
