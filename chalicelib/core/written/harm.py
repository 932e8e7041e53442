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

_BODY = r"(?:头(?![发盔等条像枕])|额头?|后脑勺?|脸|眼睛?|鼻子?|嘴唇?|牙|耳朵?|脖子|胳膊|手(?![机续表])|手指|腰|背(?!包)|腿|膝盖?|脚|脚踝|屁股)"
_PART = r"(?:head|face|eye|eyes|nose|lip|mouth|neck|arm|arms|hand|hands|finger|fingers|wrist|elbow|shoulder|back|hip|leg|legs|knee|knees|ankle|foot|feet|toe|shin)"
# What it did to the body, and that somebody had to be taken to a hospital; in a clause that says that it was avoided or only feared it is none.
_HURT = expression(
    rf"{_BODY}[^,!?;]{{0,4}}(?:流(?:了|着|出)?[^,]{{0,3}}血|出血|见血|磕破|撞破|摔破|擦破|划破|破了皮|肿(?:了|起来|得)|青(?:了|紫|肿))|(?:满|一)[脸头身手地](?:都)?(?:是|的)?血|血流(?:不止|如注|满)|昏(?:迷|死过去|过去)|骨裂|脑震荡|挫伤|擦伤|拉伤|脱臼"
    r"|(?:摔|跌|绊|撞|碰|磕|压|夹|砸|甩)(?:倒|了|到|下|出去|在)[^。!?]{0,16}(?:流血|出血|(?:送|去|进|在|到)[^,。]{0,6}(?:医院|急诊)(?!.{0,4}(?:的|站|线))|救护车|住院|缝针|拍片|起不来|站不起来|动不了)"
    rf"|\b(?:is|are|was|were|started|still) bleeding\b(?! (?:money|cash|the|us|dry|customers))|\bbled\b|\b(?:hit|cut|bruised|banged|hurt|injured|sprained|twisted|gashed|grazed|trapped) (?:my|his|her|their) {_PART}\b|\bconcuss\w+|\b(?:was |were |lay |fell |found |knocked (?:\w+ )?)unconscious\b|\b(?:needs?|had|required) (?:\w+ )?stitches\b"
    r"|\b(?:fell|knocked (?:over|down)|tripped|slipped|was hit)\b[^.!?]{0,60}\b(?:(?:taken|went|rushed|still) (?:in|to) (?:the )?(?:hospital|a&e|casualty)|in (?:a |the )?hospital|by ambulance|an ambulance)\b"
)
_SENTENCES = expression(r"[。.!?;；\n]+(?:\s|$|(?=[^0-9]))")
_AVOIDED = expression(
    r"差点|险些|怕|以免|避免|防止|万一|要是|如果|没(?:有)?(?:受伤|流血|摔|伤)|幸好|还好|\b(?:nearly|almost|could have|might have|would have|afraid|if|lucky|luckily|nobody|no one)\b"
)


def tells_of_harm(text: str) -> bool:
    """Whether somebody died or was hurt, as the words have it."""
    said = folded(text[:LONGEST_READ]).replace("’", "'")
    hurt = _HURT.search(said) and any(_HURT.search(e) and not _AVOIDED.search(e) for e in _SENTENCES.split(said))
    return bool(_CHINESE.search(said) or _ENGLISH.search(said) or hurt)
