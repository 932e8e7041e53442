import pytest

from chalicelib.core.written import subjects

ANSWERED = (
    "Re: 201路", "RE：201路", "re:201路", "回复：201路", "回复:201路", "答复: 201路", "回覆: 201路", "AW: 201路", "Antw: 201路", "SV: 201路",
    "Odp: 201路", "YNT: 201路", "返信: 201路", "회신: 201路", "Re[4]: 201路", "Re^2: 201路", "Re(3): 201路", "[公交投诉] Re: 201路", "【外部】答复：201路",
)  # fmt: skip
PASSED_ON = (
    "Fwd: 201路", "FW: 201路", "Fw：201路", "转发：201路", "轉寄: 201路", "轉發：201路", "转寄：201路", "TR: 201路", "WG: 201路", "RV: 201路",
    "I: 201路", "ENC: 201路", "VB: 201路", "転送: 201路", "[公交投诉] Fwd: 201路",
)  # fmt: skip
OWN = (
    "201路",
    "回复太慢",
    "答复我",
    "转发微博的截图",
    "Repair: 201路",
    "Reference 201",
    "From: Jinan",
    "Award: none",
    "",
    "：201路",
)


@pytest.mark.parametrize("subject", ANSWERED)
def test_the_subject_of_a_mail_that_is_answered_is_known_and_stripped(subject: str):
    assert subjects.answers(subject)
    assert not subjects.passes_on(subject)
    assert subjects.without_answers(subject) == "201路"


@pytest.mark.parametrize("subject", PASSED_ON)
def test_the_subject_of_a_mail_that_is_passed_on_is_known(subject: str):
    assert subjects.passes_on(subject)
    assert not subjects.answers(subject)


@pytest.mark.parametrize("subject", OWN)
def test_a_subject_of_the_writers_own_is_none_of_them(subject: str):
    assert not subjects.continues(subject)
    assert subjects.without_answers(subject) == subject


@pytest.mark.parametrize("subject", ["Ref: 8812", "R: 8812", "Ang: 8812", "I: 8812"])
def test_what_people_write_too_counts_only_where_doubt_is_to_count(subject: str):
    assert subjects.continues(subject)
    assert not subjects.surely_continues(subject)
    assert subjects.without_answers(subject) == subject


def test_several_prefixes_go_together_and_a_programs_tag_before_them_is_no_answer():
    assert subjects.without_answers("Re: 回复：AW: 谢谢") == "谢谢"
    assert not subjects.surely_continues("【系统退信】Re: 201路")
