"""Words of staff that the customer reads: what is cut, what is asked about first, and what the receipt shows."""

import pytest

from tests.core.handling.playing import ANSWER, BUS, BUS_HEAD, DESK, Case, names, office, referred, transport

KIND = "我们正在核实，周三前再给您回话。"


def texts(case: Case) -> list[str]:
    return [str(m.extra.get("text", "")) for m in case.last.messages if m.to.role == "customer"]


def receipt(case: Case) -> dict[str, object]:
    return dict(next(m for m in case.last.messages if m.name == "receipt").extra)


@pytest.mark.parametrize("command", ["告知客户", "询问客户"])
def test_a_card_and_a_remark_stay_inside_and_the_receipt_shows_what_went_out(command: str):
    case = referred()
    case.staff(BUS, f"#{command}\n{KIND}\n\n小赵：回头补台账\n\n梁波\n运营部 经理\n手机：13712345678")
    assert texts(case) == [KIND]
    assert receipt(case)["told"] == KIND
    assert "以下内容没有发给客户，只留在处理记录里：小赵：回头补台账" in case.changes


@pytest.mark.parametrize(
    ("order", "word"),
    [
        ("#告知客户\n送您一百块钱，别生气了", "送您"),
        ("#告知客戶\n給您現金慰問", "现金慰问"),
        ("#tell\nWe'll pay you for the taxi.", "pay you"),
        ("#询问客户\n您是不是无理取闹？", "无理取闹"),
        ("#延期 2026-03-06 17:30\n都怪修理厂同事太慢", "都怪"),
        ("#无效\n理由：您自己没看站牌", "您自己没"),
        ("#结果\n事实：属实\n责任：是司机的错\n措施：新来的，已教育", "司机的错"),
        ("#结果\n事实：属实\n责任：在我方\n措施：有事打我手机13712345678", "13712345678"),
    ],
)
def test_words_that_sound_wrong_are_held_with_a_question(order: str, word: str):
    case = referred()
    by = BUS_HEAD if "延期" in order else BUS
    before = case.complaint
    case.staff(by, order)
    assert names(m for m in case.last.messages if m.to.role == "customer") == []
    assert word in case.problems
    assert "确认发送：是" in case.problems
    assert (case.complaint.status, case.complaint.moment("told")) == ("open", None)
    assert case.complaint.extension == before.extension


def test_who_confirms_the_words_sends_them_as_they_are_and_the_record_says_so():
    case = referred()
    case.staff(BUS, "#告知客户\n请打司机本人电话13712345678取回手提包\n确认发送：是")
    assert texts(case) == ["请打司机本人电话13712345678取回手提包"]
    assert "words_confirmed" in case.lines


def test_a_confirmation_in_english_counts_and_any_other_word_does_not():
    case = referred()
    case.staff(BUS, "#tell\nIt is your own fault.\nSend anyway: perhaps")
    assert texts(case) == []
    case.staff(BUS, "#tell\nIt is your own fault.\nSend anyway: yes")
    assert texts(case) == ["It is your own fault."]


def test_money_in_an_answer_is_cleared_once_by_the_line_of_the_policys_own_gate():
    case = referred()
    case.staff(BUS, "#结果\n事实：属实\n责任：在我方\n措施：退您票款的传言不实")
    assert "退您" in case.problems
    case.staff(BUS, "#结果\n事实：属实\n责任：在我方\n措施：退您票款的传言不实\n经济补偿：无")
    assert (case.problems, case.complaint.status) == ("", "answered")


def test_a_closing_reason_is_looked_at_where_it_is_all_that_the_customer_hears():
    case = referred()
    case.staff(DESK, "#结案\n理由：投诉专业户，不予理会")
    assert ("投诉户" in case.problems or "投诉专业户" in case.problems, case.complaint.status) == (True, "open")


def test_a_policy_that_takes_no_list_asks_nothing_but_guards_private_numbers():
    case = referred(office(), text="service is slow")
    case.staff("hans@office.example", "#tell That is ridiculous.")
    assert texts(case) == ["That is ridiculous."]
    case.staff("hans@office.example", "#tell Call me on 13712345678.")
    assert texts(case) == []


def test_an_answer_goes_out_without_its_authors_card():
    case = referred()
    case.staff(BUS, f"{ANSWER}\n\n梁波\n公交公司\n手机：13712345678")
    assert case.complaint.status == "answered"
    assert "13712345678" not in str(case.complaint.letter) + case.complaint.outcome


def test_all_shipped_policies_look_at_words_to_customers():
    assert any(gate.before == "customer_reads" for gate in transport().gates)


@pytest.mark.parametrize("command", ["告知客户", "询问客户", "结果", "无效"])
def test_words_that_greet_another_customer_are_neither_sent_nor_kept(command: str):
    case = referred()
    case.staff(BUS, f"#{command}\n尊敬的李女士，您好！\n{KIND}\n事实：属实\n责任：公交公司\n措施：已教育")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == []
    assert "LC20260302-0001，张明" in case.problems
    assert (case.complaint.outcome, case.complaint.fields.get("facts", "")) == ("", "")


def test_who_confirms_the_greeting_sends_it():
    case = referred()
    case.staff(BUS, f"#告知客户\n李女士，您好！\n{KIND}\n确认发送：是")
    assert texts(case) == [KIND]
