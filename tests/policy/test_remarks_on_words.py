"""What `check` says where words of a sound policy disagree: one language with the next, a name with its figure, a hint with what is done."""

import pytest

from tests.policy.test_remarks_on_what_is_said import FORM, GATE, ROUTE, RULE, WORDS, letter, made, sends

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


def held_back(value: str, chinese: str, english: str) -> list[tuple[str, str]]:
    """A gate for one of two choices of the answer, with its reason."""
    choice = chosen(
        'zh-CN = "全额退款", zh-TW = "全額退款", en = "full refund"',
        'zh-CN = "不予退款", zh-TW = "不予退款", en = "refused"',
        ("granted", "refused"),
    )
    reason = f'zh-CN = "{chinese}", en = "{english}"'
    gate = f'[[gate]]\nname = "told_why"\nbefore = "answered"\nwhen = [{{ says = "{value}" }}]\nneeds = ["cause"]\nreason = {{ {reason} }}\n\n'
    return [*choice, (GATE, gate + GATE)]


def granted(effects: str) -> list[tuple[str, str]]:
    """A rule that gives several values at once."""
    fields = (
        '[[field]]\nname = "call"\ntype = "yes_no"\nlabels = { zh-CN = "登门道歉", zh-TW = "登門道歉", en = "Visit in person" }\n\n'
        '[[field]]\nname = "amends"\ntype = "choice"\nlabels = { zh-CN = "补偿方式", zh-TW = "補償方式", en = "Amends" }\n\n[field.choices]\n'
        'visit = { zh-CN = "登门道歉并送果篮", zh-TW = "登門道歉並送果籃", en = "a visit in person" }\n'
        'no_visit = { zh-CN = "不登门道歉", zh-TW = "不登門道歉", en = "no visit in person" }\n'
        'letter = { zh-CN = "书面道歉", zh-TW = "書面道歉", en = "a letter" }\n\n'
    )
    rule = f'[[rule]]\ngroup = "amends"\nwhen = [{{ severity = "serious" }}]\nthen = {{ {effects} }}\n\n'
    return [(RULE, fields + RULE), (ROUTE, rule + ROUTE)]


def in_letter(labels: str, rest: str = "", sent: bool = True) -> list[tuple[str, str]]:
    """A line of the answer that stands in its letter, or does not."""
    form = asked(line(labels, rest))[0][1]
    return [(FORM, form.replace('letter = ["remedy"]', 'letter = ["remedy", "extra"]') if sent else form)]


def counted(one: str, other: str, label: str = "the day's count") -> list[tuple[str, str]]:
    """Two counts of each day, at two times."""
    reports = "".join(
        f'[[report]]\nname = "{name}"\nlabels = {{ zh-CN = "{name}日计", zh-TW = "{name}日計", en = "{called}" }}\nkind = "summary"\nevery = "day"\nby = "{by}"\nto = ["{to}"]\n\n'
        for name, called, by, to in (("A1", label, one, "owner"), ("B1", "count of the house", other, "departments"))
    )
    return [("[directory] ", reports + "[directory] ")]


def needed(ours: str, chinese: str, english: str) -> list[tuple[str, str]]:
    """A line that one gate needs for a yes or a no, with its hint."""
    fault = line('zh-CN = "是否有责", zh-TW = "是否有責", en = "Attributable"', ', type = "yes_no"', "ours")
    extra = line(
        'zh-CN = "经过", zh-TW = "經過", en = "Course"', f', hint = {{ zh-CN = "{chinese}", en = "{english}" }}'
    )
    gate = f'[[gate]]\nname = "told_more"\nbefore = "answered"\nwhen = [{{ ours = {ours} }}]\nneeds = ["extra"]\n\n'
    return [*asked(fault, extra), (GATE, gate + GATE)]


FILE = ', type = "attachment", choices = ["{0}"]'
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
    # one script says the opposite of the other
    ([(WORDS, '[words]\nrights = { zh-CN = "答复后三天内可以补充。", zh-TW = "答覆後三天後可以補充。" }\n\n[labels]\n')],
     'words "rights": zh-CN says “答复后三天内可以补充” and zh-TW “答覆後三天後可以補充”: one says the opposite of the other'),
    ([('zh-CN = "损失金额（元）", zh-TW = "損失金額（元）"', 'zh-CN = "损失（2000元以上）", zh-TW = "損失（2000元以下）"')],
     'labels of field "loss": zh-CN says “损失（2000元以上）” and zh-TW “損失（2000元以下）”: one says the opposite of the other'),
    ([(WORDS, '[words]\nrights = { zh-CN = "我们必须书面答复。", zh-TW = "我們可以書面答覆。" }\n\n[labels]\n')],
     'words "rights": zh-CN says “我们必须书面答复” and zh-TW “我們可以書面答覆”: one says the opposite of the other'),
    # labels and subjects that changed places
    ([(WORDS, '[words]\n"survey.subject" = { en = "Update on it" }\n"update.subject" = { en = "A survey for you" }\n\n[labels]\n')],
     'the subject of "survey" and the subject of "update" have each other\'s label in en'),
    ([(WORDS, f'{WORDS}"前厅部" = {{ zh-TW = "客房服務部", en = "Front" }}\n"客房服务部" = {{ zh-TW = "前廳部", en = "Rooms" }}\n'),
      ('  { name = "Kitchen"', '  { name = "前厅部", parent = "Kitchen", handler = "li@hillside.example", head = "mei@hillside.example" },\n  { name = "客房服务部", parent = "Kitchen", handler = "li@hillside.example", head = "mei@hillside.example" },\n  { name = "Kitchen"')],
     'department "前厅部" and department "客房服务部" have each other\'s label in zh-CN or zh-TW: “前厅部” beside “客房服務部”'),
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
    # a reason for the other choice
    (held_back("granted", "不予退款的，请写明理由。", "Say how much."), 'gate "told_why" is called “不予退款” and is for what has says is granted: it is called after refused'),
    (held_back("granted", "不予退款的请写明理由。", "Say how much."), 'gate "told_why" is called “不予退款” and is for what has says is granted: it is called after refused'),
    (held_back("refused", "全额退款的须写明金额。", "Say why."), 'gate "told_why" is called “全额退款” and is for what has says is refused: it is called after granted'),
    (held_back("granted", "请写明。", "Where it is refused, say why."), 'gate "told_why" is called “Where it is refused” and is for what has says is granted: it is called after refused'),
    (held_back("refused", "请写明。", "For a full refund, give the sum."), 'gate "told_why" is called “For a full refund” and is for what has says is refused: it is called after granted'),
    # yes and no to the same thing at once
    (granted('amends = "visit", call = false'), 'a rule of group "amends" gives amends = "visit" (“a visit in person”) and call = no (“Visit in person”): one of the two is not meant'),
    (granted('amends = "no_visit", call = true'), 'a rule of group "amends" gives amends = "no_visit" (“no visit in person”) and call = yes (“Visit in person”): one of the two is not meant'),
    (granted('remedy = "登门道歉，送果篮", call = false'), 'a rule of group "amends" gives remedy = "登门道歉，送果篮" (“登门道歉，送果篮”) and call = no (“Visit in person”): one of the two is not meant'),
    (granted('remedy = "不登门道歉", call = true'), 'a rule of group "amends" gives remedy = "不登门道歉" (“不登门道歉”) and call = yes (“Visit in person”): one of the two is not meant'),
    (granted('remedy = "visit the guest in person", call = false'), 'a rule of group "amends" gives remedy = "visit the guest in person" (“visit the guest in person”) and call = no (“Visit in person”): one of the two is not meant'),
    # what a line says of itself
    (in_letter('zh-CN = "经过（内部）", zh-TW = "經過（內部）", en = "Course"'), '"extra" is called “经过（内部）”, and the letter of task "answer" shows it to the customer'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course (internal)"'), '"extra" is called “Course (internal)”, and the letter of task "answer" shows it to the customer'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "客人看不到", zh-TW = "客人看不到", en = "for us" }'), '"extra" is called “客人看不到”, and the letter of task "answer" shows it to the customer'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "仅供内部", zh-TW = "僅供內部", en = "internal" }'), '"extra" is called “仅供内部”, and the letter of task "answer" shows it to the customer'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "经过", zh-TW = "經過", en = "not shown to the guest" }'), '"extra" is called “not shown to the guest”, and the letter of task "answer" shows it to the customer'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "客人会看到", zh-TW = "客人會看到", en = "it is in the letter" }', sent=False), 'the hint of "extra" says “客人会看到”, and no letter has it: the customer never reads it'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "经过", zh-TW = "經過", en = "the guest reads this" }', sent=False), 'the hint of "extra" says “the guest reads this”, and no letter has it: the customer never reads it'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "写进答复信里", zh-TW = "寫進答覆信裡", en = "as they read it" }', sent=False), 'the hint of "extra" says “写进答复信里”, and no letter has it: the customer never reads it'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "必填", zh-TW = "必填", en = "required" }'), '"extra" is said to be required (“必填”), and no form or gate requires it'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', required = true, hint = { zh-CN = "选填", zh-TW = "選填", en = "optional" }'), '"extra" is said to be optional (“选填”), and every form that has it requires it'),
    (in_letter('zh-CN = "现场照片", zh-TW = "現場照片", en = "Photo"', FILE.format("video/"), sent=False), '"extra" is called “现场照片”, and files of video/ alone fill it: one of image/ does not'),
    (in_letter('zh-CN = "通话记录", zh-TW = "通話記錄", en = "Call recording"', FILE.format("application/pdf"), sent=False), '"extra" is called “Call recording”, and files of application/pdf alone fill it: one of audio/ does not'),
    (in_letter('zh-CN = "录音", zh-TW = "錄音", en = "Call"', FILE.format("image/"), sent=False), '"extra" is called “录音”, and files of image/ alone fill it: one of audio/ does not'),
    (in_letter('zh-CN = "走廊监控", zh-TW = "走廊監控", en = "Corridor"', FILE.format("image/"), sent=False), '"extra" is called “走廊监控”, and files of image/ alone fill it: one of video/ does not'),
    (in_letter('zh-CN = "账单", zh-TW = "帳單", en = "Bill as a PDF"', FILE.format("image/"), sent=False), '"extra" is called “Bill as a PDF”, and files of image/ alone fill it: one of application/pdf does not'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "仅总经理可见", zh-TW = "僅總經理可見", en = "for the manager" }', sent=False), 'the hint of "extra" says “仅总经理可见”, and every colleague of the complaint sees it: give it shown_to'),
    (in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "经过", zh-TW = "經過", en = "seen by the owner only" }', sent=False), 'the hint of "extra" says “seen by the owner only”, and every colleague of the complaint sees it: give it shown_to'),
    # where a line is needed, by its hint and by the gate
    (needed("true", "无责的必填", "where our fault"), 'the hint of "extra", which gate "told_more" needs, is called “无责的必填” and is for what has ours is yes: it says the opposite'),
    (needed("false", "有责的必填", "say more"), 'the hint of "extra", which gate "told_more" needs, is called “有责的必填” and is for what has ours is no: it says the opposite'),
    (needed("false", "更多", "required where attributable"), 'the hint of "extra", which gate "told_more" needs, is called “required where attributable” and is for what has ours is no: it says the opposite'),
    # hours that count to 24
    (counted("05:30", "17:30"), 'report "A1" goes out at 05:30, before anybody is at work, and report "B1" at 17:30: hours count to 24'),
    (counted("17:00", "05:00"), 'report "B1" goes out at 05:00, before anybody is at work, and report "A1" at 17:00: hours count to 24'),
    (counted("06:00", "17:30"), 'report "A1" goes out at 06:00, before anybody is at work, and report "B1" at 17:30: hours count to 24'),
    (counted("06:30", "18:00"), 'report "A1" goes out at 06:30, before anybody is at work, and report "B1" at 18:00: hours count to 24'),
    (counted("06:30", "12:00", "evening count"), 'report "A1" is called “evening count” and goes out at 06:30: the day is not over then'),
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
    held_back("refused", "不予退款的，请写明理由。", "Where it is refused, say why."),
    held_back("granted", "全额退款的须写明金额。", "For a full refund, give the sum."),
    granted('amends = "visit", call = true'),
    granted('amends = "letter", call = false'),
    in_letter('zh-CN = "内部装修情况", zh-TW = "內部裝修情況", en = "Internal walls"'),
    in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "客人会看到", zh-TW = "客人會看到", en = "the guest reads it" }'),
    in_letter('zh-CN = "经过", zh-TW = "經過", en = "Course"', ', hint = { zh-CN = "有责的必填", zh-TW = "有責的必填", en = "required where we are at fault" }'),
    in_letter('zh-CN = "照片或视频", zh-TW = "照片或影片", en = "Photo or video"', FILE.format("image/"), sent=False),
    counted("17:30", "17:30"),
    needed("true", "有责的必填", "where attributable"),
    needed("false", "无责的必填", "required where not attributable"),
    [(WORDS, '[words]\nrights = { zh-CN = "赔偿不超过500元。", zh-TW = "賠償在500元以內。", en = "Damages are 500 yuan at most." }\n\n[labels]\n')],
    counted("08:00", "18:00", "count of yesterday"),
]  # fmt: skip


@pytest.mark.parametrize("changes", SOUND, ids=map(str, range(len(SOUND))))
def test_words_that_agree_are_not_remarked(changes: list[tuple[str, str]]):
    assert made(changes) == []
