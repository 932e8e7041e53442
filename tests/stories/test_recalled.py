"""What waits to go out to somebody whom the complaint then turns out to be about does not leave."""

from collections.abc import Callable, Iterator

import pytest

from sandbox import Sandbox
from sandbox.staff import reply
from tests.faults.branches import Moment, back_to, remembered
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, complain, newest, says, to
from tests.stories.letters import letter

NAME = "郭平"  # who answered it; a task of theirs leaves with the next minute


@pytest.fixture(scope="module")
def answered() -> Iterator[tuple[Sandbox, Moment]]:
    """A complaint in the minute of its answer, and that moment."""
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box)
        says(box, HANDLER, ANSWER)
        yield box, remembered(box)


def customer_adds(words: str) -> Callable[[Sandbox], object]:
    return lambda box: box.email(reply(to(box, CUSTOMER)[0], words, sender=CUSTOMER))


def the_desk_names_him(box: Sandbox) -> None:
    number = newest(box)["number"]
    box.email(letter(box.desk, box.address, f"被投诉人 {number}", f"#{number}\n#被投诉人 {NAME}"))


def tasks_of_the_next_minute(
    answered: tuple[Sandbox, Moment], act: Callable[[Sandbox], object]
) -> tuple[list[str], int]:
    """What the handler and, about the answer, the desk get once the minute is over."""
    box, moment = answered
    back_to(box, moment)
    act(box)
    until_then = len(box.mails)
    box.wind(minutes=2)
    new = box.mails[until_then:]
    names = [mail.tags["message"][0] for mail in new if mail.to[0] == HANDLER]
    return names, sum(mail.tags["message"] == ["answered_copy"] and mail.to[0] == box.desk for mail in new)


@pytest.mark.parametrize(
    "act",
    [
        customer_adds(f"还有，今天骂我的就是{NAME}，请处理他。"),
        customer_adds(f"我要投诉{NAME}，他今天当众骂我。"),
        customer_adds(f"检票的那个人叫{NAME}，态度恶劣，我投诉他。"),
        the_desk_names_him,
    ],
    ids=["scolded", "complained of", "called", "named by the desk"],
)
def test_what_waited_for_whoever_is_named_meanwhile_is_recalled_and_others_get_theirs(
    answered: tuple[Sandbox, Moment], act: Callable[[Sandbox], object]
) -> None:
    assert tasks_of_the_next_minute(answered, act) == ([], 1)


def test_what_waits_goes_out_where_nobody_is_named(answered: tuple[Sandbox, Moment]) -> None:
    names, copies = tasks_of_the_next_minute(answered, customer_adds("补充一下，当时是上午9点整。"))
    assert ("task" in names, copies) == (True, 1)
