"""Whom a customer complains of, measured on labelled sentences that were written before any rule read them; the half kept apart shaped none."""

import re
import time
import tomllib
from functools import cache
from pathlib import Path

import pytest

from chalicelib.core.complaint.model import Complaint
from chalicelib.core.people import accused
from chalicelib.core.policy.model import Department, Person, Policy
from tests.core.handling.playing import transport, with_directory

HERE = Path(__file__).parent
HALVES = ("accused.tsv", "accused-kept-apart.tsv")
LEADERS = {"城东站": "王强", "三车队": "赵大海", "票务部": "张伟", "櫃檯組": "陳淑芬", "Riverside depot": "Tom Baker"}
UNITS = (*LEADERS, "维修班", "客服中心", "二車隊", "Lost Property")


@cache
def directory() -> Policy:
    read = tomllib.loads((HERE / "people.toml").read_text())["person"]
    people = tuple(
        Person(
            mail=address(p["name"]),
            name=p["name"],
            title=p["title"],
            number=p["number"],
            also_called=(p["latin"],) if "latin" in p else (),
        )
        for p in read
    )
    units = (
        Department(name=n, handler=address(LEADERS.get(n, "李娜")), head=address(LEADERS.get(n, "李娜"))) for n in UNITS
    )
    return with_directory(transport(), people=people, departments=tuple(units))


def address(name: str) -> str:
    return f"{'.'.join(str(ord(sign)) for sign in name)}@words.example"


def lines(half: str) -> list[tuple[str, set[str], str]]:
    rows = (line.split("\t") for line in (HERE / half).read_text().splitlines())
    return [(label, set(filter(None, who.split(","))), text) for label, who, text in rows]


def meant(text: str, name: str) -> str:
    return accused.whether_meant(address(name), Complaint(id="a", number="n", policy="p", text=text), directory())


@pytest.mark.parametrize("half", HALVES)
def test_nearly_everybody_accused_is_found_and_nearly_nobody_else_is_taken_for_certain(half: str):
    certain, right, asked_of, found, needless = 0, 0, 0, 0, 0
    told = [row for row in lines(half) if not any(name.startswith("@") for name in row[1])]
    for label, whom, text in told:
        for person in directory().directory.people:
            truth = label if person.name in whom else "clear"
            said = meant(text, person.name)
            certain += said == "accused"
            right += said == truth == "accused"
            asked_of += truth == "accused"
            found += truth == "accused" and said != "no"
            needless += truth == "clear" and said == "doubtful"
    print(f"{half}: recall {found}/{asked_of}, precision {right}/{certain}, asked for nothing {needless}")
    assert found / asked_of >= 0.95
    assert right / certain >= 0.9
    assert needless <= len(told) * 0.05


@pytest.mark.parametrize("half", HALVES)
def test_a_unit_that_is_complained_of_is_told_from_one_that_is_named(half: str):
    right, wrong, missed = 0, [], []
    for _, whom, text in lines(half):
        case = Complaint(id="a", number="n", policy="p", text=text)
        for unit in directory().directory.departments:
            said, true = accused.unit_is_meant(unit, case, directory()), f"@{unit.name}" in whom
            right += said and true
            wrong += [text] if said and not true else []
            missed += [text] if true and not said else []
    print(half, right, wrong, missed)
    assert right >= 0.75 * (right + len(missed))
    assert len(wrong) <= 0.25 * right + 1


def test_the_sentences_are_many_and_of_all_kinds():
    known = [line for half in HALVES for line in lines(half)]
    assert len(lines(HALVES[0])) >= 200
    assert len(lines(HALVES[1])) >= 100
    assert {label for label, _, _ in known} == {"accused", "doubtful", "clear"}
    assert not {t for _, _, t in lines(HALVES[0])} & {t for _, _, t in lines(HALVES[1])}


@pytest.mark.parametrize(
    "text", ["郭平" * 20_000, "郭 " * 30_000, "被" * 60_000, "小郭师" * 20_000, "sarah, " * 10_000, "1027号" * 15_000, "城东站的" * 15_000]
)  # fmt: skip
def test_no_text_takes_long(text: str):
    case = Complaint(id="a", number="n", policy="p", text=text)
    begun = time.perf_counter()
    accused.all_kept_out(case, directory())
    [accused.unit_is_meant(unit, case, directory()) for unit in directory().directory.departments]
    assert time.perf_counter() - begun < 5
    assert re.search("[^ ]", text)
