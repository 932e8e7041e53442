"""What a customer's words say of an answer: that it does not satisfy, that it does, or neither for certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.words.marker import REPLY_MARKER
from chalicelib.core.written.dissatisfaction import is_mere_dissatisfaction, opinion_in
from tests.pace import within


@pytest.mark.parametrize(
    "words",
    [
        "问题没有解决", "没解决", "到今天也没有得到解决", "不满意！检票员还是没道歉", "對這個答覆不滿意", "我不认可你们的答复", "無法接受", "不能接受这个说法",
        "水管仍然漏水", "还是老样子，没人管", "问题依旧存在", "钱还没退", "退款一直没有到账", "至今未收到赔偿", "根本没人跟我道歉", "你们这就是敷衍",
        "要求重新处理", "申请复核", "请上级重新核实", "谢谢回复，但是问题没有解决", "修了一次，第二天又漏了", "噪音没有任何改善",
        "It is still leaking", "Not solved at all.", "I am not satisfied with this", "I don't agree with your answer", "we haven't received the refund",
        "Nothing has changed", "Please reopen my case", "This is unacceptable", "Thanks, but it is not fixed",
        "等了一下午，压根没人上门", "約好週三來修，沒有人來", "说好赔我，到今天一分钱都没给", "说一套做一套", "你们只会说不干", "補償太少", "退的钱数不对", "根本不是这么回事", "楼上漏水依旧", "出尔反尔",
    ],
)  # fmt: skip
def test_plain_dissatisfaction_is_understood(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "Please take it to stage 2", "I'd like to go to stage two.", "Stage 2 please", "stage2", "I want this at the next stage", "Thank you for your letter. I'm asking for a review.",
        "Can I escalate this?", "This is a whitewash, I'd like to take it further please", "Please can someone else look at this?", "I want this dealt with by somebody else",
        "Can I have a review please?", "I would like this reviewed by someone else", "put it to the second stage then", "I'm not accepting this",
    ],
)  # fmt: skip
def test_who_asks_for_the_next_stage_need_not_say_why(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "才赔200？我那手机值2000", "就退我这么点", "赔款收到了，太少了", "我要去12305告你们", "那我去消协投诉", "好，我这就向监管局举报", "等着我去法院起诉你们", "只给50块，打发谁呢",
    ],
)  # fmt: skip
def test_who_was_offered_too_little_or_goes_elsewhere_is_dissatisfied(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "再不处理我就去12305投诉", "只退200也行", "就赔50就行了", "昨天才退我钱", "如果不赔，我去消协投诉", "我已经收到法院的信", "我要去邮政局办事，下午不在家", "你们公司太少了解客户",
    ],
)  # fmt: skip
def test_who_only_might_go_elsewhere_or_would_take_less_is_not_plainly_so(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "What is stage 2?", "I don't want to go to stage 2", "If I hear nothing I will go to stage two", "No need for a stage 2 letter", "How long does the next stage take?",
        "I won't be taking this any further, thank you", "No need to escalate this, thanks", "How do I take this further?", "If it happens again I'll take it further",
        "Could somebody else collect the card?", "No, I do not want to take this further", "I would like to leave a review", "please send me the review you wrote", "We are in the second stage of chemotherapy",
    ],
)  # fmt: skip
def test_who_only_speaks_of_a_stage_or_a_review_asks_for_none(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "行吧，300就300，下次注意", "可以，就按这个赔吧", "同意这个方案", "行，那就这样", "我同意赔300元", "勉强接受", "那就照你们说的办吧", "赔偿收到了，谢谢", "东西找到了，不用赔了", "補償收到了",
        "I'll take it then", "OK, we accept the offer",
    ],
)  # fmt: skip
def test_who_takes_what_was_offered_disputes_nothing(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "300就300？", "300就300，但今天就要到账", "就按这个赔，不然我去投诉", "凭什么300就300", "同意赔300才怪", "那就这样吧，反正你们也不会管", "算了，300就300吧，以后再也不来了", "就按保价赔，不是按运费",
        "I won't take it", "I'll take it if you pay today",
    ],
)  # fmt: skip
def test_who_takes_it_with_a_but_is_read_by_a_person(words: str):
    assert opinion_in(words) == "unclear"


@pytest.mark.parametrize(
    "words",
    ["谢谢", "已经解决了，谢谢师傅", "问题解决了", "非常满意", "没有不满意的地方，感谢", "退款已收到", "錢已到帳，多謝", "之前没人上门，今天来人修好了", "没人来过电话也没关系，已经修好了", "赔得不少，满意", "好的", "Thanks, it works now", "All good, thank you!", "solved"],
)  # fmt: skip
def test_thanks_and_consent_are_understood(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "请问退款什么时候到账", "到底有没有解决？", "如果明天还没解决，我再联系你们", "是否已经解决", "我的电话换成13900001111", "补充：我有录音",
        "发票寄到哪里", "When will somebody come?", "If it is not fixed by Friday I will call again", "我想知道处理人是谁", "",
    ],
)  # fmt: skip
def test_what_can_be_meant_either_way_is_left_to_a_person(words: str):
    assert opinion_in(words) == "unclear"


@pytest.mark.parametrize(
    "words",
    [
        "上周一直没有退款，今天终于到账了，多谢", "起初我对处理不满意，后来都处理好了", "原先漏水没修好，師傅昨天上門修好了，感謝", "It was not working on Monday. Now it is fixed, cheers",
        "I was unhappy, we had not received the refund, but it is all sorted", "没有哪个问题没解决的，放心", "我这边没有别的意见了", "现在都正常了，没有异议了", "no further complaints, thank you", "👍👍", "谢谢🙏",
        "收到答复。\n> 如果问题没有解决，请回复本邮件\n已经解决了",
    ],
)  # fmt: skip
def test_what_was_put_right_at_last_is_thanks(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "之前没退款，现在还是没退款", "你们上次说已经解决了，可到现在都没有解决", "以前没修好，今天来修了，又坏了", "昨天没解决，现在解决了一半", "之前没解决，请问现在解决了吗？",
        "It was not fixed before, you say it is fixed, but it is still not fixed", "Nobody solved it", "When will it be resolved?", "都解决不了", "没有意见不代表我同意",
        "> 已经解决了\n没有解决", f"原始邮件\n{REPLY_MARKER}\n如果问题没有解决，请回复本邮件\n谢谢，满意",
    ],
)  # fmt: skip
def test_what_was_only_said_to_be_put_right_is_no_thanks(words: str):
    assert opinion_in(words) != "content"


@pytest.mark.parametrize(
    "words",
    ["对你们的结论我持不同看法", "你们写的不属实", "這個說法不是事實", "我不服", "我没有同意撤诉", "I object, I do not accept this", "That is not true"],
)  # fmt: skip
def test_whoever_disputes_what_was_found_is_not_satisfied(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    ("words", "mere"),
    [
        ("没有解决", True),
        ("不满意", True),
        ("3路车又晚点了", False),
        ("投诉：今天3路车晚点半小时，司机还骂人，到现在也没有人给我道歉", False),
        ("谢谢", False),
    ],
)
def test_a_short_text_may_belong_to_an_answer_that_is_over(words: str, mere: bool):
    assert is_mere_dissatisfaction(words) is mere


@given(st.text(max_size=400))
def test_any_words_are_read(words: str):
    assert opinion_in(words) in ("dissatisfied", "content", "unclear")


@pytest.mark.timed
@pytest.mark.parametrize("unit", ["没有", "还是", "不", "not a ", "请你们", "\n", "如果没解决，", "没有没有不满意"])
def test_no_words_take_long(unit: str):
    within(1, lambda: opinion_in(unit * 4_000))


# -- what people say in other words, in four tongues ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "完全没用，司机还是那个态度", "你们这是在糊弄人", "处理结果我不能接受", "钱到现在还没退", "我不服，要找上级", "光道歉有什么用", "踢皮球", "結果我不能接受", "問題依然存在", "退費到現在都沒收到", "太扯了，跟沒處理一樣", "仲未搞掂", "都冇人覆我", "咁樣嘅答覆我唔收貨", "This is not good enough.", "Nothing has been done.", "It's happening again, same driver", "I want to escalate this", "I am still waiting for my money", "This did not fix anything", "我要求上级领导处理", "要求复议", "答复与事实不符", "还是老样子", "不行，重新处理", "太让人失望了", "一点用都没有", "谢谢，但是问题没有解决", "處理得太敷衍", "你們講嘅同事實不符", "件事根本冇人跟", "都唔係咁嘅，我唔同意", "Not satisfied at all", "The driver lied and you believed him, I don't accept this", "Nobody contacted me", "I disagree with your decision", "没有任何人给我道歉", "到现在都没人联系", "我不认可这个结果，请上级处理", "说会换站牌，结果到今天都没换", "不公平", "官官相护", "偏袒司机", "狗屁答复", "拒绝接受", "这就完了？我不接受", "非常不满", "太差了", "极差的体验，问题照旧",
    ],
)  # fmt: skip
def test_dissatisfaction_is_understood_in_whatever_words(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "真的忍不了", "實在接受不了這種結果", "這算什麼解釋", "那也能叫道歉？", "什么破服务，这是什么水平", "司机根本没换", "他們壓根沒賠", "实际上没整改", "麻烦你们重新审一下", "能不能帮我再查一遍",
        "I'm afraid that doesn't cut it.", "Thanks for getting back to me but that isn't what happened", "OK, thanks, although I'm still out of pocket by £40", "Oh brilliant. Another fob off.",
        "Not having that", "I beg to differ", "your letter is a load of old tosh", "Still very unhappy", "I'm disappointed by your response",
        "听不下去了", "这种回复叫什么回复", "What a complete shambles", "you people are a joke", "Nobody bothered to come", "The engineer didn't turn up", "the ceiling is still leaking", "we're still having issues",
        "I refuse to accept that", "utterly pointless, a waste of my time", "這點補償遠遠不夠", "申请重新认定责任", "请上级再评估",
    ],
)  # fmt: skip
def test_what_cannot_be_borne_or_is_no_answer_does_not_satisfy(words: str):
    assert opinion_in(words) == "dissatisfied"


@pytest.mark.parametrize(
    "words",
    ["我们接受了贵公司的道歉", "行，这个方案我认可", "那我接受吧", "赔款到账了", "發票今天收到了", "快递拿到了，多谢"],
)
def test_who_accepts_or_has_got_it_is_content(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "根本没问题", "其实没关系的", "实际上没那么严重", "这算是解决了", "请再发一遍链接", "麻烦你们再打一下这个电话", "那叫什么路来着", "能否再算一下我还要补多少", "the still water was fine", "Did anybody turn up?", "He is still having lunch there, lovely man",
        "听得下去", "并没有生气，谢谢", "Thank you for not fobbing me off", "I was disappointed with the reply I got at reception, but your answer is fair, thank you",
        "I was fobbed off for months, but it's sorted now, thank you",
    ],
)  # fmt: skip
def test_what_only_sounds_like_it_begins_nothing(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "words",
    [
        "谢谢，问题解决了", "已收到退款，感谢", "辛苦了，处理得很快", "可以了，谢谢", "好的，就这样吧", "太好了，謝謝", "多謝晒", "冇問題喇，多謝", "Thanks, all good now", "I'm satisfied, thank you", "Appreciate the quick fix", "没有意见", "好评", "非常满意，服务态度好", "没事了", "之前没人理，现在处理好了，谢谢", "This has been resolved, thank you", "谢谢领导重视，问题已经解决", "没有让人失望，谢谢", "一点问题都没有了，谢谢", "司机态度好多了，谢谢", "处理得一点都不慢，满意", "完全没问题了", "Thanks, no need to escalate, it is solved", "真的很满意，没想到这么快", "多謝，個司機有道歉", "感谢处理！之前司机还是那个态度，今天好多了，解决了", "处理结果我接受，谢谢",
    ],
)  # fmt: skip
def test_thanks_are_thanks_though_they_name_what_was_wrong(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "有人联系我了吗？", "请领导放心，已经收到", "请把结果发给领导", "需要什么材料才能申请复议", "这个处理有用吗", "我没用过这个软件", "是不是没人处理", "还是那个电话号码", "失望谈不上", "Do you escalate such cases?", "Did the driver come?", "你们找领导核实了吗", "他们没有再来过，谢谢", "请给我领导的电话", "請問有冇退款？", "OK", "收到", "新司机态度没那么差了", "如果还不解决我就去12345", "希望真的能改", "再观察几天", "那退款什么时候到", "We'll see", "谢谢，不过赔偿的事呢？", "我朋友也遇到了",
    ],
)  # fmt: skip
def test_questions_doubts_and_hopes_begin_nothing_by_themselves(words: str):
    assert opinion_in(words) != "dissatisfied"


@pytest.mark.parametrize(
    "text",
    [
        "这回行了",
        "這下可以了",
        "现在好使了，谢谢你们",
        "这次总算办成了",
        "终于热了",
        "我家现在暖和了",
        "行了，谢谢",
        "好了。麻烦你们了",
        "慢是慢了点，但是现在好了",
        "sorted now, thanks",
        "working fine now, thank you",
        "The heating is working again now",
        "everything is back to normal now",
        "Much better now",
        "That did the trick",
        "It took a while, but it's all good now",
    ],
)
def test_who_says_that_it_is_right_at_last_is_content(text: str):
    assert opinion_in(text) == "content"


@pytest.mark.parametrize(
    "text",
    [
        "这回行了吧",
        "行了",
        "行了别再发了",
        "现在可以了，但是还有一户不热",
        "现在好了，不过钱还差二十",
        "什么时候现在行了",
        "现在热了",
        "I want it sorted now",
        "I need it fixed now, please",
        "can I get it sorted now",
        "not all good now",
        "is it all good now",
        "sorted now but the refund is missing",
        "all sorted, except the second bill",
        "no good now",
        "happy now",
    ],
)
def test_who_wants_it_or_has_something_left_or_may_be_angry_is_not_taken_to_be_content(text: str):
    assert opinion_in(text) != "content"


@pytest.mark.parametrize(
    "words",
    [
        "Many thanks", "Dear Mr Khan, thank you. Kind regards, Ann Bell", "Noted with thanks", "Hello, got it, thanks", "Thank you for sorting this out so quickly", "Much appreciated!", "That's great, thank you for your reply", "All right then", "Cheers",
        "您好，收到，谢谢您的答复", "了解", "好滴，谢谢", "可以", "好吧", "行，谢谢",
        "了解，謝謝", "您好，收到，謝謝您的回覆", "可以，謝謝",
    ],
)  # fmt: skip
def test_bare_thanks_and_consent_in_whatever_courtesies_are_content(words: str):
    assert opinion_in(words) == "content"


@pytest.mark.parametrize(
    "words",
    [
        "Thanks for nothing", "Noted. And the refund?", "Received an empty box", "Brilliant. Just brilliant.", "All right, so who pays", "Hi, thanks for the letter. When am I paid?",
        "好吧，那我去投诉", "就这样吧，算我倒霉", "可以再快点吗", "收到个空盒子", "了解情况了吗", "可以？",
    ],
)  # fmt: skip
def test_thanks_and_consent_that_say_more_are_left_to_a_person(words: str):
    assert opinion_in(words) == "unclear"
