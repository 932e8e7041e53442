"""What staff may order by mail: one table of commands, and the reading of a mail's new text into commands and forms.

A command stands at the start of a line: `#` or `＃`, its Chinese or English name, words; under it lines `label：value`.
`经办人：NAME` says who acted on a shared mailbox. A line `#LC20260302-0001` turns to another complaint.
"""

import difflib
import re
from collections.abc import Mapping

import msgspec

from chalicelib.core.facts import Command

HANDLING = frozenset({"handler", "desk", "supervisor", "director"})
LEADING = frozenset({"supervisor", "director"})
DESK = frozenset({"desk", "supervisor", "director"})
ANYBODY: frozenset[str] = frozenset()


class CommandName(msgspec.Struct, frozen=True):
    """A command: its names, the roles that may give it (none: any member of staff), and one line of help."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    roles: frozenset[str]
    help_zh: str
    help_en: str
    needs_complaint: bool = True


TABLE: tuple[CommandName, ...] = (
    CommandName(
        "accept", ("受理",), ("accept",), DESK, "受理，可写明类别：投诉、问题、建议", "accept; may name the kind"
    ),
    CommandName(
        "transfer",
        ("转办", "转交"),
        ("transfer",),
        HANDLING,
        "转给部门或同事：#转办 部门",
        "hand to a department or person",
    ),
    CommandName(
        "assist",
        ("联办", "协办"),
        ("assist",),
        HANDLING,
        "请另一部门协助，责任人不变",
        "ask another department to help",
    ),
    CommandName(
        "contact",
        ("联系",),
        ("contact",),
        HANDLING,
        "记录与客户的联系：时间、方式、是否联系上、内容",
        "record contact with the customer",
    ),
    CommandName("note", ("备注",), ("note",), ANYBODY, "只记入处理记录", "add a note to the record"),
    CommandName(
        "tell", ("告知客户", "告知"), ("tell",), HANDLING, "把后面的话发给客户", "send the words to the customer"
    ),
    CommandName("ask", ("询问客户", "询问"), ("ask",), HANDLING, "向客户询问", "ask the customer"),
    CommandName(
        "resolve",
        ("结果", "答复"),
        ("resolve", "result"),
        HANDLING,
        "提交处理结果并按表填写",
        "give the outcome with its form",
    ),
    CommandName(
        "extend", ("延期",), ("extend",), HANDLING, "申请延期：#延期 2026-03-06 17:30，注明原因", "ask for a later time"
    ),
    CommandName(
        "invalid",
        ("无效",),
        ("invalid",),
        HANDLING,
        "判定投诉不成立并写明理由，客户将收到解释",
        "judge not valid, with the reason",
    ),
    CommandName("approve", ("同意", "批准"), ("approve",), ANYBODY, "同意", "approve"),
    CommandName(
        "return",
        ("退回", "驳回"),
        ("return", "reject"),
        ANYBODY,
        "退回并写明意见；责任单位可把不属于本单位的退回客服中心",
        "send back with comments",
    ),
    CommandName("severity", ("定级",), ("severity",), DESK, "定级：#定级 级别", "set the severity"),
    CommandName(
        "visit", ("回访",), ("visit",), DESK, "记录回访：是否联系上、是否满意、客户的话", "record the return visit"
    ),
    CommandName("received", ("收到",), ("received",), ANYBODY, "确认收到", "confirm receipt"),
    CommandName("fill", ("填报",), ("fill",), ANYBODY, "填写所要求的表", "fill the form asked for"),
    CommandName("merge", ("合并",), ("merge",), DESK, "并入本件：#合并 编号", "merge another complaint into this one"),
    CommandName("split", ("拆分",), ("split",), DESK, "另立一件，写明内容", "open a separate complaint"),
    CommandName("close", ("结案",), ("close",), DESK, "结案并写明理由", "close, with the reason"),
    CommandName("reopen", ("重开",), ("reopen",), DESK, "重新办理并写明理由", "reopen, with the reason"),
    CommandName("undo", ("撤回",), ("undo",), HANDLING, "撤回尚未发出的答复", "take back an answer not yet sent"),
    CommandName(
        "register",
        ("登记",),
        ("register",),
        ANYBODY,
        "登记电话或当面的投诉：姓名、电话、接收时间、内容",
        "register a complaint",
        needs_complaint=False,
    ),
    CommandName(
        "absent",
        ("请假",),
        ("absent",),
        ANYBODY,
        "请假：起止日期与代理人",
        "be away: dates, deputy",
        needs_complaint=False,
    ),
    CommandName("figures", ("数据",), ("figures",), ANYBODY, "索取统计数据", "ask for figures", needs_complaint=False),
    CommandName(
        "list", ("清单",), ("list",), ANYBODY, "索取本人待办清单", "ask for one's own list", needs_complaint=False
    ),
    CommandName(
        "query", ("查询",), ("query",), ANYBODY, "查询：#查询 编号或关键词", "look something up", needs_complaint=False
    ),
    CommandName("help", ("帮助",), ("help",), ANYBODY, "本说明", "this help", needs_complaint=False),
)
COMMANDS: Mapping[str, CommandName] = {c.name: c for c in TABLE}

# Labels understood beside the policy's own fields.
COMMON_LABELS: Mapping[str, str] = {
    "经办人": "acted_by", "acted by": "acted_by",
    "姓名": "name", "客户": "name", "投诉人": "name", "name": "name",
    "电话": "phone", "手机": "phone", "联系电话": "phone", "联系方式": "phone", "phone": "phone",
    "邮箱": "mail", "电子邮件": "mail", "mail": "mail", "email": "mail",
    "接收时间": "received", "来电时间": "received", "投诉时间": "received", "received": "received",
    "渠道": "channel", "channel": "channel", "关系": "relation", "relation": "relation",
    "内容": "content", "投诉内容": "content", "content": "content",
    "时间": "when", "when": "when", "方式": "how", "how": "how",
    "理由": "reason", "原因说明": "reason", "reason": "reason",
    "是否联系上": "reached", "联系上": "reached", "接通": "reached", "reached": "reached",
    "是否满意": "satisfied", "满意度": "satisfied", "满意": "satisfied", "satisfied": "satisfied",
    "客户的话": "words", "客户意见": "words", "words": "words",
    "代理人": "deputy", "deputy": "deputy", "开始": "start", "结束": "end", "from": "start", "to": "end",
}  # fmt: skip

_COMMAND_LINE = re.compile(r"^[ \t\u3000>]{0,3}[#＃][ \t\u3000]*(?P<rest>\S.*)$")
_LABEL_LINE = re.compile(r"^[ \t\u3000*·\-]*(?P<label>[^：:\n]{1,20}?)[ \t\u3000]*[：:][ \t\u3000]*(?P<value>.*)$")
_NUMBER = re.compile(r"\b[A-Z]{1,6}\d{8}-\d{4,}\b", re.IGNORECASE)
_ALIASES: Mapping[str, str] = {alias: c.name for c in TABLE for alias in (*c.zh, *c.en)}
_LONGEST_FIRST = sorted(_ALIASES, key=len, reverse=True)


class Reading(msgspec.Struct, frozen=True):
    """A staff mail read: its commands in order, what was not understood, and the words before the first command."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...]
    note: str


def read(text: str, labels: Mapping[str, str]) -> Reading:
    """Commands in `text` (the newly written part only). `labels` maps the policy's form labels to field names."""
    known = {**COMMON_LABELS, **{label.lower(): name for label, name in labels.items()}}
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines():
        match = _COMMAND_LINE.match(line)
        if match:
            blocks.append((match["rest"].strip(), []))
        else:
            blocks[-1][1].append(line)
    return _commands(blocks, known)


def _commands(blocks: list[tuple[str, list[str]]], known: Mapping[str, str]) -> Reading:
    commands: list[Command] = []
    problems: list[str] = []
    number = ""
    for head, lines in blocks[1:]:
        if only := _NUMBER.fullmatch(head):
            number = only.group().upper()
            continue
        name, words = _name_of(head)
        if not name:
            problems.append(_unknown(head))
            continue
        commands.append(_command(name, [words, *lines], known, number))
    note = "\n".join(blocks[0][1]).strip()
    actor = _form(blocks[0][1], known)[1].get("acted_by", "")
    actor = next((c.acted_by for c in commands if c.acted_by), actor)
    if actor:
        commands = [msgspec.structs.replace(c, acted_by=c.acted_by or actor) for c in commands]
    return Reading(tuple(commands), tuple(problems), note)


def _name_of(head: str) -> tuple[str, str]:
    lowered = head.lower()
    for alias in _LONGEST_FIRST:
        rest = head[len(alias) :]
        if lowered.startswith(alias) and (not alias.isascii() or not rest[:1].isalnum() or not rest[:1].isascii()):
            return _ALIASES[alias], rest.lstrip(" \t\u3000：:，,")
    return "", ""


def _unknown(head: str) -> str:
    word = re.split(r"[\s：:，,]", head, maxsplit=1)[0][:20]
    near = difflib.get_close_matches(word.lower(), _ALIASES, n=1, cutoff=0.5)
    return f"#{word}" + (f" → #{near[0]}?" if near else "")


def _command(name: str, lines: list[str], known: Mapping[str, str], number: str) -> Command:
    words, form = _form(lines, known)
    actor = form.pop("acted_by", "")
    if name != "merge" and (found := _NUMBER.match(words)):
        number, words = found.group().upper(), words[found.end() :].strip()
    return Command(name=name, words=words, form=form, acted_by=actor, number=number)


def _form(lines: list[str], known: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Words and form of a command: `label：value`, a value running on until the next known label."""
    words: list[str] = []
    form: dict[str, str] = {}
    current = ""
    for line in _one_label_a_line("\n".join(lines), known).splitlines():
        match = _LABEL_LINE.match(line)
        name = known.get(_plain(match["label"])) if match else None
        if match and name:
            current = name
            form[name] = match["value"].strip()
        elif current and line.strip():
            form[current] = f"{form[current]}\n{line.strip()}".strip()
        elif not current:
            words.append(line)
    return "\n".join(words).strip(), {k: v for k, v in form.items() if v}


def _plain(label: str) -> str:
    return re.sub(r"[（(].*?[)）]|[\s*＊【】\[\]]", "", label).lower() or label.strip().lower()


def _one_label_a_line(text: str, known: Mapping[str, str]) -> str:
    """Breaks `事实：…；责任：…` at known labels, so that a form written in one line reads like one in several."""
    labels = "|".join(re.escape(label) for label in sorted(known, key=len, reverse=True) if len(label) > 1)
    return re.sub(rf"[；;，,。][ \t\u3000]*(?=(?:{labels})[ \t]*[：:])", "\n", text)


def label_map(fields: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Label (any language, or the name itself) → field name, for `read`."""
    return {_plain(label): name for name, labels in fields.items() for label in (name, *labels.values())}
