"""Which command somebody may have meant who wrote one that there is none of: a slip of the pen, or another word for what it does."""

import difflib
import re
from collections.abc import Mapping

from chalicelib.core.orders.command_table import called, shown
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.core.written.words import folded

# What staff try before they have read the list: the word → the commands of which one does it.
_TRIED = {
    word: commands
    for words, commands in (
        ("reply respond response answer answered 回复 答", ("resolve", "tell")),
        ("update inform email message notify write 通知", ("tell",)),
        ("question query 问", ("ask",)),
        ("refer forward assign pass reassign allocate send 转 转给", ("transfer",)),
        ("extension delay postpone 延长", ("extend",)),
        ("call called phone phoned rang spoke 电话", ("contact",)),
        ("approved agree agreed ok okay yes signoff 批 准", ("approve",)),
        ("refuse refused decline declined no rejected returned 拒绝", ("return",)),
        ("dismiss invalidate unfounded 不成立", ("invalid",)),
        ("form complete completed done 完成", ("fill",)),
    )
    for word in words.split()
}
OFFERED = 2


def nearest(head: str, aliases: Mapping[str, str], language: str) -> str:
    """The word as it was written, and the commands that it may stand for. `aliases`: every name in every language → the command."""
    word = re.split(r"[\s：:，,]", head, maxsplit=1)[0][:20]
    tried = [shown(name, language) for name in _TRIED.get(folded(word), ())]
    offered = [f"#{name}" for name in tried or _spelled_alike(word, aliases, language)]
    return f"#{word}" + (f" → {' / '.join(offered)}?" if offered else "")


def _spelled_alike(word: str, aliases: Mapping[str, str], language: str) -> list[str]:
    near = difflib.get_close_matches(word.lower(), aliases, n=8, cutoff=0.5)
    alike = [alias for alias in near if alias[0] == word[0].lower()] or near[:1]  # slips come late in a word
    meant = dict.fromkeys(aliases[alias] for alias in alike)
    return [_spelled(name, alike, language) for name in meant][:OFFERED]


def _spelled(name: str, alike: list[str], language: str) -> str:
    """The command's name that is most like what was written, as far as it is one of the writer's language, or in Latin letters."""
    latin = [each for tag, known in LANGUAGES.items() if known.is_latin for each in called(name, tag)]
    own = called(name, language)
    return next((a for known in (own, latin) for a in alike if a in known), shown(name, language))
