"""Words that turn a yes, a praise or a thanks into its contrary: 同意个屁, 满意才怪, "yeah right", "approve my foot"."""

import re

from chalicelib.core.expressions import expression

MOCKING = (
    r"(?:个|你)(?:屁|鬼|大头鬼|锤子|毛线|铲铲|大爷|妹(?=$|[\s。.!！,，])|头(?=$|[\s。.!！,，]))|你个头|才怪|(?:鬼|傻子|傻瓜|脑子进水)才|做梦(?!都|也)|想得美|休想|"
    r"\byeah,? right\b|\bmy (?:foot|arse|ass)\b(?=[.! ]*$)|\bin your dreams\b|\bas if(?=[.! ]*$)|\bfat chance\b|\bwhen (?:pigs|hell)\b|\bover my dead body\b|\bnot in a million\b"
)
"""Part of a pattern, for words as they are folded."""
_MOCKS = expression(rf"{MOCKING}|[呵]{{2,}}", re.MULTILINE)


def mocks(plain: str) -> bool:
    """Whether folded words mock what they seem to say."""
    return _MOCKS.search(plain) is not None
