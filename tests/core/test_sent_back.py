"""Words that send back what lies before their writer, without a no; and the reason of a refusal, which must not say the opposite."""

import pytest

from chalicelib.core.written.consent import answer_in
from chalicelib.core.written.sent_back import sends_back


@pytest.mark.parametrize(
    "words",
    [
        "重写", "再改改", "再斟酌一下", "這樣寫不行，太敷衍", "不能就这么答复，先把赔偿谈好", "退回去重新研究", "打回重做", "不够诚恳，重新组织一下语言", "补充司机的陈述后再报", "按规定应扣12分，请核实后重报",
        "请修改", "推倒重来，要把原因说清楚", "查清楚了再报上来", "数额没问题，但缺监控截图，补了再报", "拿到发票再报", "Please rewrite it, her second question is not answered", "This isn't ready to go out", "Not like this - the tone is all wrong",
        "Bring it down to 60 and send it back to me", "Try again please, Amir", "Needs a bit more work", "Back to you, redo the second paragraph", "Have another go at it",
        "Not yet - can you check with the bank? Then send it back to me.", "Can you redo the second paragraph?", "Could you please rewrite this?",
    ],
)  # fmt: skip
def test_who_wants_it_done_anew_sends_it_back(words: str):
    assert answer_in(words).answer in ("none", "no")
    assert sends_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "改好就发", "补发一份给客户再报账", "改一下日期再发给客户", "要不要退回去重写？", "不用重写", "谁让你们重写的", "客户要求重新办理", "驾驶员要重新培训", "同意，重新核对一下金额", "等我回来", "先别发，等我看完视频",
        "Correct the date and send it", "Redo the date, then it can go", "Fine, redo the date", "Should he redo it?", "Did you rewrite it?", "Can you check with the bank?", "No need to redo it", "She will try again tomorrow", "Hold off for now", "Who drove that train?",
    ],
)  # fmt: skip
def test_what_may_go_once_mended_is_asked_or_tells_of_others_sends_nothing_back(words: str):
    assert not sends_back(words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("I can't sign this off as it stands", "I can't sign this off as it stands"),
        ("我不同意这个处理意见", "我不同意这个处理意见"),
        ("Disagree with the amount", "Disagree with the amount"),
        ("不行太硬了", "不行太硬了"),
        ("No - she has already been paid", "she has already been paid"),
        ("Refused as she was paid", "she was paid"),
        ("不准，金额太高", "金额太高"),
    ],
)
def test_a_reason_that_hangs_on_the_refusal_is_told_with_it(words: str, reason: str):
    said = answer_in(words)
    assert (said.answer, said.rest) == ("no", reason)


@pytest.mark.parametrize(
    "words", ["Happy with that, please send", "Sign-off given.", "Signed off", "Happy to sign it off"]
)
def test_a_signature_in_words_is_a_yes(words: str):
    assert answer_in(words).answer == "yes"


@pytest.mark.parametrize(
    "words", ["退回，收据呢？先叫客户把收据发来", "驳回。为什么没有附检测报告？", "Rejected. Where is the receipt?"]
)
def test_a_plain_refusal_whose_reason_asks_for_what_is_lacking_refuses(words: str):
    assert answer_in(words).answer == "no"


@pytest.mark.parametrize("words", ["退回，这样行吗？", "不同意，你们觉得呢？", "退回？", "Refused, ok?"])
def test_a_refusal_that_asks_whether_to_refuse_is_doubtful(words: str):
    assert answer_in(words).answer == "doubtful"
