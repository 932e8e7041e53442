"""The one line to mend of a mail whose orders were not carried out: as its writer wrote it, and as it may be written instead."""

from chalicelib.core.complaint.decision import Extra
from chalicelib.core.complaint.facts import StaffWrote
from chalicelib.core.handling.draft import Draft
from chalicelib.core.orders.command_reader import names_in
from chalicelib.core.words.plain_text import one_line

LONGEST = 120  # characters of a line that is repeated
BEGINNING = 2  # characters by which a slip and the command begin alike: the # and the first sign
MEANT = " → "  # between a word that is no command and those that may have been meant


def meant(draft: Draft) -> str:
    """The command that the first word which is none is a slip of, for slips come late in a word; "" if it may be several, or none."""
    word, suggested = _suggested(draft)
    names = names_in(suggested.removesuffix("?").replace(" / ", "\n"))
    is_slip = len(names) == 1 and word[:BEGINNING].lower() == suggested[:BEGINNING].lower()
    return names[0] if is_slip else ""


def line_to_mend(draft: Draft, command: str) -> Extra:
    """`wrote`: the line that was not carried out; `mended`: the same with the command that was meant, where that is plain."""
    word, suggested = _suggested(draft)
    lines = [line.strip() for line in _text(draft).splitlines() if line.strip()]
    wrote = next((line for line in lines if _is_it(line, word, command)), word)
    if not wrote:
        return {}
    plain = word and meant(draft) and wrote.startswith(word)
    mended = suggested.removesuffix("?") + wrote.removeprefix(word) if plain else ""
    said = {"wrote": one_line(wrote, LONGEST), "mended": one_line(mended, LONGEST)}
    return {name: text for name, text in said.items() if text}


def _is_it(line: str, word: str, command: str) -> bool:
    return line.startswith(word) if word else bool(command) and names_in(line) == (command,)


def _suggested(draft: Draft) -> tuple[str, str]:
    """The first word that is no command, and what it may have stood for."""
    unknown = (said.values.get("word") for said in draft.results.problems if said.code == "unknown_command")
    word, _, suggested = str(next(unknown, "")).partition(MEANT)
    return word, suggested


def _text(draft: Draft) -> str:
    return draft.fact.writing.text if isinstance(draft.fact, StaffWrote) else ""
