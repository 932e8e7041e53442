"""What `check` says where two parts of a sound policy speak of the same thing and contradict each other: times, words, messages, promises, countries."""

import tomllib

import pytest

from chalicelib.core.policy_reading import read_policy
from redress.remarks import LOOKS, remarks
from tests.policy.test_policy_documents import EXAMPLE

STAGES = '[[stage]]\nname = "first"\nlabels = { zh-CN = "初次", en = "first" }\nwithin = "WITHIN"\n\n[[stage]]\nname = "again"\nlabels = { zh-CN = "复核", zh-TW = "複核", en = "review" }\nwithin = "30 days"\n\n'
GATE = "[[gate]]                                              # 关口"
MOMENT = "[[moment]]"
RULE = "[[rule]]                                              # 规则: when → then"
ROUTE = "[table.route]"
TOP = "reopen_at_most = 2  "
WORDS = "[labels]\n"
OUTSIDE = '[words]\noutside_route = { zh-CN = "12345", zh-TW = "12345", en = "12345" }\n\n'
EXTENSION = '[[extension]]\nname = "longer"\nlabels = { zh-CN = "延长", zh-TW = "延長", en = "longer" }\nclock = "settle"\nat_most = "3 working days"\nREST\n'
PART = """[[task]]
name = "look"
labels = { zh-CN = "现场查看", zh-TW = "現場查看", en = "look at it" }
for = "supervisor"
OPENS
form = ["fixed"]
sets = "looked_at"

"""
OF_SERIOUS = '[[rule]]\ngroup = "look"\nwhen = [{ severity = "serious"MOMENT }]\nthen = { open = ["look"] }\n\n'


def letter(text: str, name: str = "told", subject: str = "Your complaint") -> str:
    """A message of the hotel's own in English, the other languages saying nothing that is looked at."""
    chinese = 'zh-CN = "尊敬的客人，您好！我们已经登记。", zh-TW = "尊敬的客人，您好！我們已經登記。"'
    return f'[words]\n"{name}.subject" = {{ zh-CN = "您的投诉", zh-TW = "您的投訴", en = "{subject}" }}\n"{name}.body" = {{ {chinese}, en = "{text}" }}\n\n[labels]\n'


def sends(to: str, when: str = '{ moment = "referred" }', message: str = "told") -> str:
    """A rule that sends it."""
    return f'[[rule]]\ngroup = "tell_them"\nwhen = [{when}]\nthen = {{ tell = ["{to}"], message = "{message}" }}\n\n'


FORM = 'form = ["cause", "remedy", "loss"]\nrequired = ["cause", "remedy"]\nletter = ["remedy"]'
FORM_OF_TWO = """form = ["cause", "remedy", "loss",
  { name = "gift", labels = { zh-CN = "赠品", zh-TW = "贈品", en = "Gift" } },
  { name = "gift_by", type = "date", labels = { zh-CN = "赠品送达日期", zh-TW = "贈品送達日期", en = "Gift by" } },
  { name = "gift_from", labels = { zh-CN = "赠品经办", zh-TW = "贈品經辦", en = "Gift from" } },
  { name = "visit", labels = { zh-CN = "上门", zh-TW = "上門", en = "Call" } },
  { name = "visit_by", type = "date", labels = { zh-CN = "上门日期", zh-TW = "上門日期", en = "Call by" } },
  { name = "visit_from", labels = { zh-CN = "上门人", zh-TW = "上門人", en = "Call from" } },
]
required = ["cause", "remedy"]
letter = ["remedy", "visit", "visit_by", "gift", "gift_by"]"""
REPLY_HOURS = '[[field]]\nname = "reply_hours"\ntype = "number"\nlabels = { zh-CN = "几小时内回复", zh-TW = "幾小時內回覆", en = "Reply in hours" }\nreads = ["#小时内"]\n\n'


def keeps(what: str, due: str = "", whose: str = "") -> str:
    """A task that keeps a promise of the answer."""
    return (
        f'[[task]]\nname = "keep_{what}"\nlabels = {{ zh-CN = "兑现{what}", zh-TW = "兌現{what}", en = "keep the {what}" }}\nfor = "handler"\n'
        f'opens = "answered"\npromises = "{what}"\ndue = "{due or what + "_by"}"\nwhose = "{whose or what + "_from"}"\nform = ["fixed"]\n\n'
    )


def until(name: str, line: str) -> str:
    """A clock that a line of the form may end earlier."""
    return (
        f'[[clock]]\nname = "{name}"\nlabels = {{ zh-CN = "办{name}", zh-TW = "辦{name}", en = "{name}" }}\nfrom = "answered"\nuntil = "closed"\n'
        f'within = "9 days"\ndue = "{line}"\nrungs = [{{ at = "due", tell = ["desk"] }}]\n\n'
    )


def made(changes: list[tuple[str, str]]) -> list[str]:
    """What is remarked of the hotel with these passages replaced."""
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    policy = read_policy(tomllib.loads(text), "hotel.toml")
    return [said for look in LOOKS for said in look(policy)]


REMARKED = [
    # spans beside one another
    ([('within = "4 working hours"  ', 'within = "4 working minutes"  ')], 'gate "plan_approved" gives 4 working minutes to decide, and whoever has to is reached by mail'),
    ([(TOP, 'instruction_within = "2 minutes"\n' + TOP)], "instruction_within gives 2 minutes to decide, and whoever has to is reached by mail"),
    ([(GATE, STAGES.replace("WITHIN", "20 hours") + GATE), (WORDS, OUTSIDE + WORDS)],
     'stage "first" lets the customer ask for more for 20 hours after its answer: later ones hear that it was final'),
    ([(TOP, 'chased_again = "30 minutes"\n' + TOP)], 'chased_again = "30 minutes" tells whoever is late the same every 30 minutes, day and night'),
    ([('within = { general = "1 working day", serious = "half working day" }', 'within = { general = "1 working day", serious = "5 working minutes" }'),
      ('{ at = "-2 working hours", tell = ["handler"] },\n', "")],
     'clock "settle" gives the answer 5 working minutes: nobody writes one in that time'),
    ([('{ at = "-2 working hours", tell = ["handler"] }', '{ at = "-2 working minutes", tell = ["handler"] }')],
     'clock "settle" reminds handler -2 working minutes before the end of a limit of days: too late to act'),
    ([('rungs = [{ at = "-5 minutes", tell = ["desk"] }, { at = "due"', 'rungs = [{ at = "-5 minutes", tell = ["desk"] }, { at = "+2 hours"')],
     'clock "refer" tells nobody that its limit has passed until many times as long has gone by'),
    ([(GATE, PART.replace("OPENS", 'opens = "referred"\nwithin = "2 weeks"') + GATE)], 'task "look" may take longer than clock "settle" gives the whole until "answered"'),
    ([(GATE, PART.replace("OPENS", 'within = "2 weeks"') + GATE), (ROUTE, OF_SERIOUS.replace("MOMENT", "") + ROUTE)],
     'task "look" may take longer than clock "settle" gives the whole until "answered"'),
    ([('before = "answered"\nwhen = [{ severity = "serious" }]', 'before = "referred"\nwhen = [{ severity = "serious" }]')],
     'gate "plan_approved" gives its consent 4 working hours, and clock "refer" has less until "referred", which waits for it: it would be late before anybody is chased for consent'),
    ([(GATE, EXTENSION.replace("REST", "") + '[[clock]]\nname = "at_last"\nlabels = { zh-CN = "最迟办结", zh-TW = "最遲辦結", en = "last day" }\nfrom = "referred"\nuntil = "answered"\nwithin = "3 working days"\ncalendar = "office"\nrungs = [{ at = "due", tell = ["handler"] }]\n\n' + GATE)],
     'extension "longer" leads clock "settle" beyond the end of clock "at_last" (general), which nothing extends: whoever is given more time is late all the same'),
    ([(GATE, EXTENSION.replace("3 working days", "3 months").replace("REST", "") + GATE)], 'extension "longer" gives 3 months more to clock "settle", many times the limit itself'),
    ([(GATE, EXTENSION.replace("REST", 'grants = ["handler"]\n') + GATE)], 'extension "longer" is granted by the handler, who asks for it: clock "settle" binds nobody'),
    ([(GATE, STAGES.replace("WITHIN", "15 days") + GATE), ('after = "14 days"', 'after = "14 days"\nunless = "reopened"'), (WORDS, OUTSIDE + WORDS)],
     'task "effect_check" is asked 14 days after the answer unless the customer asks for more, for which stage "first" gives them 15 days: make its after as long'),
    ([(RULE, '[[rule]]\ngroup = "many"\nwhen = [{ count = { of = "room_number", at_least = 9, within = "30 hours" } }]\nthen = { tell = ["owner"] }\n\n' + RULE)],
     'rules of "many" and "severity" count room_number within 30 hours here and 30 days there'),
    ([(RULE, '[[rule]]\ngroup = "many"\nwhen = [{ moment = "closed", count = { of = "category", at_least = 3, within = "12 hours" } }]\nthen = { tell = ["owner"] }\n\n' + RULE)],
     'a rule of group "many" waits for "closed" and counts what came within 12 hours: few are ended so soon'),
    ([(RULE, '[[rule]]\ngroup = "many"\nwhen = [{ count = { of = "colleague", at_least = 3, within = "90 minutes" } }]\nthen = { tell = ["owner"] }\n\n' + RULE)],
     'a rule of group "many" counts colleague within 90 minutes: nobody is complained of, or complains, so often in so short a time'),
    ([(TOP, 'quiet = ["21:00", "18:00"]\n' + TOP)], "quiet = ['21:00', '18:00'] is more than half of each day: texts and surveys wait all that time"),
    ([('message = "holding", every = "1 day"', 'message = "holding", every = "7 months"')], 'clock "settle" tells customer again every 7 months: hardly ever'),
    ([('{ at = "+1 working day", tell = ["director"] },\n]', '{ at = "+3 months", tell = ["director"] },\n]')], 'clock "settle" tells director 3 months after a limit of 1 working day'),
    ([(GATE, STAGES.replace("WITHIN", "15 days") + GATE), (WORDS, OUTSIDE + WORDS), (TOP, "survey_days = 3\n" + TOP)],
     'survey_days = 3 ends the link before stage "first" does, in which the customer may ask for more for 15 days'),
    ([(GATE, '[[gate]]\nname = "agreed"\nbefore = "answered"\napprove = ["owner"]\n\n' + GATE), ('serious = "half working day"', 'serious = "2 working hours"'),
      ('{ at = "-2 working hours", tell = ["handler"] }', '{ at = "-1 working hour", tell = ["handler"] }')],
     'gate "agreed" gives each consent 1 day, and clock "settle" ends after 2 working hours of serious: answers would be late before anybody is chased for consent'),
    ([('serious = { zh-CN = "严重", zh-TW = "嚴重", en = "serious" }', 'serious = { zh-CN = "严重（两小时）", zh-TW = "嚴重（兩小時）", en = "serious" }')],
     'severity "serious" is called “严重（两小时）”, which names 2 hours, and no clock gives it that'),
    ([('reason = { zh-CN = "答复须写明原因和补救。", en = "The answer must give cause and remedy." }', 'reason = { en = "Above 5,000 yuan the remedy is agreed." }\nunless = [{ loss = { at_most = 500 } }]')],
     'gate "whole_answer" is worded with 5000 (“Above 5,000 yuan the remedy is”), and compares with 500'),
    ([('name = "morning"\nkind = "list"\nevery = "day"\nby = "09:00"', 'name = "morning"\nkind = "list"\nevery = "day"\nby = "19:00"')], 'report "morning" is the morning\'s and goes out at 19:00'),
    ([(GATE, '[[clock]]\nname = "at_night"\nlabels = { zh-CN = "夜间办结", zh-TW = "夜間辦結", en = "at night" }\nfrom = "referred"\nuntil = "answered"\nwithin = "3 days"\nwhen = [{ channel = "sms" }]\nrungs = [{ at = "due", tell = ["handler"] }]\n\n' + GATE),
      ('within = { general = "1 working day", serious = "half working day" }', 'within = "3 working days"')],
     'clock "settle" gives 3 working days until "answered", and clock "at_night" 3 days: one of the two is counted otherwise'),
    ([('within = "4 working hours"  ', 'within = "4 working days"  '), ('serious = "half working day"', 'serious = "3 working days"')],
     'gate "plan_approved" gives each consent 4 working days, and clock "settle" ends after 3 working days of serious: answers would be late before anybody is chased for consent'),
    ([(GATE, PART.replace("OPENS", 'opens = "referred"\nwithin = { general = "1 hour", serious = "3 working days" }\ncalendar = "office"') + GATE)],
     'task "look" may take longer than clock "settle" gives the whole until "answered"'),
    ([(GATE, PART.replace("OPENS", 'opens = "answered"\nwithin = "2 days"') + '[[gate]]\nname = "look_agreed"\nlabels = { zh-CN = "查看结果", zh-TW = "查看結果", en = "what was seen" }\nbefore = "looked_at"\napprove = ["owner"]\nwithin = "2 weeks"\n\n' + GATE)],
     'gate "look_agreed" gives its consent 14 days, and task "look", which waits for it, has less'),
    ([('after = "4 hours"', 'after = "4 minutes"')], 'task "return_visit" is asked 4 minutes after "answered": leave its after out, or write what was meant'),
    ([('draft_before = "3 working days"', 'draft_before = "3 minutes"')], 'report "monthly" shows its draft 3 minutes before it goes out: nobody could mend anything'),
    ([(GATE, STAGES.replace("WITHIN", "15 days") + '[[clock]]\nname = "end"\nlabels = { zh-CN = "结案", zh-TW = "結案", en = "closing" }\nfrom = "answered"\nuntil = "closed"\nwithin = "3 days"\nrungs = [{ at = "due", tell = ["desk"] }]\n\n' + GATE), (WORDS, OUTSIDE + WORDS)],
     'clock "end" wants the complaint closed after 3 days, and stage "first" lets the customer ask for more for 15 days'),
    # graded the wrong way round
    ([(GATE, PART.replace("OPENS", 'opens = "referred"\nwithin = { general = "1 hour", serious = "2 hours" }') + GATE)], '"look" gives what is serious more time than what is general, "settle" less'),
    # spans that words name
    ([('labels = { zh-CN = "转办", zh-TW = "轉辦", en = "referral" }', 'labels = { zh-CN = "十五分钟内转办", zh-TW = "十五分鐘內轉辦", en = "referral" }')],
     'clock "refer" is called “十五分钟内转办”, which names 15 minutes, and has 20 minutes'),
    ([(WORDS, letter("Dear guest, your complaint is two working days old.")), ('{ at = "due", tell = ["customer"], message = "holding", every = "1 day" }', '{ at = "due", tell = ["customer"], message = "told" }')],
     '"told.body" says 2 working days, and clock "settle" sends it when 1 working day, half working day are over: whoever reads it is told another time'),
    ([(WORDS, '[words]\nrights = { en = "We call you within 36 hours." }\n\n[labels]\n')], 'words "rights" name 36 hours, which no clock, stage, task or rule has: whoever reads it waits for what is not so'),
    ([(WORDS, '[words]\nprocedure = { zh-CN = "我们两个工作日内答复您。" }\n\n[labels]\n')], 'words "procedure" name 2 working days for the answer (“我们两个工作日内答复您”), which no clock until the answer gives'),
    ([(WORDS, '[words]\nrights = { zh-CN = "两天内联系您", en = "We call you within three days." }\n\n[labels]\n')], 'words "rights": en names 3 days, and zh-CN 2 days'),
    ([(WORDS, letter("Dear guest, you hear within two working days{% if promised %}, by {{ promised }}{% endif %}.")), (ROUTE, sends("customer") + ROUTE)],
     'words "told.body" promise 2 working days beside the time itself, and no promised clock has that: the letter names two times'),
    ([("{ loss = { at_least = 2000 } }, ", ""), (RULE, '[[field]]\nname = "stayed"\ntype = "date"\nlabels = { zh-CN = "入住日期", en = "Stayed on" }\nreads = ["入住#"]\n\n[[field]]\nname = "ground"\ntype = "choice"\nchoices = { too_old = { zh-CN = "超过三个月", en = "over three months" } }\nlabels = { zh-CN = "理由", en = "Ground" }\n\n'
      '[[rule]]\ngroup = "age"\nwhen = [{ stayed = { older_than = "3 years" } }]\nthen = { ground = "too_old" }\n\n' + RULE)],
     'a rule of group "age" sets ground to "too_old", which is called after 3 months, for what is older than 36 months'),
    # reports
    ([('en = "monthly complaint report" }\nkind = "summary"\nevery = "month"', 'en = "monthly complaint report" }\nkind = "summary"\nevery = "quarter"')],
     'report "monthly" is called “monthly” and goes out every quarter: its readers take the figures of a quarter for those of a month'),
    ([('draft_before = "3 working days"', 'draft_before = "12 days"')], 'report "monthly" shows its draft 12 days before its date, when the month that it tells of is not over: part of it is missing'),
    # messages
    ([(ROUTE, sends("customer", message="survey") + ROUTE)], 'a rule of group "tell_them" sends the customer "survey" and waits for no answer: give each table of its when moment = "answered"'),
    ([(ROUTE, sends("customer", '{ moment = "visited" }', "holding") + ROUTE)], 'a rule of group "tell_them" sends the customer "holding" after the answer: it says that there is none yet'),
    ([(WORDS, letter("Dear guest, we found: {{ case.outcome }}")), (ROUTE, sends("customer") + ROUTE)],
     'a rule of group "tell_them" sends the customer "told" and waits for no answer: give each table of its when moment = "answered"'),
    ([(WORDS, letter("Dear Sir, your complaint is ours.")), (ROUTE, sends("owner") + ROUTE)], 'a rule of group "tell_them" sends "told" to owner, and its words are for customers: your complaint'),
    ([(WORDS, letter("How was it? {{ survey_link }}")), (ROUTE, sends("owner") + ROUTE)], 'a rule of group "tell_them" sends "told" to owner, and its words are for customers: survey_link'),
    ([(WORDS, letter("Dear guest, it is ours.")), (ROUTE, sends("customer") + sends("owner").replace("tell_them", "them_too") + ROUTE)], '"told" goes to the customer and to owner: write two, each for its reader'),
    ([(WORDS, letter("{% if case.kind == 'claim' %}It is ours.{% endif %} Dear guest.")), (ROUTE, sends("customer") + ROUTE)],
     'words "told.body" compare case.kind with "claim" in en, which nothing is called: it never holds'),
    ([(WORDS, letter("Dear guest, reply “call me back” and we ring you.")), (ROUTE, sends("customer") + ROUTE)],
     'words "told.body" ask for the reply “call me back” in en, which no rule on these complaints listens for'),
    # texts
    ([('serious = { zh-CN = "严重", zh-TW = "嚴重", en = "serious" }', 'serious = { zh-CN = "严重", zh-TW = "嚴重", en = "严重" }')], 'labels of "serious": the text in en is written in Chinese: “严重”'),
    ([('labels = { zh-CN = "业主代表", en', 'labels = { zh-CN = "the owner", en')], 'labels of role "owner": the text in zh-CN is the English one: “the owner”'),
    ([('zh-TW = "損失金額（元）"', 'zh-TW = "损失金額（元）"')], 'labels of field "loss": the text in zh-TW has signs of the other script (损): “损失金額（元）”'),
    ([(WORDS, '[words]\noutside_route = { zh-CN = "可拨打 12345", zh-TW = "可撥打 12315", en = "Call 12345" }\n\n[labels]\n')], 'words "outside_route": zh-TW says 12315, and zh-CN 12345'),
    ([(WORDS, '[labels]\n"satisfaction.4" = { en = "Fine" }\n"satisfaction.1" = { en = "Fine" }\n')], 'verdict "satisfaction.1" and verdict "satisfaction.4" are both called “Fine” in en: nobody can tell them apart'),
    ([(WORDS, '[labels]\n"Kitchen" = { en = "Rooms" }\n"Housekeeping" = { en = "Rooms" }\n')], 'department "Housekeeping" and department "Kitchen" are both called “Rooms” in en: nobody can tell them apart'),
    ([(WORDS, '[labels]\n"satisfaction.2" = { zh-CN = "同意" }\n')], "reopen_at_most = 2 begins another round for who says “同意” (satisfaction.2 in zh-CN): they agree"),
    # word lists
    ([(TOP, 'satisfied_words = ["还没解决"]\n' + TOP)], 'satisfied_words: "还没解决" says that somebody is dissatisfied, and would count as satisfaction 3'),
    ([(TOP, 'everyday_words = ["食物中毒"]\n' + TOP)],
     'everyday_words: "食物中毒" is harmless in this trade, and makes what has it serious by a rule of group "severity": nobody is alerted of the danger that it tells of'),
    ([('measure_words = ["间", "晚"]', 'measure_words = ["间", "领班"]')], '"领班" stands in job_titles and in measure_words: who is called so is counted like a thing'),
    # ladders
    ([('rungs = [{ at = "-5 minutes", tell = ["desk"] }', 'rungs = [{ at = "-5 minutes", tell = ["handler"] }')],
     'clock "refer" tells handler until "referred", before which nobody handles the complaint: tell desk, who has to act'),
    ([(GATE, PART.replace("OPENS", 'opens = "referred"') + '[[clock]]\nname = "look"\nfrom = "referred"\nuntil = "looked_at"\nwithin = "2 hours"\nrungs = [{ at = "due", tell = ["owner"] }]\n\n' + GATE)],
     'clock "look" waits for supervisor, who is asked for "looked_at", and never tells them'),
    ([(GATE, PART.replace("OPENS", "") + '[[clock]]\nname = "look"\nfrom = "referred"\nuntil = "looked_at"\nwithin = "2 hours"\nwhen = [{ severity = "serious" }]\nrungs = [{ at = "due", tell = ["supervisor"] }]\n\n' + GATE),
      (ROUTE, OF_SERIOUS.replace("MOMENT", ', moment = "answered"') + ROUTE)],
     'clock "look" begins at "referred", and a rule of group "look" asks for "looked_at" only after the answer: nobody could keep it'),
    ([(ROUTE, '[[rule]]\ngroup = "end"\nwhen = [{ moment = "answered" }]\nthen = { close = true }\n\n' + ROUTE)],
     'a rule of group "end" closes as soon as the answer is given, and task "return_visit" is asked after it: what is closed is asked nobody any more'),
    # promises
    ([(FORM, FORM_OF_TWO), (GATE, keeps("gift") + keeps("visit", due="gift_by") + GATE)],
     'task "keep_gift" and task "keep_visit" are both due at "gift_by", and keep "gift" and "visit": give each the line that dates it'),
    ([(FORM, FORM_OF_TWO), (GATE, keeps("gift") + GATE)], 'the letter tells the customer the date "visit_by", and nobody is held to it: give a task promises, with due = "visit_by"'),
    ([(FORM, FORM_OF_TWO.replace('"gift", "gift_by"]', '"gift"]')), (GATE, keeps("gift") + keeps("visit") + GATE)],
     'the letter of task "answer" tells "gift" and not "gift_by", by when: add letter = true to "gift_by"'),
    ([(FORM, FORM_OF_TWO), (GATE, keeps("gift") + keeps("visit", whose="gift_from") + GATE)],
     'task "keep_visit" and task "keep_gift" are both for whom "gift_from" names, and nobody is held to "visit_from"'),
    ([('asks = ["room_number"]', 'asks = ["room_number", "reply_hours"]'), (RULE, REPLY_HOURS + RULE), ('within = { general = "1 working day", serious = "half working day" }', 'within = "2 days"\ndue = "reply_hours"')],
     '"settle" counts "reply_hours" in days, as its within ("2 days") does, and people tell it in hours: write within in hours'),
    ([(FORM, FORM_OF_TWO), (GATE, keeps("gift") + keeps("visit") + "".join(until(f"by_{n}", line) for n, line in enumerate(["gift_by", "gift_by", "visit_by"])) + GATE)],
     'clock "by_2" ends at "visit_by", and its twins "by_0" and "by_1" at "gift_by"'),
    # countries and caps
    ([(TOP, 'timezone = "Europe/London"\n' + TOP), ('timezone = "Asia/Shanghai"\n', "")], "timezone is Europe/London, where it is never as late as in CN, whose holidays it keeps: limits and reports are hours off"),
    ([('holidays = "CN"', 'holidays = "TW"')], "calendars keep the holidays of TW, and the directory's telephones are in CN"),
    ([(TOP, 'text_countries = ["GB"]\n' + TOP)], "text_countries are GB, and the directory's telephones are in CN: no text ever reaches a colleague"),
    ([(TOP, "texts_a_day = 25\n" + TOP)],
     "texts_by_one_a_day = 30 is more than texts_a_day = 25, which are all texts together: a single one uses up everybody's, and urgent ones stay unsent"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "said"), REMARKED, ids=[f"{n}-{said[:40]}" for n, (_, said) in enumerate(REMARKED)]
)
def test_two_parts_that_contradict_each_other_are_told(changes: list[tuple[str, str]], said: str):
    assert said in made(changes)


SOUND = [
    # a decision of minutes where all is of minutes; a step as long as the whole; a consent to what has longer
    [('within = "4 working hours"  ', 'within = "15 working minutes"  ')],
    [(GATE, PART.replace("OPENS", 'opens = "referred"\nwithin = "4 hours"') + GATE)],
    # work that goes on after the answer, and what only the answer's form tells
    [(GATE, PART.replace("OPENS", 'opens = "answered"\nwithin = "2 weeks"') + GATE)],
    [(GATE, PART.replace("OPENS", 'within = "2 weeks"') + GATE), (ROUTE, OF_SERIOUS.replace("MOMENT", ', moment = "answered"') + ROUTE)],
    # after the time to ask for more is over; more time where the outer limit gives way
    [(GATE, STAGES.replace("WITHIN", "10 days") + GATE), ('after = "14 days"', 'after = "14 days"\nunless = "reopened"'), (WORDS, OUTSIDE + WORDS)],
    # a limit in other words, the sum of two, the time of others, how long a sheet takes
    [('labels = { zh-CN = "转办", zh-TW = "轉辦", en = "referral" }', 'labels = { zh-CN = "二十分钟内转办", zh-TW = "二十分鐘內轉辦", en = "referral within twenty minutes" }')],
    [(WORDS, '[words]\nprocedure = { zh-CN = "我们一个工作日内答复您。", en = "We answer within one working day." }\n\n[labels]\n')],
    [(WORDS, '[words]\noutside_route = { zh-CN = "六个月内可以向消费者协会反映", en = "You may turn to them within six months." }\n\n[labels]\n')],
    [(WORDS, letter("Dear guest, three questions: it takes five minutes.")), (ROUTE, sends("customer") + ROUTE)],
    # a name in Chinese, words to be written, and a room in an English text
    [(WORDS, '[words]\nrights = { en = "Ask 李青, or write “补充” (#补充) at any time." }\n\n[labels]\n')],
    [(WORDS, '[words]\nrights = { zh-CN = "请拨 0531-8812 3456", en = "Call 053188123456" }\n\n[labels]\n')],
    # thanks and verdicts are heard by themselves; so is what a rule listens for
    [(WORDS, letter("Dear guest, reply “very satisfied” if it is.")), (ROUTE, sends("customer") + ROUTE)],
    [(WORDS, letter("Dear guest, reply “police” if you called them.")), (ROUTE, sends("customer") + ROUTE)],
    # a survey after the answer, a letter of colleagues without a greeting, a comparison with a label
    [(ROUTE, sends("customer", '{ moment = "visited" }', "survey") + ROUTE)],
    [(WORDS, letter("{% if case.severity == 'serious' %}It is grave.{% endif %} Look at {{ case.number }}.")), (ROUTE, sends("owner") + ROUTE)],
    # another country that is texted as well; the same hour elsewhere
    [(TOP, 'text_countries = ["CN", "HK"]\n' + TOP)],
    [('timezone = "Asia/Shanghai"\n', 'timezone = "Asia/Taipei"\n')],
    [(TOP, 'everyday_words = ["火灾"]\nsatisfied_words = ["没问题了"]\n' + TOP)],
]  # fmt: skip


@pytest.mark.parametrize("changes", SOUND, ids=map(str, range(len(SOUND))))
def test_what_only_looks_like_a_contradiction_is_not_remarked(changes: list[tuple[str, str]]):
    assert made(changes) == []


def test_all_looks_are_part_of_what_is_remarked():
    hotel = read_policy(tomllib.loads(EXAMPLE.replace(TOP, "texts_a_day = 25\n" + TOP)), "hotel.toml")
    assert [said for look in LOOKS for said in look(hotel)] == remarks(hotel) != []
