"""How many people complain of the same thing, and who complains again after they were let down."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.stories.acts import RUDE, complain, newest

RULES = """
[[rule]]
group = "many"
when = [{ count = { of = "batch", at_least = 3, each = "customer", within = "30 days" } }]
then = { flag = ["many_customers"] }

[[rule]]
group = "again"
when = [{ earlier = { within = "30 days", was = ["late", "unsatisfied"] } }]
then = { flag = ["let_down"] }
"""


def opened(shipped: str, folder: Path) -> Sandbox:
    text = (Path(policies.__file__).parent / f"{shipped}.toml").read_text("utf-8")
    path = folder / "counting.toml"
    fields = "" if 'name = "batch"' in text else '\n[[field]]\nname = "batch"\n'
    path.write_text(text.replace(f'name = "{shipped}"', 'name = "counting"', 1) + fields + RULES, "utf-8")
    return Sandbox(policy=str(path), now="2026-03-02T09:00+08:00")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    with opened("food-abc", tmp_path) as food:
        yield food


def flagged(box: Sandbox, flag: str) -> list[bool]:
    return [flag in c["flags"] for c in box.complaints() if c["number"]]


@pytest.mark.clause("CM-04")
def test_three_customers_of_one_batch_are_a_group_however_they_write_its_number(box: Sandbox) -> None:
    complain(box, "豆干包装破损，批号20260120", sender="a@home.example")
    complain(box, "豆乾包裝破損，批號是2026年1月20日", sender="b@home.example")
    assert flagged(box, "many_customers") == [False, False]
    box.sms("+8613505350001", "投诉：豆干包装破损，批次2026-01-20")
    box.wind(minutes=2)
    assert flagged(box, "many_customers") == [True, True, True]


@pytest.mark.clause("CM-04")
def test_one_customer_who_writes_about_it_five_times_is_no_group(box: Sandbox) -> None:
    for turn in range(5):
        complain(box, "豆干包装破损，批号20260120", sender="a@home.example", subject=f"第{turn}封")
        box.wind(days=1)
    assert not any(flagged(box, "many_customers"))


@pytest.mark.clause("CM-03")
def test_who_complains_again_while_the_answer_is_late_is_known_as_let_down(tmp_path: Path) -> None:
    with opened("liaocheng-transport", tmp_path) as box:
        first = complain(box)
        box.wind(days=1)
        assert "let_down" not in complain(box, "票务多收了我十元，我要投诉", subject="多收票款")["flags"]
        box.wind(days=5)
        again = complain(box, "车厢太脏，我要投诉", subject="车厢脏")
        assert again["number"] != first["number"]
        box.wind(minutes=2)
        assert "let_down" in newest(box)["flags"]
        assert "let_down" not in complain(box, RUDE, sender="b@home.example")["flags"]


@pytest.mark.clause("CM-04")
def test_three_passengers_of_one_line_are_a_group_of_which_desk_and_director_hear() -> None:
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T09:00+08:00") as box:
        complain(box, "投诉：3路公交晚点四十分钟", sender="a@home.example")
        complain(box, "投诉：3 路又晚点了", sender="b@home.example")
        complain(box, "投诉：3路司机骂人", sender="c@home.example")  # another matter
        complain(box, "投诉：3路晚点", sender="a@home.example", subject="再次")  # the same person
        box.wind(minutes=2)
        assert not any(flagged(box, "group"))
        box.sms("+8613505350001", "投诉：3路公交晚点半小时")
        box.wind(minutes=2)
        assert flagged(box, "group") == [True, True, False, True, True]
        told = [mail for mail in box.mails if "供您知悉" in mail.subject and "多名客户反映同一件事" in mail.text]
        assert {"li.guoqiang@lc-transport.example", box.desk} <= {address for mail in told for address in mail.to}
