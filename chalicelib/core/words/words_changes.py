"""What differs between two texts, line by line, in a sentence of a reader's language."""

from difflib import SequenceMatcher

from chalicelib.core.complaint.saying import say
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.worded import worded
from chalicelib.core.words.words_cells import called
from chalicelib.core.written.languages import LANGUAGES

BETWEEN = " ↵ "
AROUND = 12  # signs that are shown beside what differs within a line
CUT = "…"


def text_change(key: str, of: str, texts: tuple[str, str], policy: Policy, language: str, *, ours: bool) -> str:
    """How the text of a key in the language `of` has changed. `ours`: it says again what we say."""
    gone, come = _narrowed(*_gone_and_come(*texts))
    code = "words_replaced" if gone and come else "words_added" if come else "words_cut" if gone else "words_blanks"
    values = {"what": called(key, policy, language), "language": LANGUAGES[of].own_name, "before": gone, "after": come}
    line = worded(say(code, **values), policy, language)
    return worded(say("words_standard", line=line), policy, language) if ours else line


def _gone_and_come(old: str, new: str) -> tuple[str, str]:
    before, after = ([line for line in text.splitlines() if line.strip()] for text in (old, new))
    gone, come = list[str](), list[str]()
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += before[a1:a2]
            come += after[b1:b2]
    return BETWEEN.join(gone), BETWEEN.join(come)


def _narrowed(gone: str, come: str) -> tuple[str, str]:
    """Two lines without most of what they begin and end with alike."""
    if not (gone and come):
        return gone, come
    alike = _alike(gone, come)
    left = max(alike - AROUND, 0)
    right = max(_alike(gone[alike:][::-1], come[alike:][::-1]) - AROUND, 0)
    gone, come = (text[left : len(text) - right] for text in (gone, come))
    begins, ends = CUT if left else "", CUT if right else ""
    return f"{begins}{gone}{ends}", f"{begins}{come}{ends}"


def _alike(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (first, second) in pairs if first != second), min(len(one), len(other)))
