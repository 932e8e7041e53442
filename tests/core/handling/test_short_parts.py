"""Who writes in short parts is passed on to staff at once, and then in one message a minute."""

from typing import Any

import pytest

from tests.core.handling.playing import BUS, OFFICE_DESK, Case, office, referred

PHONE = "+8613912345678"


def waits(case: Case) -> list[tuple[str, str, bool]]:
    """What passed on the newest words, to whom, and whether it waits for more of them."""
    found = [m for m in case.last.messages if m.name in ("customer_added", "after_closing")]
    return [(m.name, m.to.mail, m.more_comes) for m in found]


def test_of_mails_the_first_addition_goes_at_once_and_the_next_of_that_minute_wait():
    case = referred()
    case.customer("我坐的是9点那班", "3-2 9:00:10")
    assert waits(case) == [("customer_added", BUS, False)]
    case.customer("车号 1288", "3-2 9:00:50")
    assert waits(case) == [("customer_added", BUS, True)]
    case.customer("座位 12", "3-2 9:02")
    assert waits(case) == [("customer_added", BUS, False)]


def test_texts_wait_beside_the_one_that_began_the_complaint():
    case = referred(channel="sms")
    case.customer("车号 1288", "3-2 9:00:30", channel="sms")
    assert waits(case) == [("customer_added", BUS, True)]
    case.customer("座位 12", "3-2 9:05", channel="sms")
    assert waits(case) == [("customer_added", BUS, False)]


@pytest.mark.parametrize("channel", ["mail", "sms"])
def test_after_the_answer_and_the_closing_the_desk_reads_short_parts_together(channel: Any):
    case = referred(office(), text="service?")
    case.staff("hans@office.example", "#result done", "3-2 15:00")
    case.staff(OFFICE_DESK, "#close settled", "3-2 15:30")
    for seconds, later in ((0, False), (20, True), (40, True)):
        case.customer(f"and what about part {seconds}?", f"3-3 10:00:{seconds:02d}", channel=channel)
        assert {each[2] for each in waits(case)} == {later}


def test_nothing_that_is_not_a_customers_words_waits_for_more():
    case = referred()
    case.customer("车号 1288", "3-2 9:00:10")
    case.customer("司机要打我，我怕出人命", "3-2 9:00:20")
    assert not [m for m in case.last.messages if m.more_comes and m.name != "customer_added"]
