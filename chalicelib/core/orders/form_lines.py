"""The lines that every form understands beside the policy's own fields: a label, a colon, a value.

One record a line. The first label of a language is the one that people are shown; all labels of all languages are understood,
whoever writes. Which command takes which line is said by the command's record.
"""

from collections.abc import Mapping

import msgspec


class FormLine(msgspec.Struct, frozen=True):
    """A line: the field it fills, its labels by language, and whether a policy's tasks and gates may ask for it."""

    name: str
    labels: Mapping[str, tuple[str, ...]]
    in_policies: bool = True


ACTED_BY = "acted_by"  # said of every order of a shared mailbox

_LINES = (
    FormLine(ACTED_BY, {"zh-CN": ("经办人",), "zh-TW": ("經辦人",), "en": ("Acted by",)}, in_policies=False),
    # who complains
    FormLine("name", {"zh-CN": ("姓名", "客户", "投诉人"), "zh-TW": ("姓名", "客戶", "投訴人"), "en": ("Name",)}),
    FormLine("phone", {
        "zh-CN": ("电话", "手机", "联系电话", "联系方式"), "zh-TW": ("電話", "手機", "聯絡電話", "聯絡方式"), "en": ("Telephone", "phone"),
    }),
    FormLine("mail", {"zh-CN": ("电子邮件", "邮箱"), "zh-TW": ("電子郵件", "信箱"), "en": ("Email", "mail")}),
    FormLine("relation", {
        "zh-CN": ("与本单位的关系", "与我方关系", "关系"), "zh-TW": ("與本單位的關係", "與我方關係", "關係"), "en": ("Relation to us", "relation"),
    }),
    # what a caller said, and what was said to them
    FormLine("received", {
        "zh-CN": ("接收时间", "来电时间", "投诉时间"), "zh-TW": ("接收時間", "來電時間", "投訴時間"), "en": ("Received",),
    }),
    FormLine("channel", {"zh-CN": ("渠道",), "zh-TW": ("管道", "渠道"), "en": ("Channel",)}),
    # what it is and what it is about
    FormLine("kind", {"zh-CN": ("性质",), "zh-TW": ("性質",), "en": ("Kind",)}),
    FormLine("category", {"zh-CN": ("类别", "投诉类别"), "zh-TW": ("類別", "投訴類別"), "en": ("Category",)}),
    FormLine("content", {"zh-CN": ("内容", "投诉内容"), "zh-TW": ("內容", "投訴內容"), "en": ("Content",)}),
    FormLine("settled", {"zh-CN": ("当场答复", "当场办结"), "zh-TW": ("當場答覆", "當場辦結"), "en": ("Settled",)}, in_policies=False),
    # calls and visits
    FormLine("when", {"zh-CN": ("时间",), "zh-TW": ("時間",), "en": ("When",)}),
    FormLine("how", {"zh-CN": ("方式",), "zh-TW": ("方式",), "en": ("How",)}),
    FormLine("reached", {
        "zh-CN": ("是否联系上", "联系上", "接通", "是否接通"), "zh-TW": ("是否聯繫上", "聯繫上", "接通", "是否接通"), "en": ("Reached",),
    }),
    FormLine("satisfied", {"zh-CN": ("是否满意", "满意度", "满意"), "zh-TW": ("是否滿意", "滿意度", "滿意"), "en": ("Satisfied",)}),
    FormLine("words", {"zh-CN": ("客户的话", "客户意见"), "zh-TW": ("客戶的話", "客戶意見"), "en": ("Words",)}),
    # why
    FormLine("reason", {"zh-CN": ("理由", "原因说明", "意见"), "zh-TW": ("理由", "原因說明", "意見"), "en": ("Reason",)}),
    # until when something holds
    FormLine("review", {"zh-CN": ("复核日期",), "zh-TW": ("複核日期",), "en": ("Review on",)}, in_policies=False),
    # words to the customer that were asked about
    FormLine("confirmed", {"zh-CN": ("确认发送",), "zh-TW": ("確認發送",), "en": ("Send anyway",)}, in_policies=False),
    # who is away
    FormLine("start", {"zh-CN": ("开始",), "zh-TW": ("開始",), "en": ("From",)}, in_policies=False),
    FormLine("end", {"zh-CN": ("结束",), "zh-TW": ("結束",), "en": ("To",)}, in_policies=False),
    FormLine("deputy", {"zh-CN": ("代理人",), "zh-TW": ("代理人",), "en": ("Deputy",)}, in_policies=False),
)  # fmt: skip
FORM_LINES: Mapping[str, FormLine] = {line.name: line for line in _LINES}
