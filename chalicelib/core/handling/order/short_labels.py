"""Lines of an answer under a shorter name than the form has: 事实：… for 调查情况, 措施：… for 处理措施, "Finding: …" for What we found.

Only what a field's `means` tells can be meant so, and only where one line of the form can; otherwise the line stays what the customer reads.
"""

from collections.abc import Iterator

import msgspec

from chalicelib.core.complaint.facts import Command
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.orders.command_reader import parted, plain_label
from chalicelib.core.policy.answering import ANSWERS, answer_task
from chalicelib.core.policy.model import Field
from chalicelib.core.written.words import folded

_LABELLED = expression(
    r"(?:^|[；;。])[ \t\u3000]*(?P<label>[\u4e00-\u9fff]{2,4}|[A-Za-z]{4,20})[ \t]*[：:](?=[ \t\u3000]*\S)"
)
# What people call a line of that meaning, whatever the policy calls it.
_CALLED = {
    "finding": ("事实", "调查", "核实", "查明", "经过", "经查", "调查结果", "核实情况", "调查情况", "finding", "findings", "facts"),
    "measure": ("措施", "处理", "处置", "处理情况", "处理结果", "处理措施", "measure", "measures", "remedy"),
    "action": ("整改", "改进", "整改措施", "改进措施", "action", "actions", "lesson"),
}  # fmt: skip


def read(draft: Draft, command: Command) -> Command:
    """The order with such lines in its form and no more among the words, or among the lines above them."""
    task = answer_task(draft.complaint, draft.policy) if command.name == ANSWERS else None
    if task is None:
        return command
    lines = [field for field in draft.policy.fields if field.name in task.form]
    told = "\n".join((command.words, *command.form.values()))
    short = {label: name for label in _short_labels(told) if (name := _meant(label, lines)) not in ("", *command.form)}
    if not short or len(set(short.values())) < len(short):
        return command
    words, found = parted(command.words, short)
    form = dict(found)
    for name, value in command.form.items():
        kept, more = parted(value, short)
        form |= {name: kept} | more
    return msgspec.structs.replace(command, words=words, form=form)


def _short_labels(text: str) -> Iterator[str]:
    return (plain_label(found["label"]) for line in text.splitlines() for found in _LABELLED.finditer(line))


def _meant(label: str, lines: list[Field]) -> str:
    """The one line that a short name can mean: part of what it is called, else what people call a line of its meaning; "" if none or several."""
    said = folded(label)
    named = [field for field in lines if any(_is_part(said, folded(each)) for each in field.labels.values())]
    meant = named or [field for field in lines if said in _CALLED.get(field.means or "", ())]
    return meant[0].name if len(meant) == 1 and meant[0].means in _CALLED else ""


def _is_part(said: str, label: str) -> bool:
    """Whether a label begins or ends with these signs; of an English one, whether this is one of its words."""
    if said.isascii():
        return said in label.split()
    return said != label and (label.startswith(said) or label.endswith(said))
