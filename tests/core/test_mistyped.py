"""What a microphone, a keyboard or haste made of the words on which it hangs what is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.mistyped import as_meant
from chalicelib.core.written.withdrawals import takes_it_back
from tests.pace import within


@pytest.mark.parametrize(
    "words",
    [
        "补满意", "我部同意", "还是卜满意", "非常不满易", "不慢意", "至今没接决", "问题还没有结觉", "霉解决", "每退款", "这件事没姐绝",
        "hai mei jiejue", "bu renke", "wenti meiyou jiejue", "bu tong yi", "Bu man yi!", "I am not satisfyed", "very dissapointed, still not resovled", "it was never repiared", "unsatisfed", "still not fxied",
    ],
)  # fmt: skip
def test_dissatisfaction_is_understood_however_it_is_typed(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "全部满意",
        "不满一周岁的孩子也收票钱吗",
        "大部分满意",
        "都满意，谢谢",
        "hen man yi",
        "xiexie",
        "very satisfed, thanks",
        "fully resovled now",
    ],
)
def test_what_is_well_or_typed_wrong_in_praise_begins_nothing(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "words", ["我要车诉", "彻诉吧", "che su", "please widthdraw my complaint", "cancel my compliant please"]
)
def test_a_withdrawal_is_understood_however_it_is_typed(words: str):
    assert takes_it_back(words)


@pytest.mark.parametrize(
    "words",
    ["部门满员一百人", "步行街", "不满一年", "结节决定手术", "每有空位就让人上车", "汽车速度", "投宿旅馆", "慢慢来", "the receiver of the parcel", "a compliant answer", "bus 3", "men at work", "全部认可"],
)  # fmt: skip
def test_other_words_stay_as_they_are(words: str):
    assert as_meant(words) == words


@given(st.text(max_size=300))
def test_any_words_are_read(words: str):
    assert isinstance(as_meant(words), str)


@pytest.mark.timed
@pytest.mark.parametrize("unit", ["没", "不满", "mei ", "satisfie", "bu"])
def test_no_words_take_long(unit: str):
    within(1, lambda: as_meant(unit * 4_000))
