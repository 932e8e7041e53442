"""Whether words apologise to their reader themselves, or tell of somebody else who has."""

import pytest

from chalicelib.core.written import apologies


@pytest.mark.parametrize(
    "words",
    [
        *("17路当班司机到站未停，是我们的错，向您道歉。", "对给您带来的不便深表歉意。", "我们真诚地向您道歉", "很抱歉让您久等了。"),
        *("兩次說有人會來卻沒有人到，我們向您道歉。", "造成您的不便，我們深感抱歉"),
        *("We are sorry that you were told twice.", "We were wrong, and we’re very sorry.", "Please accept our sincere apologies."),
    ],
)  # fmt: skip
def test_our_own_apology_is_one(words: str):
    assert apologies.made(words, latin="sorry" in words or "apolog" in words)


@pytest.mark.parametrize(
    "words",
    [
        *("检票员已向您母亲当面道歉。", "司机愿意当面向您道歉。", "已责令司机向您道歉", "乘客说对不起", "阀门已经更换。", ""),
        *("The driver has apologised to you.", "The state of the lift was a sorry one.", "They are sorry."),
    ],
)  # fmt: skip
def test_what_others_have_said_or_are_to_say_is_none_of_ours(words: str):
    assert not any(apologies.made(words, latin=latin) for latin in (True, False))


def test_one_in_a_language_that_the_reader_may_not_know_does_not_count():
    assert not apologies.made("很抱歉让您久等了。", latin=True)
    assert not apologies.made("We are sorry that you waited.", latin=False)
