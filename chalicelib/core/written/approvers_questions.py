"""Whether somebody who was asked to decide asks first: 为什么给250？依据呢？, "where are the photos?", "please explain the sum"."""

import re

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import simplified

_ASKS = expression(
    r"[?？]|(?:吗|呢|么)[\s。.!！~～]*$|为什么|为何|为啥|凭什么|怎么(?!也|都|样都)|怎样|如何|什么|多少|是否|有没有|是不是|(?:依据|根据|理由|证据|出处|来由)(?:在)?(?:哪|何在|不足|不清|不明)|"
    r"哪(?:里|儿|个|些|一)|谁(?:定|说|批|签|算|去|查)|(?:请|麻烦|先|需要?|得)(?:你们?|您)?(?:再|先)?(?:说明|解释|讲清|说清|写清|澄清|告知|告诉我|提供|补充|附上|补上|发我|给我看)|我?(?:想|要|需要?)(?:先)?(?:看看?|知道|了解|核对)|"
    r"(?:^|[.!;,\n][ \t]*|\b(?:and|but|so|also) )(?:why|what|where|when|who|which|how|is|are|was|were|did|does|do|has|have|had|can|could|would|should) (?!it |please )(?:\w|£|€|\$)|"
    r"\b(?:please|could you|can you|kindly) (?:explain|clarify|confirm|show|send|provide|attach|add|tell|let me know)|\b(?:i(?:'d| would)? ?(?:need|like|want|have)) to (?:see|know|understand|check)|\b(?:explain|show me|tell me|let me (?:see|know|have))\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether the words ask for something that their writer wants to know, or to see, before they decide."""
    return _ASKS.search(simplified(text)) is not None
