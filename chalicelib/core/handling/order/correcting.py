"""What was entered wrongly is put right: what a complaint is, what it is about, and how and when it came.

Limits, gates, forms and counts follow by themselves, for they are derived. Who handles it does not change with that once a unit has it.
"""

import re
from datetime import UTC, timedelta
from typing import Literal, get_args

import msgspec

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Channel
from chalicelib.core.handling.draft import ASSIGNMENT, Draft
from chalicelib.core.handling.hold import closing, task_holders, tasks
from chalicelib.core.handling.judge import rounds
from chalicelib.core.handling.order import offers
from chalicelib.core.handling.order.carrying_out import carries_out
from chalicelib.core.orders.command_kind import CORRECTED
from chalicelib.core.people import rights
from chalicelib.core.policy import vocabulary
from chalicelib.core.words.labels import label
from chalicelib.core.written import dates
from chalicelib.core.written.languages import LANGUAGES

CLOSING = "，,。：: "
STOPS = " ，,。：:；;、（("  # behind a name; the end of the line as well
CHANNELS: dict[Channel, tuple[str, ...]] = {  # in the words of staff, in simplified signs
    "phone": ("电话", "来电", "热线", "呼入", "phone", "telephone", "call", "hotline"),
    "visit": ("来访", "当面", "上门", "走访", "到访", "现场", "面谈", "前台", "窗口", "visit", "in person", "walk-in"),
    "web": ("网站", "网上", "网页", "官网", "网络", "留言", "扫码", "二维码", "微信", "公众号", "小程序", "app", "web", "website", "online"),
    "fax": ("传真", "fax"),
    "letter": ("来信", "信件", "信函", "写信", "书信", "去信", "函件", "邮寄", "挂号信", "书面", "letter", "post"),
    "sms": ("短信", "sms", "text message"),
    "mail": ("电子邮件", "邮件", "邮箱", "e-mail", "email", "mail"),
}  # fmt: skip
OLDEST = 90  # days: an older time of receipt is a slip of the pen


@carries_out("correct")
def correct(draft: Draft, command: Command) -> None:
    """Puts right what the lines name; a category alone may stand behind the command."""
    lines = {name: command.form[name] for name in CORRECTED if name in command.form}
    if not lines and (category := named(draft, command.words, draft.policy.categories)[0]):
        lines = {"category": category}
    if not lines:
        fields = saying.labels(*CORRECTED)
        draft.results.refuse("correct_what", command=saying.command("correct"), fields=fields)
    for name, text in lines.items():
        correct_line(draft, name, text)


def take_beside(draft: Draft, command: Command) -> None:
    """Such lines below another order are put right with it, of whoever may or was asked for them; all others hear who may."""
    lines = (
        {name: command.form[name] for name in CORRECTED if name in command.form} if command.name != "correct" else {}
    )
    allowed = offers.refusal(draft, "correct") is None
    refused = []
    for name, text in lines.items():
        if allowed or _is_asked_for(draft, command, name):
            correct_line(draft, name, text)
        else:
            refused.append(name)
    if refused:
        who = rights.reserved_for("correct", draft.complaint, draft.policy) or ("desk", "supervisor", "director")
        draft.results.refuse(
            "not_corrected", fields=saying.labels(*refused), who=saying.labels(*who), command=saying.command("correct")
        )


def _is_asked_for(draft: Draft, command: Command, name: str) -> bool:
    """Whether the form that the order completes asks its writer for that line."""
    task = task_holders.open_for(draft, command.name, draft.by, command.form)
    rule = tasks.rule_of(draft, task.name) if task else None
    return rule is not None and task is not None and name in rule.form and task_holders.may_fill(draft, task, draft.by)


def correct_line(draft: Draft, name: str, text: str) -> None:
    """One of them; what it was and what it is now stands in receipt and history."""
    if name == "received":
        _correct_receipt(draft, text)
        return
    known = {"kind": draft.policy.kinds, "category": draft.policy.categories, "channel": get_args(Channel)}[name]
    value, old = named(draft, text, known)[0], getattr(draft.complaint, name)
    if name == "channel":
        value = value or channel_named(text)
    if not value:
        field, choices = saying.labels(name), saying.labels(*known)
        draft.results.refuse("unknown_value", field=field, name=text, choices=choices)
    elif value == old:
        draft.results.done("already_so", field=saying.labels(name), new=saying.labels(value))
    elif name != "kind" or _becomes(draft, value):
        draft.set_by_hand(**{name: value})
        _tell(draft, name, saying.labels(old) if old else "—", saying.labels(value))
        _say_where_it_stays(draft)


def channel_named(text: str) -> Channel | Literal[""]:
    """The way that these words name; "" if they name none, or several."""
    said = vocabulary.folded(text)
    words = {word: channel for channel, many in CHANNELS.items() for word in many}
    found = re.findall("|".join(sorted(map(re.escape, words), key=len, reverse=True)), said)
    named = {words[each] for each in found}
    return named.pop() if len(named) == 1 else ""


def _becomes(draft: Draft, kind: str) -> bool:
    """Whether it can be of that kind from now on, with what follows: a complaint's flow begins, or ends because it is none."""
    flows, flowed = (each in draft.policy.flow_kinds for each in (kind, draft.complaint.kind))
    if flows and not flowed and draft.complaint.status == "closed":
        draft.results.refuse("reopen_for_kind", kind=saying.labels(kind), command=saying.command("accept"))
        return False
    draft.set_by_hand(kind=kind)
    if flows and not flowed:
        rounds.begin_flow(draft)
    if flowed and not flows and draft.complaint.status == "open":
        pass_on(draft)
    return True


def pass_on(draft: Draft) -> None:
    """A complaint in hand that is none after all: its clocks end, whoever has it keeps it, the customer hears so."""
    if not draft.complaint.handler or draft.complaint.moment("referred") is None:
        return
    draft.forget("assigned")
    closing.close(draft, reason="passed_on")
    draft.news.append(ASSIGNMENT)
    draft.tell_customer("noted")
    to = draft.complaint.unit or draft.complaint.department
    draft.results.done("passed_on", kind=saying.labels(draft.complaint.kind), to=saying.labels(to))


def _correct_receipt(draft: Draft, text: str) -> None:
    """When it came: before all that has been done about it. Its number stays."""
    at, complaint = dates.stated(text, draft.at, draft.policy.timezone), draft.complaint
    first = min((m.at for m in complaint.moments if m.name != "received"), default=draft.at)
    old = complaint.moment("received")
    if at is None:
        draft.results.refuse("bad_time_of", line=saying.labels("received"), text=text)
    elif at > first:
        draft.results.refuse("received_too_late", due=saying.time_of(first))
    elif at < draft.at - timedelta(days=OLDEST) and (old is None or at < old - timedelta(days=OLDEST)):
        draft.results.refuse("time_too_old", days=OLDEST)
    elif at == old:
        draft.results.done("already_so", field=saying.labels("received"), new=saying.time_of(at))
    else:
        fresh = at.astimezone(UTC)
        moved = (msgspec.structs.replace(m, at=fresh) if m.name == "received" else m for m in complaint.moments)
        draft.change(moments=tuple(moved))
        _tell(draft, "received", saying.time_of(old) if old else "—", saying.time_of(fresh))


def _tell(draft: Draft, name: str, old: saying.Value, new: saying.Value) -> None:
    draft.results.done("corrected", field=saying.labels(name), old=old, new=new)
    draft.record("corrected", said=draft.results.changes[-1])


def _say_where_it_stays(draft: Draft) -> None:
    """Rules would send it elsewhere now; a unit that has it keeps it until somebody hands it on."""
    complaint, counts = draft.complaint, draft.context.counts
    if complaint.status != "open" or complaint.moment("referred") is None or not complaint.department:
        return
    found = (
        vocabulary.first_match(draft.policy.rules, g, complaint, counts) for g in vocabulary.groups(draft.policy.rules)
    )
    other = next((rule.then.assign for rule in found if rule is not None and rule.then.assign), "")
    if other and other not in (complaint.department, complaint.unit):
        here, command = saying.labels(complaint.department), saying.command("transfer")
        draft.results.done("route_stays", to=here, other=saying.labels(other), command=command)


def named(draft: Draft, words: str, names: tuple[str, ...]) -> tuple[str, str]:
    """The name whose own word or label in any language begins the words, the longest before others, "" if none; and the first word."""
    wanted = words.split(maxsplit=1)[0].strip(CLOSING) if words else ""
    line = " ".join((words.splitlines() or [""])[0].lower().split())
    called = {
        called: name for name in names for called in (name, *(label(name, draft.policy, lang) for lang in LANGUAGES))
    }
    fitting = (c for c in called if line.startswith(c.lower()) and line[len(c) : len(c) + 1] in STOPS)
    best = max(fitting, key=len, default="")
    return called.get(best, ""), wanted
