"""What `check` says where words of a sound policy disagree: one language with the next, a name with its figure, a hint with what is done."""

import pytest

from tests.policy.test_remarks_on_what_is_said import FORM, ROUTE, RULE, WORDS, letter, made, sends

STAY = """[[field]]
name = "nights"
type = "number"
labels = { zh-CN = "住几晚", zh-TW = "住幾晚", en = "Nights" }
reads = ["#晚"]

[[field]]
name = "stay"
type = "choice"
labels = { zh-CN = "入住", zh-TW = "入住", en = "Stay" }

[field.choices]
long = { zh-CN = "LONG", en = "ENGLISH" }
short = { zh-CN = "短住", zh-TW = "短住", en = "short" }

"""


def stay(chinese: str, english: str, bound: str) -> list[tuple[str, str]]:
    """A rule that calls a stay so, from a number of nights on."""
    called = STAY.replace("LONG", chinese).replace("ENGLISH", english)
    rules = f'[[rule]]\ngroup = "stay"\nwhen = [{{ nights = {{ {bound} }} }}]\nthen = {{ stay = "long" }}\n\n[[rule]]\ngroup = "stay"\nthen = {{ stay = "short" }}\n\n'
    return [(RULE, called + rules + RULE)]


def flagged(chinese: str, english: str, when: str) -> list[tuple[str, str]]:
    """A flag that is called so, and when it is raised."""
    rule = f'[[rule]]\ngroup = "often"\nwhen = [{{ {when} }}]\nthen = {{ flag = ["often"], tell = ["owner"] }}\n\n'
    return [
        (RULE, rule + RULE),
        (WORDS, f'{WORDS}often = {{ zh-CN = "{chinese}", en = "{english}" }}\n'),
    ]


def line(labels: str, rest: str = "", name: str = "extra") -> str:
    """A line of the answer."""
    return f'{{ name = "{name}", labels = {{ {labels} }}{rest} }}'


def asked(*lines: str) -> list[tuple[str, str]]:
    return [(FORM, FORM.replace('"loss"]', f'"loss", {", ".join(lines)}]', 1))]


def chosen(one: str, other: str, names: tuple[str, str] = ("agrees", "differs")) -> list[tuple[str, str]]:
    """A choice between two in the form of the answer."""
    return asked(
        line(
            'zh-CN = "客人说法", zh-TW = "客人說法", en = "Guest says"',
            f', type = "choice", choices = {{ {names[0]} = {{ {one} }}, {names[1]} = {{ {other} }} }}',
            "says",
        )
    )


PAID, UNPAID = 'zh-CN = "已退", zh-TW = "已退"', 'zh-CN = "未退", zh-TW = "未退"'
COUNTED = 'count = { of = "room_number", at_least = 2, within = "60 days" }'

REMARKED = [
    # one language denies what the next says
    ([('labels = { zh-CN = "是否整改到位", en = "Put right" }', 'labels = { zh-CN = "是否整改到位", zh-TW = "是否未整改到位", en = "Put right" }')],
     'labels of field "fixed": zh-CN says “是否整改到位” and zh-TW “是否未整改到位”: one denies what the other says'),
    ([('en = "Put right" }', 'en = "Not put right" }')], 'labels of field "fixed": en says “Not put right”, and Chinese does not deny it: “是否整改到位”'),
    ([(WORDS, '[words]\nrights = { zh-CN = "您可以不提供姓名。", zh-TW = "您可以提供姓名。" }\n\n[labels]\n')],
     'words "rights": zh-CN says “您可以不提供姓名” and zh-TW “您可以提供姓名”: one denies what the other says'),
    ([(WORDS, '[words]\nrights = { zh-CN = "费用由我们承担，您不用付款。", zh-TW = "費用由我們承擔，您不用付款。", en = "We bear the costs and you have to pay." }\n\n[labels]\n')],
     'words "rights": Chinese denies what en says: “费用由我们承担，您不用付款” beside “We bear the costs and you have to pay”'),
    ([(WORDS, '[words]\nrights = { zh-CN = "您随时可以补充材料。", en = "You cannot add to it at any time." }\n\n[labels]\n')],
     'words "rights": en says “You cannot add to it at any time”, and Chinese does not deny it: “您随时可以补充材料”'),
    # labels that changed places
    (chosen('zh-CN = "认可", zh-TW = "認可", en = "says otherwise"', 'zh-CN = "说法不同", zh-TW = "說法不同", en = "guest agrees"'),
     'choice "agrees" of "says" and choice "differs" of "says" have each other\'s label in en'),
    (chosen('zh-CN = "换货", zh-TW = "退款", en = "exchange"', 'zh-CN = "退款", zh-TW = "換貨", en = "money back"', ("exchange", "money")),
     'choice "exchange" of "says" and choice "money" of "says" have each other\'s label in zh-CN or zh-TW: “换货” beside “退款”'),
    (chosen(PAID + ', en = "not yet refunded"', UNPAID + ', en = "refunded"', ("a", "b")), 'choice "a" of "says" and choice "b" of "says" have each other\'s label in en'),
    (chosen('zh-CN = "书面", zh-TW = "書面", en = "by word of mouth"', 'zh-CN = "其他", zh-TW = "其他", en = "otherwise"', ("a", "b")),
     'choice "a" of "says" is called “书面” and in en “by word of mouth”: one says the opposite of the other'),
    ([(WORDS, WORDS.replace("\n", '\ngeneral = { zh-CN = "紧急", zh-TW = "緊急", en = "ordinary" }\n'))],
     'severity "general" is called “紧急” and in en “ordinary”: one says the opposite of the other'),
    # figures that values and parts are called after
    (stay("住满7晚", "7 nights or more", "at_least = 5"), 'stay "long" is called “住满7晚”, from 7, and is for what has from 5'),
    (stay("长住", "over seven nights", "over = 9"), 'stay "long" is called “over seven nights”, from 7, and is for what has from 9'),
    (stay("不足3晚", "under 3 nights", "at_least = 3"), 'stay "long" is called “不足3晚”, up to 3, and is for what has from 3'),
    (stay("三晚以下", "few nights", "below = 5"), 'stay "long" is called “三晚以下”, up to 3, and is for what has up to 5'),
    (stay("至少十晚", "long", "at_least = 7"), 'stay "long" is called “至少十晚”, from 10, and is for what has from 7'),
    (stay("长住", "at most 4", "at_most = 6"), 'stay "long" is called “at most 4”, up to 4, and is for what has up to 6'),
    (flagged("同一房间第三次投诉", "third complaint of a room", COUNTED), 'flag "often" is called “同一房间第三次投诉”, number 3, and is for number 2'),
    (flagged("一再投诉", "complained of three times", COUNTED), 'flag "often" is called “complained of three times”, number 3, and is for number 2'),
    (flagged("多次投诉", "the 4th time", COUNTED), 'flag "often" is called “the 4th time”, number 4, and is for number 2'),
    (flagged("五次以上", "again", COUNTED), 'flag "often" is called “五次以上”, from 5, and is for what has from 2'),
    (flagged("再次不满意", "twice not content", "round = { at_least = 3 }"), 'flag "often" is called “twice not content”, number 2, and is for number 3'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"), REMARKED, ids=[f"{n}-{said[:40]}" for n, (_, said) in enumerate(REMARKED)]
)
def test_words_that_disagree_are_told(changes: list[tuple[str, str]], said: str):
    assert said in made(changes)


SOUND = [
    # what has the sign of a denial and denies nothing, and what English denies by another word
    [(WORDS, '[words]\nrights = { zh-CN = "不过我们会尽快答复。非常感谢。", zh-TW = "但是我們會盡快答覆。十分感謝。", en = "But we answer soon. Thank you." }\n\n[labels]\n')],
    [(WORDS, '[words]\nrights = { zh-CN = "没有凭证也可以反映。", zh-TW = "沒有憑證也可以反映。", en = "You may complain without a receipt." }\n\n[labels]\n')],
    [(WORDS, '[words]\nrights = { zh-CN = "缺少材料的，请补齐。", zh-TW = "缺少材料的，請補齊。", en = "If it is not complete, please add what is wanted." }\n\n[labels]\n')],
    [(WORDS, letter("Dear guest, we have it.")), (ROUTE, sends("customer") + ROUTE)],
    chosen('zh-CN = "认可", zh-TW = "認可", en = "guest agrees"', 'zh-CN = "说法不同", zh-TW = "說法不同", en = "guest says otherwise"'),
    chosen(PAID + ', en = "refunded"', UNPAID + ', en = "outstanding"', ("a", "b")),
    # the figure of the condition, said otherwise; one of several alternatives; spans
    stay("住满7晚", "7 nights or more", "at_least = 7"),
    stay("住满7晚", "over 6 nights", "over = 6"),
    stay("三晚以下", "below 3 nights", "at_most = 2"),
    stay("长住", "one of the third floor", "at_least = 7"),
    flagged("同一房间60天内第二次投诉", "second complaint of a room within 60 days", COUNTED),
    flagged("反复投诉", "complained of by a third party", COUNTED),
]  # fmt: skip


@pytest.mark.parametrize("changes", SOUND, ids=map(str, range(len(SOUND))))
def test_words_that_agree_are_not_remarked(changes: list[tuple[str, str]]):
    assert made(changes) == []
