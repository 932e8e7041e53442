"""What a queue hands over at once comes to the same as one by one, and a mail that cannot be read keeps no other waiting."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from chalicelib.arrivals.mails import Mails
from sandbox import Sandbox
from sandbox.staff import reply
from tests.faults.outcomes import outcome
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, at_once, complain, last
from tests.stories.letters import letter

MORE = "今天上午8点3路公交车在火车站不停，司机态度差。"
RUDE = "今天上午9点客运总站检票员态度恶劣，我要投诉。"
Post = Callable[[Sandbox, list[bytes]], None]
Lives = dict[str, tuple[Any, ...]]


def one_by_one(box: Sandbox, mails: list[bytes]) -> None:
    for mail in mails:
        box.email(mail)


def came_of(post: Post, mails: Callable[[Sandbox], list[bytes]]) -> Lives:
    """Each complaint by its number: where it stands, its history, who was told what in which order; under "" who was told what at once."""
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        complain(box)
        post(box, mails(box))
        told_at_once = [(mail.to[0], mail.tags["message"][0]) for mail in box.mails]
        box.wind(minutes=5)
        found = outcome(box)
        names = {c["id"]: c["number"] for c in box.complaints() if c["number"]}
        assert not found.problems
        told: dict[str, dict[str, list[str]]] = {names[about]: {} for about in names}
        for (about, to), messages in found.sent.items():
            told[names[about]][to] = messages
        lives = {names[each]: (found.complaints[each], found.history[each], told[names[each]]) for each in names}
        return lives | {"": tuple(sorted(told_at_once))}


def of_strangers(box: Sandbox) -> list[bytes]:
    return [letter(f"stranger{n}@qq.com", box.address, "投诉", f"{RUDE} 车票尾号 {n}") for n in range(3)]


def of_one_customer(box: Sandbox) -> list[bytes]:
    return [letter("second@qq.com", box.address, *words) for words in (("投诉", RUDE), ("投诉公交", MORE))]


def a_mail_and_what_another_adds_to_its_thread(box: Sandbox) -> list[bytes]:
    first = letter("second@qq.com", box.address, "投诉", RUDE).replace(
        b"Subject:", b"Message-ID: <one@qq.com>\r\nSubject:", 1
    )
    copied = letter("third@qq.com", box.address, "Re: 投诉", MORE)
    return [first, copied.replace(b"Subject:", b"In-Reply-To: <one@qq.com>\r\nSubject:", 1)]


def about_one_complaint(box: Sandbox) -> list[bytes]:
    answer = reply(last(box, HANDLER), ANSWER, sender=HANDLER)
    return [answer, reply(last(box, CUSTOMER), "补充：检票员工号0312。", sender=CUSTOMER)]


def test_mails_of_strangers_at_once_come_to_the_same_as_one_by_one() -> None:
    assert came_of(at_once, of_strangers) == came_of(one_by_one, of_strangers)


def test_two_first_mails_of_one_customer_at_once_come_to_the_same_as_one_after_the_other() -> None:
    assert came_of(at_once, of_one_customer) == came_of(one_by_one, of_one_customer)


def test_what_somebody_adds_to_a_thread_at_once_with_its_first_mail_is_known_to_belong_there() -> None:
    mails = a_mail_and_what_another_adds_to_its_thread
    assert came_of(at_once, mails) == came_of(one_by_one, mails)


def test_an_answer_and_the_customers_words_at_once_come_to_the_same_as_one_after_the_other() -> None:
    assert came_of(at_once, about_one_complaint) == came_of(one_by_one, about_one_complaint)


def test_mails_that_would_not_fit_into_memory_side_by_side_are_read_in_their_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        import_module("chalicelib.arrivals.together"), "HELD_AT_ONCE", 600
    )  # bytes: two of these letters fill it
    seen: list[str] = []
    read, arrived = Mails.read, Mails.arrived
    monkeypatch.setattr(Mails, "read", lambda *given: (seen.append("read"), read(*given))[1])
    monkeypatch.setattr(Mails, "arrived", lambda *given: (seen.append("turn"), arrived(*given))[1])
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        at_once(box, of_strangers(box))
        assert seen == ["read", "read", "turn", "turn", "turn", "read"]
        assert len(box.complaints()) == 3


def test_a_mail_that_is_not_in_the_bucket_keeps_no_other_waiting() -> None:
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        mails = of_strangers(box)
        kept = box._cloud.store
        stored: list[str] = []

        def lose_the_first(key: str, content: bytes) -> str:
            stored.append(key)
            return kept(f"{key}.lost" if len(stored) == 1 else key, content)

        box._cloud.store = lose_the_first  # type: ignore[method-assign]
        at_once(box, mails)
        assert [c["complainant"]["mail"] for c in box.complaints()] == ["stranger1@qq.com", "stranger2@qq.com"]
        assert len(box.dead_letters) == 1
