"""The receipt of one mail about several complaints tells of each what really came of it, whatever dies in between."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from sandbox import Sandbox
from sandbox.staff import reply
from tests.faults.branches import back_to, remembered
from tests.faults.breaking import Breaker, Killed, Manner
from tests.stories.acts import ANSWER, HANDLER, complain, last, to

INCOMPLETE = "\n".join(ANSWER.splitlines()[:2])


@pytest.fixture(scope="module")
def breaker() -> Breaker:
    return Breaker()


@pytest.fixture(scope="module")
def box(breaker: Breaker) -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened, breaker.watching():
        yield opened


@pytest.mark.parametrize(
    ("orders", "refused"),
    [
        ("#{0}\n{answer}\n#{1}\n{incomplete}", 1),
        ("#{0}\n{incomplete}\n#{1}\n{answer}", 0),
        ("#{0}\n{incomplete}\n#{1}\n#备注 已联系司机", 0),
    ],
)
def test_what_was_refused_is_never_said_to_be_done(box: Sandbox, breaker: Breaker, orders: str, refused: int) -> None:
    numbers = complain(box)["number"], complain(box, sender="second@qq.com")["number"]
    text = orders.format(*numbers, answer=ANSWER, incomplete=INCOMPLETE)
    mail = reply(last(box, HANDLER), text, sender=HANDLER)
    begun = remembered(box)
    breaker.prepare()
    box.email(mail)
    calls, expected = list(breaker.calls), to(box, HANDLER)[-1].text
    assert numbers[refused] in expected
    manner: Manner
    for number, call in enumerate(calls):
        for manner in ("fails", "busy", "killed") if call.operation.startswith("Transact") else ("fails",):
            back_to(box, begun)
            breaker.prepare(number, manner)
            with suppress(Killed):
                box.email(mail)
            box._settle()
            box.wind(minutes=33)
            receipts = [each.text for each in to(box, HANDLER) if each.text == expected]
            assert receipts, f"{manner} at {number}: {call}: {to(box, HANDLER)[-1].text} instead of {expected}"
    breaker.prepare()
