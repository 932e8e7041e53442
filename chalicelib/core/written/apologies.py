"""Whether words apologise to their reader themselves: an answer that does so is not made to do it again by the letter around it.

That somebody else has apologised, or is to, is no apology of the writer's; in doubt there is none, and the letter brings it.
"""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

_CLAUSES = expression(r"[,，。;；:：!！?？\n]")
_OURS = (
    r"(?:我们|我司|我店|本公司|本店|在此|对此|为此|特此|就此|特|谨|再次|真诚|诚挚|诚恳|郑重|衷心|地|也|并|现|再){0,5}"
)
_IN_CHINESE = expression(
    rf"^ *{_OURS} *(?:[向对给]您[^已]{{0,6}}(?:道歉|致歉|赔不是|赔礼|歉意)|对[^已]{{0,24}}(?:深表歉意|表示歉意|表示.{{0,4}}歉意|深感抱歉|致歉))"
    rf"|(?:深表|谨致|致以)[^,]{{0,6}}歉意|^ *{_OURS} *(?:很|非常|十分|实在|真|真的|深感|万分|感到)?(?:很|非常|十分)?(?:抱歉|对不起)"
)
_IN_ENGLISH = expression(
    r"\b(?:we|i)(?: are|'re| am|'m)(?: \w+){0,2} sorry\b|\b(?:we|i)(?: \w+){0,2} apologi[sz]e\b|\bplease accept (?:our|my)(?: \w+){0,2} apolog"
)


def made(words: str, *, latin: bool) -> bool:
    """Whether there is one among the words, in Latin letters or in Chinese: in the other script its reader may not take it for one."""
    apologises = _IN_ENGLISH if latin else _IN_CHINESE
    return any(apologises.search(clause) for clause in _CLAUSES.split(folded(words).replace("’", "'")))
