"""The reading of a staff mail's new text into commands and forms.

A command stands at the start of a line: `#` or `＃`, its Chinese or English name, words; under it lines `label：value`.
Labels are understood as people write and paste them: numbered, bold, in brackets, in a table's cells. `经办人：NAME` says
who acted on a shared mailbox. A line `#LC20260302-0001` turns to another complaint.
After a form, a blank line ends its last line: thanks, signatures and remarks to colleagues are no part of what a customer
is told. A list goes on after one, and so does what a caller said (`登记`).
"""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

import msgspec

from chalicelib.core.complaint.facts import Command
from chalicelib.core.expressions import expression
from chalicelib.core.orders.command_table import COMMANDS
from chalicelib.core.orders.form_lines import ACTED_BY, FORM_LINES
from chalicelib.core.orders.near_commands import nearest
from chalicelib.core.written.case_numbers import FORM
from chalicelib.core.written.languages import FIRST
from chalicelib.core.written.words import folded_in_place

READ = 50_000  # characters of a mail in which orders and forms are looked for
MOST_ORDERS = 100  # of one mail; the first that is one too many is named in the receipt
_LONG_GAP = expression(r"[ \t\u3000\u00a0]{5,}")
_UNSEEN = expression(r"[\ufeff\u200b-\u200f\u2060-\u2064]")
_BLANK = r"[ \t\u3000\u00a0]"
_COMMAND_LINE = expression(rf"^(?:{_BLANK}|[*_]){{0,6}}[#＃]+(?:{_BLANK}|[*_【\[])*(?P<rest>[^\s#＃0-9].*)$")
_CASE_AND_ORDER = expression(
    rf"^{_BLANK}{{0,6}}(?:编号|編號|关于|關於|投诉|投訴|re|case)?(?:{_BLANK}|[:：【\[(（]){{0,4}}[#＃]*{_BLANK}*({FORM})(?:{_BLANK}|[:：,，】\])）])*[#＃]+",
    re.MULTILINE | re.IGNORECASE,
)
LONGEST_NAME = 40  # of a command
MOST_SIGNED = 60  # lines at the end of a mail in which its writer's name is looked for
_DECORATION = " \t\u3000\u00a0*_：:，,。.】]"
_BULLET = rf"(?:{_BLANK}|[*·•●○■□◆\-–—|])*"
_NUMBERING = r"(?:[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[①-⑳])[)）.、．,，]?)"
LONGEST_LABEL = 24  # characters of a label
_ROOM = LONGEST_LABEL + 6  # of a line in which one is looked for: with its number, and the star of what is required
_LABELLED = (
    expression(rf"^{_BULLET}(?P<label>[^：:\n]{{1,{_ROOM}}}?){_BLANK}*[：:](?P<value>.*)$"),
    expression(rf"^{_BULLET}(?P<label>[^\t\n|]{{1,{_ROOM}}}?){_BLANK}*(?:[\t|]|{_BLANK}{{2,}})(?P<value>.*)$"),
    expression(rf"^{_BULLET}(?P<label>[\u4e00-\u9fff]{{2,8}}[*＊]?){_BLANK}(?P<value>.*)$"),
    expression(rf"^{_BULLET}[【\[](?P<label>[^】\]\n]{{1,{_ROOM}}})[】\]](?P<value>.*)$"),
    expression(rf"^{_BULLET}(?P<label>[^\s].{{0,{_ROOM - 1}}}?)(?P<value>){_BLANK}*$"),
)
_ONLY_A_BULLET = expression(rf"{_BULLET}{_NUMBERING}?{_BLANK}*")
_GOES_ON = expression(
    rf"^(?:{_BLANK}*(?:[0-9]{{1,2}}[.、．)）]|[（(][0-9一二三四五六七八九十]|[一二三四五六七八九十][、是]|第[一二三四五]|[①-⑳]|[-·•*]))"
)
# Courtesies to whoever reads the form, on lines of their own under its last one.
_POLITE = (
    r"(?:(?:非常|十分|多)?(?:谢谢|謝謝|感谢|感謝|谢|謝)[您你大家各位了啦]*|辛苦[您你大家各位了]*|麻烦[您你]?了?|麻煩[您你]?了?|请审阅|請審閱"
    r"|请查收|請查收|以上|此致|敬礼|敬禮|顺祝.{0,6}|順祝.{0,6}|祝好|thanks|thank you|many thanks|(?:best |kind )?regards)"
)
_PARTING = expression(rf"\n\s*{_POLITE}(?:[\s!！。.,，、~～]*{_POLITE})*[\s!！。.,，~～]*$", re.IGNORECASE)
_NUMBER = expression(rf"\b{FORM}\b", re.IGNORECASE)


class Reading(msgspec.Struct, frozen=True):
    """A staff mail read: its commands in order, what was not understood, and the words before the first command."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...]
    note: str


class _Labels(msgspec.Struct, frozen=True):
    """Labels as they are compared → field names: the policy's own, and those that every policy has."""

    own: Mapping[str, str]
    common: Mapping[str, str]

    def of(self, lines: Collection[str], *, own: bool) -> Mapping[str, str]:
        """The labels of these lines and of who acted; with the policy's `own` ones, or without them."""
        common = {label: line for label, line in self.common.items() if line in lines or line == ACTED_BY}
        return {**common, **self.own} if own else common


def read_commands(text: str, labels: Mapping[str, str], language: str = FIRST) -> Reading:
    """Commands in `text` (the newly written part only). `labels` maps the policy's form labels to field names.

    `language` is the writer's, in which problems name the commands that may have been meant.
    """
    known = _labels(labels)
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in _CASE_AND_ORDER.sub(r"#\1\n#", _bounded(text)).splitlines():
        if match := _COMMAND_LINE.match(line):
            blocks.append((match["rest"].strip(), []))
        else:
            blocks[-1][1].append(line)
    return _commands(blocks, known, language)


def names_in(text: str) -> tuple[str, ...]:
    """The commands by which lines of a text begin, each once, whatever else stands there."""
    lines, aliases = _bounded(text).splitlines()[:MOST_ORDERS], _aliases()
    names = (_name_of(each["rest"].strip(), aliases)[0] for each in map(_COMMAND_LINE.match, lines) if each)
    return tuple(dict.fromkeys(filter(None, names)))


def _bounded(text: str) -> str:
    """As much as one person writes by hand, without what is not seen: whoever pretends to be staff is read, too."""
    return _LONG_GAP.sub("    ", _UNSEEN.sub("", text[:READ]))


def without_signature(text: str, signed: tuple[str, ...]) -> str:
    """The text without the writer's name at its end, and the unit or organisation beside it: no part of a form's last line."""
    lines = text.rstrip().splitlines()
    kept, words = len(lines), list[tuple[str, ...]]()
    while kept and len(words) < MOST_SIGNED and (found := _words_of(lines[kept - 1], signed)) is not None:
        kept, words = kept - 1, [*words, found]
    named = any(signed[0] in found for found in words) if signed else False
    return "\n".join(lines[:kept]) if named else text


def _words_of(line: str, signed: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of a line that holds nothing but a signature's; None if it holds anything else."""
    found = tuple(word for word in re.split(r"[\s|·,，/]+", line) if word)
    return found if all(word in signed for word in found) else None


def form_in(text: str, labels: Mapping[str, str]) -> dict[str, str]:
    """The policy's own form lines in a text without a command, which are worth asking the writer about."""
    return parted(text, labels)[1]


def parted(text: str, labels: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The same lines, and before them the words that are none."""
    return _form(_bounded(text).splitlines(), _labels(labels).own, whole=True)


def label_map(fields: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Label (any language, or the name itself) → field name, for `read`."""
    return {plain_label(label): name for name, labels in fields.items() for label in (name, *labels.values())}


@cache
def _common() -> Mapping[str, str]:
    return {
        plain_label(label): line.name for line in FORM_LINES.values() for many in line.labels.values() for label in many
    }


def _labels(labels: Mapping[str, str]) -> _Labels:
    return _Labels(
        own={plain_label(label): name for label, name in labels.items()},
        common=_common(),
    )


# -- commands -------------------------------------------------------------------------------------------------------------


def _commands(blocks: list[tuple[str, list[str]]], known: _Labels, language: str) -> Reading:
    aliases = _aliases()
    commands: list[Command] = []
    problems: list[str] = []
    number = ""
    for head, lines in blocks[1 : MOST_ORDERS + 1]:
        if only := _NUMBER.fullmatch(head.rstrip(_DECORATION)):
            number = only.group().upper()
            continue
        name, words = _name_of(head, aliases)
        if not name:
            problems.append(nearest(head, aliases, language))
            continue
        commands.append(_command(name, [words, *lines], known, number))
    problems += [nearest(head, aliases, language) for head, _ in blocks[MOST_ORDERS + 1 : MOST_ORDERS + 2]]
    note = "\n".join(blocks[0][1]).strip()
    actor = _form(blocks[0][1], known.of((), own=False), whole=True)[1].get(ACTED_BY, "")
    actor = next((c.acted_by for c in commands if c.acted_by), actor)
    if actor:
        commands = [msgspec.structs.replace(c, acted_by=c.acted_by or actor) for c in commands]
    return Reading(tuple(commands), tuple(problems), note)


def _aliases() -> dict[str, str]:
    """Every name of every command in every language → the command; the longest first, so that 告知客户 is more than 告知."""
    named = ((alias, kind.name) for kind in COMMANDS.values() for names in kind.names.values() for alias in names)
    return dict(sorted(named, key=lambda pair: len(pair[0]), reverse=True))


@lru_cache(maxsize=1_024)
def _folded(alias: str) -> str:
    """A name as it is compared, sign for sign: #转辦 is #轉辦. Kept, for each line of a mail may be a command."""
    return folded_in_place(alias)


def _name_of(head: str, aliases: Mapping[str, str]) -> tuple[str, str]:
    said = folded_in_place(head[:LONGEST_NAME])
    for alias, name in aliases.items():
        rest = head[len(alias) :]
        if said.startswith(_folded(alias)) and (
            not alias.isascii() or not rest[:1].isalnum() or not rest[:1].isascii()
        ):
            return name, rest.lstrip(_DECORATION)
    return "", ""


def _command(name: str, lines: list[str], known: _Labels, number: str) -> Command:
    kind = COMMANDS[name]
    words, form = _form(lines, known.of(kind.lines, own=kind.policy_fields), whole=kind.keeps_everything)
    actor = form.pop(ACTED_BY, "")
    if not kind.number_is_words and (found := _NUMBER.match(words)):
        number, words = found.group().upper(), words[found.end() :].strip()
    return Command(name=name, words=words, form=form, acted_by=actor, number=number)


# -- forms ----------------------------------------------------------------------------------------------------------------


def _form(lines: list[str], known: Mapping[str, str], *, whole: bool) -> tuple[str, dict[str, str]]:
    """Words and form of a command. A value runs on until the next known label, or the blank line after the last one."""
    words: list[str] = []
    form: dict[str, str] = {}
    after_blank: list[str] = []
    current, blank = "", False
    for index, line in enumerate(_one_label_a_line("\n".join(lines), known).splitlines()):
        name, value = _labelled(line, known, first=index == 0)
        if name == ACTED_BY:  # one line, whatever follows it
            form[name] = value
        elif name:
            form = _longer(form, current, after_blank)
            current, blank, after_blank = name, False, []
            form[name] = value
        elif not current:
            words.append(line)
        elif not line.strip():
            blank = bool(form[current])
        elif after_blank or (blank and not whole and not _GOES_ON.match(line)):
            after_blank.append(line.strip())
        else:
            form = _longer(form, current, [line.strip()])
    if current and not whole:
        form[current] = _PARTING.sub("", form[current])
    return "\n".join(words).strip(), {k: v for k, v in form.items() if v}


def _longer(form: dict[str, str], name: str, lines: list[str]) -> dict[str, str]:
    return {**form, name: "\n".join(filter(None, (form[name], *lines)))} if lines else form


def _labelled(line: str, known: Mapping[str, str], *, first: bool) -> tuple[str, str]:
    """The field that a line begins, and what follows the label; "" if it begins none.

    Only a policy's own label may stand without a colon: `#回访 满意` is an answer and no label.
    """
    for colon, pattern in enumerate(_LABELLED):
        match = pattern.match(line)
        name = _field(match["label"], known) if match else ""
        if match and name and (colon == 0 or not (first or name in FORM_LINES)):
            return name, match["value"].strip(" \t\u3000\u00a0*_|：:")
    return "", ""


def _field(label: str, known: Mapping[str, str]) -> str:
    bare = re.sub(f"^{_NUMBERING}", "", label.strip(" *_"))
    return known.get(plain_label(label)) or known.get(plain_label(bare)) or ""


@lru_cache(maxsize=4_096)  # the labels of a few policies, asked for with every line of every form
def plain_label(label: str) -> str:
    """A label as labels are compared: without case, spaces, marks and what stands in brackets."""
    return re.sub(r"[（(][^（()）]*[)）]|[\s*＊_【】\[\]]", "", label).lower() or label.strip().lower()


def _one_label_a_line(text: str, known: Mapping[str, str]) -> str:
    """Breaks `事实：…；责任：…` at known labels, so that a form written in one line reads like one in several."""
    labels = "|".join(re.escape(label) for label in sorted(known, key=len, reverse=True) if len(label) > 1)
    if not labels:
        return text
    pattern = rf"(?:[；;，,。]|{_BLANK}){_BLANK}*(?=(?:{_NUMBERING}{_BLANK}*)?[*【]*(?:{labels})[*】]*{_BLANK}*[：:])"
    return re.sub(pattern, lambda found: _break(found, known), text, flags=re.IGNORECASE)


def _break(found: re.Match[str], known: Mapping[str, str]) -> str:
    """A line break, unless only the label's own number or bullet stands before it, or the words of a longer label."""
    text, begin = found.string, found.start()
    before = text[max(0, begin - 2 * _ROOM) : begin].rpartition("\n")[2]
    label = before + re.split("[:：]", text[begin : begin + _ROOM], maxsplit=1)[0]
    return found.group() if _ONLY_A_BULLET.fullmatch(before) or _field(label, known) else "\n"
