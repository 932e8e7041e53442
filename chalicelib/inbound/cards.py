"""Whether the lines below a delimiter are a card, with a name and how to reach its owner, or a part of the letter.

People draw lines above facts, lists and afterthoughts too. Whatever states, asks or counts something is the letter's, and so is
what stays in doubt: a card that is read in vain costs nobody anything.
"""

import re

from chalicelib.core.expressions import expression

MOST_LINES, MOST_MARKED = 8, 15
WIDEST, WIDEST_MARKED = 60, 110
FEWEST_WORDS = 2
"""English words from which a line may be a sentence."""

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公聶趙錢孫吳鄭馮陳衛蔣韓楊許張嚴華謝鄒喻蘇魯韋馬鳳費賀湯羅畢鄔樂傅齊顧黃蕭貝計談龐紀項藍閔賈婁顏鍾邱駱盧繆應單諸龔陸榮儲龍葉劉譚"
_COMPOUND = "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|东方|東方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|端木|南宫"
_NAME = expression(
    rf"(?:[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|(?:{_COMPOUND})[\u4e00-\u9fff]{{1,2}})(?:\s?(?:先生|女士|小姐|经理|主任|老师|律师|医生|敬上|谨上|上|留))?"
)
_LATIN_NAME = expression(
    r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?[A-ZÀ-Ý][\w'’.-]{0,20}(?: (?:[A-ZÀ-Ý]\.?|[A-ZÀ-Ý][\w'’.-]{1,20}|van|von|de|der|al)){0,3}"
)
_PLACE_OR_TITLE = expression(
    r"[A-Z]\w{2,20}|[A-Z][\w&/.-]{0,20}(?:,? (?:of|and|for|at|&|[A-Z][\w&/.-]{0,20})){0,6},? (?:of|at|&) [A-Z][\w&/. -]{1,30}(?:, [A-Z][\w&/. -]{1,30})?"
)
_CONTACT_LABEL = expression(
    r"(?:公司|办公|辦公)?(?:(?:电话|手机|座机|传真|邮箱|网址|网站|地址|邮编|電話|手機|傳真|信箱|網址|郵遞區號|热线|分机|分機|微信|qq|wechat|whatsapp|skype|line|telegram|tel|telephone|phone|mobile|mob|cell|fax|direct|office|e-?mail|mail|web|website|www|url|add|address|zip)\.?(?:\s?[:：]\s?\S|\s{0,2}[\d+(])|[tmfpewc]\s?[:：.]\s?\S|www\.\S)",
    re.IGNORECASE,
)
_REACHED = expression(
    r"\S@\S+\.\S|https?://|www\.\S|\+\d{1,3}[\d ()-]{6,}|(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4})(?!\d)"
)
_OFFICE = expression(
    r"公司|集团|集團|大学|大學|学院|學院|银行|銀行|医院|醫院|研究院|事务所|事務所|委员会|办公室|辦公室|中心$|[部局处處科室]$|经理|經理|总监|總監|工程师|工程師|主任|助理|专员|專員|秘书|会计"
    r"|\b(?:Ltd|Inc|LLC|Corp|GmbH|Co\.|Company|University|Institute|College|Department|Dept|Bank|Hospital|School|Group|Manager|Director|Engineer|Officer|President|Assistant|CEO|CTO|CFO|Head of|Professor|Lecturer|Consultant|Developer|Founder)\b"
)
_STATES = expression(
    r"[。！？；!?;]|[¥￥$€£]\s?\d|\d(?:\.\d+)?\s?(?:元|块|塊|角|万|萬|次|张|張|分钟|分鐘|小时|小時|天|位|瓶|盒|斤|件|yuan|rmb|cny|usd|ntd?|eur|dollars?|euros?|minutes?|hours?|days?|times)(?![a-z])"
    r"|[没沒未无無]|不(?!锈|鏽|动产|動產)|[请請]|要求|希望|投[诉訴]|[退赔賠][款票货貨还還偿償]?|道歉|[扣收]了|晚[点點]|迟到|遲到|[丢丟]|[坏壞]|[骗騙]|态度|態度|漏雨|漏水|已[经經]|麻[烦煩]|[谢謝]|[吗嗎吧呢]$|了$"
    r"|车牌|車牌|班次|座位|车次|車次|[订訂][单單]|[单單][号號]|工[号號]|票[号號]|航班|房[号號]|[账賬帳卡][号號]|[编編][号號]|身份证|姓名|日期|[时時][间間]|地[点點]|金[额額]|原因|[经經][过過]|[诉訴]求|[证證][据據]|附件|[补補]充|另[有外]|[备備附][注註]|[骂罵吼]|打人|抽[烟煙]|甩站|拒[载載绝絕]|[联聯][系络繫絡](?:[电電][话話]|方式|人)|手[机機][号號]"
    r"|\b(?:order|ticket|seat|plate|route|flight|train|badge|invoice|booking|account|refund|deposit|amount|fare|driver|receipt|ps|p\.s)\b",
    re.IGNORECASE,
)
_ITEM = expression(
    r"\s*(?:[-*•·●○■□◆►>]\s?\S|\d{1,2}\s?[.、)）:：]\s?\D|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,2}[、.]|[①-⑳]|\[[ x]\])"
)
_SENTENCE = expression(
    r"\b(?:i|i'm|i’m|my|me|we|our|us|you|your|he|she|they|it|its|this|that|there|please|is|are|was|were|be|been|has|have|had|do|does|did|not|never|no|want|need|paid|lost|missing|late|because|but|also|still|again|if|when|will|would|can|could|should|who|what|why)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
_MOTTO = expression(r"\s*[\"“„«'‘].{3,200}[\"”»'’][\s.]*(?:[-–—~(].{2,60})?|\s*[-–—~]{1,2}\s?[A-Z][\w .'’]{2,40}")
_LABEL = expression(r"\s*[^\s:：/@][^:：/@]{0,20}[:：]\s*\S")
_CLOSING = expression(
    r"\s*(?:此致|敬礼|敬禮|祝好|祝您|顺颂|順頌|商祺|best(?: regards| wishes)?|kind regards|regards|cheers|thanks|thank you|many thanks|sincerely(?: yours)?|yours(?: \w+)?|mit freundlichen grüßen|viele grüße|cordialement)[\s,，.!！]*",
    re.IGNORECASE,
)
_HAN = expression("[\u4e00-\u9fff]")
_DRAWN = expression(r"[\s|*_=#~—–－.•-]*")


def is_card(lines: list[str], *, marked: bool = False) -> bool:
    """Whether nobody would miss these lines. `marked`: a mail program's own delimiter stands above, so that few signs are enough."""
    filled = [said for line in lines if (said := line.strip(" \t|*_")) and not _DRAWN.fullmatch(line)]
    most, widest = (MOST_MARKED, WIDEST_MARKED) if marked else (MOST_LINES, WIDEST)
    if len(filled) > most or any(len(line) > widest for line in filled):
        return False
    if any(_says_something(line) and not (marked and _MOTTO.fullmatch(line)) for line in filled):
        return False
    if not filled:
        return True
    opened = is_name(filled[0]) or bool(
        _OFFICE.search(filled[0]) or _CLOSING.fullmatch(filled[0]) or _opens_by_address(filled[0])
    )
    reached = any(_reaches(line) or _OFFICE.search(line) for line in filled)
    if len(filled) == 1:
        return opened or (marked and reached and not _CONTACT_LABEL.match(filled[0]))
    if marked:
        strange = [line for line in filled if _HAN.search(line) and not _belongs(line)]
        return not strange[1 if reached else 0 :] and (opened or reached or any(map(_belongs, filled)))
    return opened and (reached or _names_one(filled))


def says_nothing(lines: list[str]) -> bool:
    """Whether none of the lines states anything."""
    return not any(_says_something(line) and not _MOTTO.fullmatch(line) for line in lines if not _DRAWN.fullmatch(line))


def is_name(line: str) -> bool:
    """A person's name and nothing else, as far as letters tell."""
    return bool(_NAME.fullmatch(line) or _LATIN_NAME.fullmatch(line))


def _names_one(lines: list[str]) -> bool:
    """A name, perhaps with what its owner is and where; several names are a list of people."""
    return is_name(lines[0]) and all(_PLACE_OR_TITLE.fullmatch(line) for line in lines[1:])


def _belongs(line: str) -> bool:
    """A line of which nothing but a card is made."""
    return (
        is_name(line)
        or _reaches(line)
        or bool(_OFFICE.search(line) or _CLOSING.fullmatch(line) or _MOTTO.fullmatch(line))
    )


def _opens_by_address(line: str) -> bool:
    found = _REACHED.search(line)
    return (
        found is not None
        and not _LABEL.match(line)
        and len(line) - len(found[0]) < WIDEST // 2
        and not found[0][0].isdigit()
    )


def _reaches(line: str) -> bool:
    return bool(_CONTACT_LABEL.match(line) or _REACHED.search(line))


def _says_something(line: str) -> bool:
    """It states, asks or counts something, or is an item of a list."""
    if _CLOSING.fullmatch(line):
        return False
    if _STATES.search(line) or _ITEM.match(line):
        return True
    if _LABEL.match(line) and not _CONTACT_LABEL.match(line) and not _REACHED.search(line) and not _OFFICE.search(line):
        return True
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", line)
    return len(words) >= FEWEST_WORDS and bool(_SENTENCE.search(line)) and not _REACHED.search(line)
