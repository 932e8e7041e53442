"""`status`, `cases` and `show`: what an operator sees of a day, of what is open, of one case."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from redress.printing import columns_of
from sandbox import Sandbox
from sandbox.staff import compose
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, RUDE, complain, newest, says
from tests.stories.letters import letter

Run = Callable[..., tuple[int, str]]
LI, CALLER = "li.na@163.com", "+8613505350001"
VIRUS = {"virus": "FAIL"}


@pytest.fixture
def friday(box: Sandbox) -> dict[str, str]:
    """A week: one case nobody answers, one answered and not visited, one with more time asked for, and what came this morning."""
    numbers = {"silent": complain(box)["number"], "answered": complain(box, sender=LI)["number"]}
    says(box, HANDLER, ANSWER, about=numbers["answered"])
    box._clock.move_to(box.now + timedelta(days=3, hours=23))  # time alone makes late: nobody had to look
    numbers["asking"] = complain(box, sender="zhao@163.com")["number"]
    says(box, HANDLER, "#延期 2026-03-09 17:30 车站监控要请厂家恢复", about=numbers["asking"])
    box.sms(CALLER, "投诉：今天上午9点客运总站检票员态度恶劣，我叫李梅")
    numbers["text"] = newest(box)["number"]
    box.email(letter(CUSTOMER, box.address, "投诉", RUDE), verdicts=VIRUS)
    box._cloud.put_message("InboundTextDeadLetters", "{}")
    box.wind(minutes=2)
    return numbers


def asked(run: Run, *command: str) -> Any:
    code, told = run(*command, "--json")
    assert code == 0
    return json.loads(told)


def fits(told: str) -> bool:
    return all(columns_of(line) <= 80 for line in told.splitlines())


def test_a_day_is_told_at_a_glance(run: Run, friday: dict[str, str]):
    told = asked(run, "status")
    counts = {name: each["count"] for name, each in told.items() if isinstance(each, dict)}
    assert counts == {
        "in_today": 2, "open": 3, "answered": 1, "late": 2, "approvals": 1, "outbox": 0, "parked": 1, "dead_letters": 1,
    }  # fmt: skip
    assert told["in_today"]["which"] == "1 mail, 1 sms"
    assert (told["open"]["which"], told["open"]["since"]) == (friday["silent"], "2026-03-02T01:00:00Z")
    assert (told["late"]["which"], told["late"]["since"]) == (friday["silent"], "2026-03-04T01:00:00Z")
    assert told["approvals"]["which"] == friday["asking"]
    assert told["parked"]["which"].startswith("M-")
    assert told["dead_letters"]["which"] == "1 InboundTextDeadLetters"
    code, printed = run("status")
    assert (code, fits(printed)) == (0, True)
    marked = [line.split("  ")[0] for line in printed.splitlines() if line.startswith("!")]
    assert marked == ["!", "!", "!"]
    assert "redress cases --late" in printed
    assert "redress redrive" in printed


def test_what_waits_to_be_sent_is_told_and_marked_once_it_should_have_left(box: Sandbox, run: Run):
    complain(box)
    says(box, HANDLER, ANSWER)  # the desk's copy leaves with the next sweep
    (waits,) = {(told["count"], told["which"], told["then"]) for told in [asked(run, "status")["outbox"]]}
    assert waits == (2, "answered_copy", "")
    box._clock.move_to(box.now.replace(hour=10))
    assert asked(run, "status")["outbox"]["then"] == "redress verify"


def test_a_quiet_day_is_told_with_noughts_and_nothing_is_marked(run: Run):
    code, printed = run("status")
    assert (code, "!" in printed) == (0, False)
    assert run("cases") == (0, "no cases\n")


def test_cases_are_listed_the_latest_first_and_chosen_by_lateness_unit_person_and_day(
    box: Sandbox, run: Run, friday: dict[str, str]
):
    def chosen(*options: str) -> list[str]:
        return [case["number"] for case in asked(run, "cases", *options)]

    found = asked(run, "cases")
    assert [case["number"] for case in found] == [friday[each] for each in ("silent", "answered", "asking", "text")]
    first, second = found[:2]
    assert (first["late"][0]["clock"], first["late"][0]["due"]) == ("answer", "2026-03-04T01:00:00Z")
    assert (first["next"]["who"], first["next"]["name"]) == (HANDLER, "郭平")
    assert [(limit["clock"], limit["who"]) for limit in second["late"]] == [("visit", [box.desk])]
    code, printed = run("cases")
    assert (code, fits(printed)) == (0, True)
    assert printed.splitlines()[-1] == "4 cases, 2 late"
    silent_subject = next(case["subject"] for case in found if case["number"] == friday["silent"])[:10]
    (silent,) = (line for line in printed.splitlines() if friday["silent"] in line)
    assert all(each in silent for each in (" 1d 23h late ", "郭平", silent_subject))
    (unvisited,) = (line for line in printed.splitlines() if friday["answered"] in line)
    assert all(each in unvisited for each in ("回访", "客服中心", " late "))  # what is late, and with whom
    wide = next(line for line in run("cases", "--wide")[1].splitlines() if friday["silent"] in line)
    assert all(each in wide for each in (" 1d 23h late ", "03-04 09:00", "客运总站", "2026-03-02 09:00"))
    assert "…" not in wide
    assert chosen("--late") == [friday["silent"], friday["answered"]]
    assert chosen("--late", "--who", box.desk) == [friday["answered"]]
    assert len(chosen("--unit", "客运总站")) == 4
    assert chosen("--unit", "公交公司") == []
    assert sorted(chosen("--since", "2026-03-06")) == sorted([friday["asking"], friday["text"]])
    assert chosen("--since", "0d") == chosen("--since", "2026-03-06")
    assert chosen("--since", "2026-03-07") == []


def test_closed_cases_are_listed_where_all_are_asked_for(box: Sandbox, run: Run):
    number = complain(box)["number"]
    box.email(compose(box.desk, box.address, f"[{number}]", "#结案 客户电话撤诉"))
    assert newest(box)["status"] == "closed"
    assert asked(run, "cases") == []
    (case,) = asked(run, "cases", "--all")
    assert (case["number"], case["status"], case["next"]) == (number, "closed", None)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--since", "yesterday"), "yesterday: no day; write it as 2026-03-01, or as days back: 7d\n"),
        (
            ("--who", "guo.pin@lc-transport.example"),
            "nobody has the address guo.pin@lc-transport.example; do you mean guo.ping@lc-transport.example?\n",
        ),
        (("--unit", "客运"), "no unit is called 客运; there are 客运总站, 客运营销部\n"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_with_what_can(run: Run, options: tuple[str, ...], told: str):
    assert run("cases", *options) == (2, told)


def test_a_case_is_shown_with_limits_history_messages_and_files(box: Sandbox, run: Run):
    subject, photo = "=?utf-8?q?=1B[2J=E6=8A=95=E8=AF=89?=", ("photo.jpg", "image/jpeg", b"\xff\xd8\xff")
    box.email(compose(CUSTOMER, box.address, "投诉", RUDE, headers={"Subject": subject}, attachments=[photo]))
    number = newest(box)["number"]
    says(box, HANDLER, ANSWER)
    found = asked(run, "show", number)
    assert (found["case"]["status"], found["sealed"], found["text"]) == ("answered", False, RUDE)
    assert [(limit["clock"], bool(limit["met"])) for limit in found["limits"]][:3] == [
        ("refer", True), ("flow_sheet", True), ("answer", True),
    ]  # fmt: skip
    assert [line["what"] for line in found["history"]] == [line.what for line in box.history(number)]
    first = found["messages"][0]
    assert (first["message"], first["to"], first["state"]) == ("acknowledgement", CUSTOMER, "sent")
    assert [(file["name"], file["size"], file["content_type"]) for file in found["files"]] == [
        ("photo.jpg", 3, "image/jpeg")
    ]
    assert len(found["mails"]) == 2
    code, printed = run("show", number.lower())
    assert (code, fits(printed)) == (0, True)
    assert "\x1b" not in printed
    for part in ("检票员高声呵斥旅客属实", "photo.jpg", "Messages ", "History ", f"{HANDLER}"):
        assert part in printed
    letters = run("show", number, "--texts")[1]
    assert "您好！" in letters
    assert "/c/" not in letters  # what opens a customer's page is not shown


def test_a_number_that_there_is_not_is_refused(run: Run):
    assert run("show", "LC20260302-0099")[0] == 2


def test_a_restricted_case_is_shown_sealed_until_somebody_asks_otherwise(capsys: pytest.CaptureFixture[str]):
    from redress.cli import main  # noqa: PLC0415

    def told(*command: str) -> str:
        assert main(command) == 0
        return capsys.readouterr().out

    words = "我要向消协投诉，豆腐发霉"
    with Sandbox("food-abc", now="2026-03-02T09:00+08:00") as box:
        number = complain(box, words)["number"]
        for printed in (told("show", number), told("show", number, "--json"), told("cases"), told("cases", "--json")):
            assert number in printed
            assert "消协" not in printed
            assert CUSTOMER not in printed
        assert words in told("show", number, "--unsealed")
