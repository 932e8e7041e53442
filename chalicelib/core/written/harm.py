"""Whether words tell of a death or an injury: of such a matter nobody reads that we are sorry for the inconvenience.

Less than danger (`danger.py`): it may be long over. What did not happen (幸好没受伤, "nobody was hurt") and what a thing did ("the battery died") is none.
"""

from chalicelib.core.expressions import expression
from chalicelib.core.written.words import folded

LONGEST_READ = 20_000
_PEOPLE = r"(?:[爸妈爹娘儿婆公爷奶姥叔姨弟妹姐哥]|父亲|母亲|丈夫|妻子|爱人|老[人公婆伴]|孩子|小孩|宝宝|婴儿|胎儿|儿子|女儿|病人|患者|家人|亲人|产妇|工人|乘客|司机|同事|人)"
_NOT = r"(?<!没)(?<!没有)(?<!没人)(?<!无人)(?<!未)(?<!免于)(?<!避免)(?<!防止)(?<!险些)(?<!差点)(?<!怕)(?<!以免)"
_CHINESE = expression(
    r"死亡(?!线|保险|险|条款|责任|航班)|去世|逝世|过世|离世|身亡|病故|遇难|丧命|丧生|猝死|夭折|[没丢送]了命|抢救无效|死了人|死者|遗体|遗属|害死|死胎|胎停|流产"
    rf"|{_PEOPLE}(?:就|突然|当场|已经|也|都|才)?(?:这么|这样)?(?:没了|死了|不在了)|(?:治|医|撞|砸|摔|淹|电|毒|烧|压)死(?:了|的)?{_PEOPLE}|{_PEOPLE}[^。,!?]{{0,6}}(?:治|医|撞|砸|摔|淹|电|毒|烧|压)死"
    rf"|{_NOT}(?:受(?:了|过|重|轻)?伤(?!害)|[重轻]伤(?!害)|骨折|致残|残废|伤残(?!险|保险|证)|截肢|植物人|[烫烧摔砸撞划扎咬夹刺割打炸冻扭]伤(?!险|膏|药)|伤(?:到|了|着)(?:人|{_PEOPLE})|食物中毒|缝了?[一二两三四五六七八九十\d]+针|高位截瘫|(?:下半身|半身|终身|全身)瘫痪)"
)
_PERSON = r"(?:he|she|they|who|mother|mum|mom|father|dad|son|daughter|wife|husband|child|baby|brother|sister|friend|patient|man|woman|passenger|worker|person|people|resident|tenant|grand\w+|aunt|uncle)"
_ENGLISH = expression(
    rf"\b{_PERSON} (?:has |have |had |then |later |sadly )*(?:died|passed away|passed on|lost (?:his|her|their) li(?:fe|ves))\b|\bpassed away\b|\b{_PERSON} (?:was|were|has been|got|is) (?:killed|dead)\b(?! (?:wrong|right|set|slow|tired|serious|end|drunk|keen|sure))|\b(?:the|my|her|his|their) (?:\w+ )?death\b|\b(?:stillborn|stillbirth|miscarriage|miscarried)\b"
    r"|(?<!not )(?<!nobody was )(?<!no one was )(?<!nobody got )(?<!no-one was )\b(?:badly |seriously |slightly |severely )?injured\b|(?<!no )(?<!without )(?<!insult to )(?<!any )\binjur(?:y|ies)\b(?! (?:claim|insurance|lawyer))|\bfractured?\b|\bamputat\w+|\bparaly[sz]ed (?:from|by|for)\b|\bscald(?:ed|s)\b"
    r"|\bbr(?:oke|oken|eaking) (?:my|his|her|their|an?|the)? ?(?:arm|leg|hip|wrist|ankle|rib|ribs|nose|collarbone|foot|hand|finger|tooth|teeth)\b|\bburn(?:t|ed|s)? (?:my|his|her|their) (?:hand|arm|leg|face|skin|mouth|foot|fingers?)\b|\bfood poisoning\b|\b(?:was|were) (?:badly |seriously )hurt\b|\bneeded stitches\b"
)


def tells_of_harm(text: str) -> bool:
    """Whether somebody died or was hurt, as the words have it."""
    said = folded(text[:LONGEST_READ]).replace("’", "'")
    return bool(_CHINESE.search(said) or _ENGLISH.search(said))
