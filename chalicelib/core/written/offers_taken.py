"""Words with which a customer takes what an answer offers them: 300就300吧, 就按这个赔吧, "I'll take it", "I accept your offer".

Who takes it on a condition, with a threat or a but (不然我去投诉) has not taken it yet.
"""

from chalicelib.core.expressions import expression

_LEAD = r"(?:(?:那|好的?|行|成|可以|嗯|也)(?:吧|啊|的)?)*"
_SUM = r"\d+(?:\.\d+)?(?:元|块钱?|万)?"
_OF_THEIRS = r"(?:这个?|这样|这份|该|此|上面|你们?说?的?|贵司的?|你们给的?)"
_WHAT = r"(?:方案|赔偿|赔付|赔款|补偿|退款|金额|数额|价钱?|条件)"
_TAKEN = expression(
    rf"^{_LEAD}(?P<sum>\d+(?:\.\d+)?)(?:元|块钱?)?就(?P=sum)(?:元|块钱?)?(?:吧|了|算了)?$"
    rf"|^{_LEAD}(?:就)(?:按|照|依){_OF_THEIRS}*{_WHAT}?(?:去|来)?(?:赔|办|处理|退|补|执行|来)?(?:吧|了)?$"
    rf"|^{_LEAD}(?:我们?|本人)?(?:也|都|愿意|可以)?(?:同意|接受){_OF_THEIRS}*{_WHAT}+(?:了|吧)?$"
    rf"|^{_LEAD}(?:我们?|本人)?(?:也|都|愿意|可以)?(?:同意|接受)(?:你们)?(?:赔付?|退|补|给)(?:我)?{_SUM}(?:了|吧)?$"
    r"|^(?:我|也|就|那就)?(?:勉强)(?:可以|能)?接受(?:了|吧)?$"
    r"|^(?:(?:ok|okay|fine|well|alright|all right|yes)[ ,]*)*(?:i'll|i will|we'll|we will|i'd|happy to) take (?:it|that|the \w+|your offer)(?: (?:then|thanks|thank you))*$"
    r"|^(?:(?:ok|okay|fine|well|alright|all right|yes)[ ,]*)*(?:i|we) (?:\w+ )?(?:accept|agree to|am happy with) (?:(?:the|your|this|that) )?(?:offer|amount|sum|compensation|refund|proposal|figure|[£$€]?\d+(?:\.\d+)?)(?: (?:then|thanks|thank you))*$"
)
_NOT_YET = expression(
    r"不然|否则|要不然|前提|条件是|如果|要是|但|不过|可是|然而|反正|再也不|算了|打发|失望|倒霉|认栽|无奈|投诉|举报|申诉|起诉|曝光|怎么可能|凭什么|呵呵|[?？]|\b(?:but|or else|otherwise|unless|if|provided|however|only|not|never)\b|n't\b"
)
_SO_BE_IT = expression(rf"{_LEAD}[，, ]?{_LEAD}就这样(?:吧|了)?[。.!！]*")
_CLAUSES = expression(r"[。！!;；\n，,]+")


def takes_the_offer(said: str) -> bool:
    """Whether folded words take what was offered, and nothing beside it disputes that."""
    if _NOT_YET.search(said):
        return False
    return _SO_BE_IT.fullmatch(said) is not None or any(
        _TAKEN.match(clause.strip(" .")) for clause in _CLAUSES.split(said)
    )
