"""Whether words that were written down beside a call are a remark about the customer (已解释，客户满意), and no letter to them."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

_TO_THEM = expression(r"[您你]|\byou(?:r|rs)?\b|\bdear\b")
_ABOUT_THEM = expression(
    r"客户|顾客|客人|旅客|乘客|学员|保户|对方|投诉人|来电人|反映人|当事人|家属|[他她]|\b(?:customer|caller|client|passenger|complainant|he|she|him|her|they|them)\b"
)
_DONE = expression(
    r"(?:已经?|当场|现场|电话(?:中|里)?)*(?:耐心|详细|当面|口头|电话)*(?:解释|说明|安抚|告知|沟通|答复|回复|回应|劝解|道歉|致歉|处理|解决|协调)(?:清楚|完毕|好|过|了|完)*"
    r"|(?:has been |was |we )?(?:explained|told|settled|solved|dealt with|sorted(?: out)?|apologi[sz]ed|calmed down|answered)(?: (?:on the (?:phone|spot)|by phone|at once))?"
)
_CLAUSE = expression(r"[，,。.；;！!\n]+")


def is_about_the_customer(text: str) -> bool:
    """Whether they speak of the customer, or say only that something was explained, and nowhere speak to them."""
    plain = folded(text)
    if _TO_THEM.search(plain):
        return False
    clauses = [clause.strip() for clause in _CLAUSE.split(plain) if clause.strip()]
    return bool(_ABOUT_THEM.search(plain)) or (bool(clauses) and all(_DONE.fullmatch(clause) for clause in clauses))
