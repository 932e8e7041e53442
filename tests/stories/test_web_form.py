"""A complaint by the form on the public page, from the first word to the photograph that is added later; and how often strangers may have us write."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from chalicelib.arrivals.web_forms import Guessed
from chalicelib.core.people.tokens import verified
from sandbox import Sandbox
from sandbox.cloud import APP_DIR
from tests.stories.acts import (
    CUSTOMER,
    HANDLER,
    RUDE,
    code_in,
    complain,
    fills_in,
    last,
    newest,
    says,
    to,
    types_code,
)
from tests.stories.letters import letter

PHONE = "+8613800138000"
PHOTO = ("照片.jpg", "image/jpeg", b"\xff\xd8\xff\xe0photo\r\n")


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(now="2026-03-02T09:00+08:00") as opened:
        yield opened


def known(box: Sandbox) -> list[str]:
    """The numbers of all complaints."""
    return [c["number"] for c in box.complaints() if c["number"]]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_from_the_form_to_the_answer_and_a_photograph(box: Sandbox):
    page = fills_in(box, "138 0013 8000", name="张三")
    assert (known(box), box.mails, len(box.texts)) == ([], [], 1)  # nothing but the code, to that number alone
    code = code_in(box.texts[0].text)
    assert box.texts[0].to == PHONE
    assert "还可以再试 4 次" in types_code(box, page, wrong(code))
    box.wind(minutes=20)
    shown = types_code(box, page, code)
    case = newest(box)
    assert case["number"] in shown
    assert (case["channel"], case["complainant"]["phone"], case["complainant"]["name"]) == ("web", PHONE, "张三")
    assert (case["text"], case["category"]) == (RUDE, "服务态度")
    assert box.history(case["number"])[0]["at"] == box.now  # received when it was proved
    assert f"编号{case['number']}" in box.texts[-1].text  # the acknowledgement, by the way that was proved
    assert "渠道：网页" in last(box, HANDLER).text

    link = re.findall(r"/c/\w+", shown)[0]
    assert box.post(link, {"words": "车牌鲁P12345"}, files=[PHOTO]).status == 303
    passed_on = last(box, HANDLER, "补充")
    assert "│ 车牌鲁P12345" in passed_on.text
    (file,) = re.findall(r"https://\S+/f/\w+", passed_on.text)
    assert 'src="data:image/jpeg;base64,/9j/4HBob3RvDQo="' in box.get(file).text
    raws = {line["raw"] for line in box.history(case["number"]) if line.get("raw")}
    assert {each.rpartition("-")[0] for each in raws} == {"raw/forms/form"}
    says(box, HANDLER, "#结果\n事实：检票员高声呵斥旅客属实\n责任：责任在我方\n措施：停岗培训三天")
    assert box.texts[-1].to == PHONE
    assert "停岗培训三天" in box.get(link).text
    assert "已经登记" in box.get(page).text  # and a code typed again registers nothing again
    types_code(box, page, code)
    assert known(box) == [case["number"]]
    assert box.dead_letters == []


def test_a_form_that_names_its_writers_own_number_adds_to_that_and_a_strangers_opens_its_own(box: Sandbox):
    first = complain(box)["number"]
    page = fills_in(box, CUSTOMER, f"{first} 补充：检票员工号0312")
    assert first in types_code(box, page, code_in(last(box, CUSTOMER, "验证码").text))
    assert (known(box), "工号0312" in last(box, HANDLER, "补充").text) == ([first], True)
    page = fills_in(box, "li.na@163.com", f"{first} 这件事我也看到了，检票员态度恶劣。")
    types_code(box, page, code_in(last(box, "li.na@163.com", "验证码").text))
    assert len(known(box)) == 2
    assert not [line for line in box.history(first) if "我也看到了" in line.get("text", "")]


def test_whoever_reads_the_code_learns_nothing_that_the_stranger_wrote_and_nothing_comes_of_silence(box: Sandbox):
    page = fills_in(box, CUSTOMER, "打开 evil.example 领奖", name="领奖请加13900000000")
    (mail,) = to(box, CUSTOMER)
    assert not re.search("evil|领奖|13900000000", mail.raw.decode("utf-8", "replace") + mail.text + mail.html)
    assert mail.headers["Auto-Submitted"] == "auto-generated"
    box.report(mail, "Bounce", subtype="Permanent")
    box.wind(hours=2)
    assert box.get(page).status == 410
    assert (known(box), [m for m in box.mails if box.desk in m.to]) == ([], [])


def test_five_wrong_codes_end_it_though_the_right_one_follows(box: Sandbox):
    page = fills_in(box, PHONE)
    code = code_in(box.texts[0].text)
    for tried in range(5):
        types_code(box, page, f"{(int(code) + 1 + tried) % 1_000_000:06d}")
    assert "验证码已失效" in types_code(box, page, code)
    assert known(box) == []


def test_guesses_that_cross_are_counted_one_by_one(box: Sandbox):
    """Many workers read at once that none was wrong yet: five are heard all the same, and then not even the right one."""
    page = fills_in(box, PHONE)
    code, forms = code_in(box.texts[0].text), app.container().web_forms
    token = verified(page.rpartition("/")[2], app.container().keys, box.now)
    assert token is not None
    fresh = forms.waiting(token)
    for tried in range(9):
        forms._refuse(Guessed(token, f"{(int(code) + 1 + tried) % 1_000_000:06d}", tried, box.now), fresh, box.now)
    assert forms.waiting(token)["wrong"] == "5"
    assert "验证码已失效" in types_code(box, page, code)
    assert known(box) == []


def test_a_code_typed_too_late_registers_nothing(box: Sandbox):
    page = fills_in(box, PHONE)
    box.wind(hours=1, minutes=1)
    assert box.post(page, {"code": code_in(box.texts[0].text)}).status == 410
    assert known(box) == []


def test_one_number_gets_two_codes_a_day_whoever_asks_and_the_page_says_so(box: Sandbox):
    pages = [fills_in(box, PHONE, f"{RUDE}{each}") for each in range(4)]
    assert len(box.texts) == 2
    assert ["今天不能再发验证码了" in box.get(page).text for page in pages] == [False, False, True, True]
    box.wind(days=1)
    fills_in(box, PHONE)
    assert [text.to for text in box.texts] == [PHONE] * 3


def test_strangers_have_no_more_codes_sent_in_a_day_than_a_quarter_of_its_texts(tmp_path: Path):
    shipped = (APP_DIR / "chalicelib/policies/liaocheng-transport.toml").read_text(encoding="utf-8")
    path = tmp_path / "liaocheng-transport.toml"
    path.write_text(f"texts_a_day = 20\n{shipped}", encoding="utf-8")
    with Sandbox(policy=path, now="2026-03-02T09:00+08:00") as box:
        for each in range(4):
            fills_in(box, f"1380013800{each}")
            fills_in(box, f"customer{each}@qq.com")
        assert (len(box.texts), len(box.mails)) == (3, 2)
        box.sms("+8613505350001", RUDE)  # whoever texts us is answered all the same
        assert [text.to for text in box.texts][-1] == "+8613505350001"


def test_a_blocked_sender_gets_no_code_and_one_in_danger_does(box: Sandbox):
    box.email(letter(box.desk, box.address, "屏蔽", f"#屏蔽 {CUSTOMER} 群发广告"))
    fills_in(box, CUSTOMER)
    assert to(box, CUSTOMER) == []
    fills_in(box, CUSTOMER, "司机现在拿刀威胁乘客，救命")
    assert len(to(box, CUSTOMER)) == 1


def test_what_was_never_proved_lies_in_the_bucket_as_posted_and_what_was_lies_with_the_mails(box: Sandbox):
    page = fills_in(box, PHONE, "第一件")
    types_code(box, page, code_in(box.texts[0].text))
    fills_in(box, CUSTOMER, "第二件")
    kept = app.container().objects
    waiting, taken = list(kept.keys("forms/")), list(kept.keys("raw/forms/"))
    assert (len(waiting), len(taken)) == (2, 1)
    posted = kept.get(taken[0]) or b""
    assert posted.startswith(b"MIME-Version: 1.0\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nwords=%E7")
    assert posted == kept.get(f"forms/{taken[0].rpartition('/')[2]}")
    keys = [item for item in box._cloud.items("Keys") if item["key"].startswith("held#form-")]
    assert all(item["expires_at"] for item in keys)
    assert sorted("fact" in item for item in keys) == [False, True]  # what is registered is kept in its case alone
