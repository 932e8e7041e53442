"""What becomes of an answer that was refused: words that only lacked a line go out with it, words that were to blame never do."""

import pytest

from tests.core.handling.playing import BUS, HANS, Case, names, office, referred

ONE_LINE = office(
    """
    [[clock]]
    name = "settle"
    from = "referred"
    until = "answered"
    within = "3 working days"
    calendar = "work"
    promised = true
    rungs = [{ at = "due", tell = ["handler"] }]

    [[task]]
    name = "outcome"
    for = "handler"
    opens = "referred"
    command = "resolve"
    form = ["facts", "amount"]
    required = ["facts"]
    letter = ["facts"]
    sets = "proposed"

    [[gate]]
    name = "manners"
    before = "customer_reads"
    suspicious_words = ["nonsense", "liar"]
    reason = { en = "customers are not scolded" }
    """
)


def asked_for_one_line() -> Case:
    return referred(ONE_LINE, text="your service is slow")


def letter(case: Case) -> str:
    """All that the customer reads of it."""
    complaint = case.complaint
    assert complaint is not None
    return "\n".join((complaint.outcome, *(value for _, value in complaint.letter or ())))


def test_words_that_only_lacked_the_line_go_out_with_it_and_their_author_is_told_so_before():
    case = asked_for_one_line()
    case.staff(HANS, "#resolve We are sorry and have fixed the queue.", "2026-03-02 10:00")
    assert (case.problems, "your words are kept" in case.changes) == ("missing: Facts", True)
    case.staff(HANS, "#resolve\nFacts: a counter was closed", "2026-03-02 10:10")
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert letter(case) == "We are sorry and have fixed the queue.\na counter was closed"


@pytest.mark.parametrize(
    "first",
    [
        "#resolve this customer is a liar",
        "#resolve What a liar!\nAmount: 5",
        "#resolve It is all nonsense, call 13700001111",
    ],
)
def test_words_that_were_to_blame_do_not_go_out_because_a_line_was_filled(first: str):
    case = asked_for_one_line()
    case.staff(HANS, first, "2026-03-02 10:00")
    assert "your words are kept" not in case.changes
    case.staff(HANS, "#resolve\nFacts: a counter was closed", "2026-03-02 10:10")
    assert (case.complaint.status, case.problems) == ("answered", "")
    assert "your words that were refused did not go to the customer" in case.changes
    assert "a counter was closed" in letter(case)
    assert not any(word in letter(case) for word in ("liar", "nonsense", "13700001111"))


def test_who_confirms_refused_words_with_the_line_sends_both():
    case = asked_for_one_line()
    case.staff(HANS, "#resolve You called our colleague a liar.", "2026-03-02 10:00")
    case.staff(HANS, "#resolve\nFacts: a counter was closed\nSend anyway: yes", "2026-03-02 10:10")
    assert letter(case) == "You called our colleague a liar.\na counter was closed"
    assert "did not go" not in case.changes


def test_new_words_take_the_place_of_refused_ones_without_a_word_about_them():
    case = asked_for_one_line()
    case.staff(HANS, "#resolve nonsense\nFacts: none seen", "2026-03-02 10:00")
    case.staff(HANS, "#resolve We are sorry.", "2026-03-02 10:10")
    assert (letter(case), "did not go" in case.changes) == ("We are sorry.\nnone seen", False)


def test_a_line_that_was_to_blame_is_asked_about_again_and_the_words_beside_it_stand():
    case = asked_for_one_line()
    case.staff(HANS, "#resolve We are sorry.\nFacts: nonsense", "2026-03-02 10:00")
    case.staff(HANS, "#resolve\nAmount: 5", "2026-03-02 10:10")
    assert (case.complaint.status, "nonsense" in case.problems) == ("open", True)
    case.staff(HANS, "#resolve\nFacts: a counter was closed", "2026-03-02 10:20")
    assert letter(case) == "We are sorry.\na counter was closed"


def test_words_about_money_go_out_once_the_gates_own_line_says_that_none_was_given():
    case = referred()
    case.staff(BUS, "#结果 票款已退款给您\n事实：故障\n责任：公交公司\n措施：检修", "2026-03-02 15:00")
    assert "退款" in case.problems
    case.staff(BUS, "#结果\n经济补偿：无", "2026-03-02 15:10")
    assert case.complaint.outcome == "票款已退款给您"
    assert "outcome" in names(case.last.messages)
