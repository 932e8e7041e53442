"""Whether somebody who has an answer only waits for what it promised: the money has not come, when does it. That is no word against the answer.

Which promise is meant, and whether its day is over, is for whoever asks.
"""

from collections.abc import Iterable
from typing import Literal

from chalicelib.core.expressions import expression
from chalicelib.core.written.dissatisfaction import opinion_in
from chalicelib.core.written.promised_things import parts_of
from chalicelib.core.written.words import folded, with_apostrophes

Waiting = Literal["no", "merely", "beside"]

LONGEST = 200  # characters: who writes more tells more
_CLAUSE = expression(r"[。！？!?;；\n，,、~～…]+|(?<=[a-z])\. ?|\b(?:but|and)\b")
_MONEY = r"(?:钱|款|费|元|块(?!头)|金额|补偿|赔偿|\d)"
_COMES = r"(?:到[账帐]?|入[账帐]|退(?!够|完|全|足|清|错)(?:给|到|回|下)?|打(?:给|到|过|款|来)|转(?:给|过|账|来)|给(?!够|足|全)(?:我|到)?|收到|拿到|见到|看到|寄|送|发(?:给|放|下)|兑现|赔(?!够|足|全)|来)"
# It has not come, or when does it.
_NOT_YET = expression(
    rf"(?:还没有?|还未|尚未|一直没有?|没有?|未|怎么还(?:没|不)|迟迟[没未不])[^，,。]{{0,5}}?{_COMES}(?!不)"
    r"|(?:\b(?:not|never|nothing)|n't)\b(?: \w+){0,3}? (?:arrived?|come|came|received?|got|gotten|had|seen|been (?:paid|refunded|credited|sent)|here|paid|credited|landed)\b|\bstill (?:waiting|no\b|nothing)|\bwaiting for\b"
)
_WHEN = expression(
    rf"(?:什么时候|何时|几时|啥时候?|多久|哪天|几号|多长时间|几天)[^，,。]{{0,6}}?{_COMES}|{_COMES}[^，,。]{{0,4}}?(?:要|得|需要)?(?:什么时候|何时|几时|多久|几天|哪天)"
    r"|\bwhen (?:will|do|does|can|should|am|is|are)\b(?: \w+){0,6}? (?:get|come|arrive|receive|paid|refund(?:ed)?|expect|credited|there|here|have)\b|\bhow long (?:until|before|till|will|does)\b|\bwhere(?:'s| is)\b"
)
_AND_WHEN = expression(  # of what the clause before has named
    rf"^(?:到底|究竟|请问|那|大概)*(?:什么时候|何时|几时|啥时候?|要多久|还要多久|多久|哪天|几号)(?:能|会|可以|才)*(?:{_COMES})?(?:给?我)?[呢啊吗]?$"
    r"|^(?:so |and |then )*(?:when|how long)\b(?: \w+){0,4}? (?:it|that)(?: \w+){0,2}$"
)
_OF_MONEY = expression(
    rf"{_MONEY}|到[账帐]|入[账帐]|退|打款|转账|\b(?:refund(?:ed)?|money|payment|paid|credit(?:ed)?|cheque|amount|cash|transfer|compensation)\b"
)
_GREETS = expression(
    r"(?:你们?好|您好|早上好|下午好|晚上好|请问一?下?|麻烦(?:问一?下)?|打扰了?|喂|hi|hello|dear \w+(?: \w+)?|please|sorry|excuse me)+"
)


def awaits(text: str, promised: Iterable[str]) -> Waiting:
    """Whether the words wait for one of these things and say nothing against the answer: thanks and consent apart nothing else at all, or something beside."""
    said = with_apostrophes(folded(text))
    things = [folded(thing) for thing in promised]
    clauses = [clause.strip() for clause in _CLAUSE.split(said) if clause.strip()]
    rest = [
        clause
        for clause in clauses
        if not (_GREETS.fullmatch(clause) or _AND_WHEN.search(clause) or _waits(clause, things))
    ]
    if not said or len(said) > LONGEST or not any(_waits(clause, things) for clause in clauses):
        return "no"
    opinions = {opinion_in(clause) for clause in rest}
    if "dissatisfied" in opinions or opinion_in("。".join(rest)) == "dissatisfied":
        return "no"
    return "merely" if opinions <= {"content"} else "beside"


def _waits(clause: str, things: list[str]) -> bool:
    """Whether a clause says that it has not come, or asks when it does: by its name, or of a sum of money as people speak of money."""
    if not (_NOT_YET.search(clause) or _WHEN.search(clause)):
        return False
    named = any(part in clause for thing in things for part in parts_of(thing))
    sums = any(sign.isdigit() for thing in things for sign in thing)
    return named or (sums and _OF_MONEY.search(clause) is not None)
