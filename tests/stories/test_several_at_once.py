"""A leader who decides several complaints with a few plain words, and staff whose words name none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import policies
from sandbox import Sandbox
from sandbox.staff import reply
from tests.stories.acts import ANSWER, CUSTOMER, HANDLER, HEAD, complain, last, says, to
from tests.stories.letters import letter

GATE = '\n[[gate]]\nname = "seen_by_the_head"\nbefore = "answered"\napprove = ["supervisor"]\n\n[directory]'
WORDS = "今天上午9点半我在客运总站坐大巴去济南，检票员态度恶劣，当众骂人，我要投诉。"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Sandbox]:
    text = (policies.HERE / "liaocheng-transport.toml").read_text("utf-8").replace("\n[directory]", GATE, 1)
    (tmp_path / "liaocheng-transport.toml").write_text(text, "utf-8")
    with Sandbox(tmp_path / "liaocheng-transport.toml", now="2026-03-02T09:00+08:00") as opened:
        for name in ("a", "b", "c"):
            number = complain(opened, WORDS, f"{name}@customer.example")["number"]
            says(opened, HANDLER, ANSWER, about=number)
        yield opened


def statuses(box: Sandbox) -> list[str]:
    return [c["status"] for c in box.complaints()]


def bundle(box: Sandbox) -> str:
    box.wind(days=1, hours=9)
    mail = last(box, HEAD, "项时限提醒和催办")
    assert "都同意" in mail.text
    return mail.subject


def test_one_yes_to_a_mail_about_several_decides_each_that_is_asked_and_the_receipt_names_them(box: Sandbox):
    receipt = says(box, HEAD, "都同意", about=bundle(box))
    assert statuses(box) == ["answered"] * 3
    for complaint in box.complaints():
        assert complaint["number"] in receipt.text
    again = says(box, HEAD, "全部同意", about="项时限提醒和催办")
    assert "没有写明是哪一件" in again.text


def test_only_the_named_ones_are_decided_and_words_of_which_it_is_not_plain_what_they_are_about_are_asked_about(
    box: Sandbox,
):
    first, second, third = (c["number"] for c in box.complaints())
    about = bundle(box)
    asked = says(box, HEAD, f"同意{first}，{second}不同意，理由：责任不清", about=about)
    assert statuses(box) == ["open"] * 3
    assert (asked.text.count("没有作出决定"), first in asked.text, second in asked.text) == (2, True, True)
    receipt = says(box, HEAD, f"同意 {first}、{third}", about=about)
    assert statuses(box) == ["answered", "open", "answered"]
    assert (first in receipt.text, second in receipt.text, third in receipt.text) == (True, False, True)
    says(box, HEAD, f"不同意 {second}，理由：责任不清", about=about)
    assert statuses(box) == ["answered", "open", "answered"]
    assert any("责任不清" in mail.text for mail in to(box, HANDLER))


@pytest.mark.parametrize("by_place", [False, True])
def test_different_words_about_each_decide_each_and_one_receipt_tells_all(box: Sandbox, by_place: bool):
    first, second, third = (c["number"] for c in box.complaints())
    about = bundle(box)
    named = ("第一件", "第二件", "第三件") if by_place else (first, second, third)
    words = "{}同意，{}不同意，理由：责任写得不清楚，请重新核实；{}可以".format(*named)
    receipt = says(box, HEAD, words, about=about)
    assert statuses(box) == ["answered", "open", "answered"]
    assert all(number in receipt.text for number in (first, second, third))
    assert [m.subject.count(second) for m in to(box, HANDLER) if "责任写得不清楚" in m.text] == [1]


def test_a_place_that_the_mail_does_not_have_decides_nothing_and_is_asked_about(box: Sandbox):
    receipt = says(box, HEAD, "第一件同意，第二件不行", about=bundle(box))
    assert statuses(box) == ["open"] * 3
    assert "没有写明是哪一件" in receipt.text


def test_doubtful_words_about_several_decide_none_and_are_asked_about_for_each(box: Sandbox):
    receipt = says(box, HEAD, "原则上都同意，但请再核实", about=bundle(box))
    assert statuses(box) == ["open"] * 3
    for complaint in box.complaints():
        assert complaint["number"] in receipt.text


@pytest.mark.parametrize("words", ["明天再说", "全部同意"])
def test_words_in_a_fresh_mail_that_name_no_complaint_open_none_and_their_writer_hears_so(box: Sandbox, words: str):
    before = len(box.complaints())
    box.email(letter(HEAD, box.address, "回复", words))
    assert len(box.complaints()) == before
    assert "没有写明是哪一件" in to(box, HEAD)[-1].text


def test_a_colleague_without_a_part_who_names_a_case_in_the_subject_hears_who_has_it_and_opens_none(box: Sandbox):
    before, other = box.complaints(), "liang.bo@lc-transport.example"
    box.email(letter(other, box.address, before[0]["number"], "这件不归我们管，是客运站的事"))
    assert len(box.complaints()) == len(before)
    (receipt,) = to(box, other)
    assert before[0]["number"] in receipt.subject
    assert "现在由" in receipt.text


@pytest.mark.parametrize(
    ("words", "read"), [("已整改：是", "没有写明是哪一件"), ("收到", "没有需要办理的"), ("好的", "没有需要办理的")]
)
def test_a_line_of_a_form_about_no_complaint_is_asked_about_and_no_receipt_of_none_speaks_of_its_record(
    box: Sandbox, words: str, read: str
):
    box.email(letter(HEAD, box.address, "Re: 月报", words))
    told = to(box, HEAD)[-1].text
    assert read in told
    assert "记入处理记录" not in told


def test_several_limits_of_one_complaint_in_one_mail_are_answered_like_any_mail_about_it_by_what_ends_each():
    handler, customer = "tong.lei@jinchuanwan.example", "zhang.wei@qq.com"
    with Sandbox("property-group", now="2026-03-02T09:00+08:00") as one:
        number = complain(one, "我家木地板全部拱起来了，踩上去响，要个说法。")["number"]
        says(one, handler, "#联系 已电话联系")
        one.wind(to="2026-03-05T18:03+08:00")
        # The limit that passes grades it major, whose own limit reminds at once.
        mail = last(one, handler, "项时限提醒和催办")
        assert mail.subject == f"[{number}] 3 项时限提醒和催办，请办理"
        assert (mail.text.count("#结果"), mail.text.count("#填报"), mail.text.count(number)) == (1, 1, 0)
        receipt = says(one, handler, "#告知客户 龙骨已到货，周一完工。", about="项时限提醒和催办")
        assert "已告知客户" in receipt.text
        assert [m.text.count("龙骨已到货") for m in to(one, customer)][-1] == 1


def test_what_customers_add_to_two_cases_in_one_minute_is_answered_case_by_case() -> None:
    with Sandbox(policy="liaocheng-transport", now="2026-03-02T10:00+08:00") as box:
        numbers = [complain(box, sender=sender)["number"] for sender in (CUSTOMER, "li@qq.com")]
        box.wind(minutes=5)
        for sender in (CUSTOMER, "li@qq.com"):
            box.email(reply(last(box, sender), "补充：检票员戴眼镜", sender=sender))
        box.wind(minutes=2)
        added = to(box, HANDLER, "客户有新的补充")
        assert [next(n for n in numbers if n in mail.subject) for mail in added] == numbers
        for mail, words in zip(added, ("#备注 第一件已查", "#备注 第二件已查"), strict=True):
            box.email(reply(mail, words, sender=HANDLER))
        told = [[e.text for e in box.history(number) if e.what == "note"] for number in numbers]
        assert told == [["第一件已查"], ["第二件已查"]]
