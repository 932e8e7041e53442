"""Whether a sentence that names somebody complains of them. Who writes to a handler greets, thanks and excuses them by name as well."""

import re

_SENTENCE = re.compile(r"[。！!？?；;\n]|\.(?=\s|$)")
_BAD = re.compile(
    "骂|恶劣|态度(?:差|不好|很差|极差|太差|蛮横|傲慢)|推诿|敷衍|威胁|恐吓|辱|打人|打我|动手|推搡|刁难|不理|不耐烦|撒谎|骗|索要|收了?我|收钱|受贿|回扣|包庇|凶|吼|歧视|欺负|误导|不文明"
    "|被(?:投诉|举报)(?:人|的)|造成的|害的"
    r"|\b(?:rude|insult\w*|shout\w*|swore|threat\w*|lied|cheat\w*|brib\w*|bull(?:y|ied)|misled|complain\w* (?:about|against|of))\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    "[你您]好|谢谢|感谢|辛苦|不是|并非|无关|没有?骂|不怪|态度(?:很|挺|非常|还)?(?:好|不错)|表扬|"
    r"\b(?:thank\w*|dear|not|never|nothing)\b",
    re.IGNORECASE,
)


def accusing(text: str, name: str) -> list[str]:
    """The sentences, in simplified signs, that say something bad of whoever is called so, or report them: 我要投诉司机王强."""
    reported = re.compile("(?:投诉|举报)[^,，:：]{0,8}" + re.escape(name))
    spoken_to = re.compile(rf"^\s*{re.escape(name)}[^,，:：]{{0,4}}[,，:：]")  # 王强，我要补充…
    found = (spoken_to.sub("", each) for each in _SENTENCE.split(text))
    return [each for each in found if (_BAD.search(each) or reported.search(each)) and not _KIND.search(each)]
