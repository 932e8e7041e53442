"""Whether what somebody adds tells a story of its own, though it says no word of being another matter: something happened, and nothing in it belongs to what was said before.

Made for asking a person, who judges it; too little to part anything by.
"""

from itertools import pairwise

from chalicelib.core.expressions import expression
from chalicelib.core.written.further_things import after_turning
from chalicelib.core.written.second_matters import LONGEST_READ, TROUBLE, points_back, stands_alone
from chalicelib.core.written.words import folded

_SHORTEST, _FEWEST_WORDS = 10, 7  # signs of Chinese, words of English, of what can tell a story
# Something happened, or did not.
_HAPPENED = expression(
    r"[了过着没被把]|不(?!过|要|用|好意思)|拒|[让叫]我|收我|要我|边[^，,。]{1,6}边|乱|竟|居然|才(?:[给来到让回]|通知|告诉|发)|大声|喝酒|半夜|[吵闹臭脏]|太[^，,。]{1,4}"
    r"|\b(?:\w+ed|never|no one|nobody|(?:was|were|is|are|has|have|did|does|do)(?: not|n't)?|drove|paid|broke|took|left|ran|hit|stuck|went|made|gave|told|kept|cut|fell|blew|stole|threw|shut|wrong|keeps?|always|constantly|smells?|barks?|leaks?|blocks?|all (?:day|night)|every (?:day|night|morning))\b"
)
# What came of the first matter, proof of it, what is wanted for it, how it is handled, and courtesies.
_GOES_ON = expression(
    r"^(?:(?:今|昨|前)?[天晚早]|刚才|现在|早上|晚上|上午|下午)*又|(?:不|再).{1,10}的话[，,]?我|害(?:得|我|了)|导致|造成|所以|因此|因为|结果|后来|最后|之后|于是|只好|不得不|也(?!要投诉|想)|还(?=把|是|有|没|不|说|在|骂|推|打|抽|让|叫|笑)|而且|并且|甚至|旁边|隔壁座|邻座|周围|大家|别的(?:乘客|人)|其他(?:乘客|人)|在场"
    r"|要求|希望|赔偿|赔我|道歉|说法|作证|证明|证人|证据|视频|录音|录像|监控|照片|截图|附件|(?:有|留|附|拍|带|开|保存)[^，,。]{0,6}(?:发票|小票|收据)|(?:发票|小票|收据)(?:还?在|我|拍|丢)|图片|[如见]图|补充|更正|(?:说|写|记|打|发|看)错|应该是|不是.{1,12}是|的人(?:叫|是|姓)|工号|胸牌|工牌|车牌|姓名|姓[^，,。]|叫[^，,。]{2,3}$|个子|戴眼镜|穿[^，,。]|岁"
    r"|(?:你们|贵司|客服)(?:还|什么时候|怎么还|怎么办|到底|能|会|要|给(?:我?个|我?一个|我?[答回说退赔处])|必须|尽快|快|处理|回|查|看|联系)|回复|答复|处理|联系(?:我|过)|打(?:我|个|一个|一下)?电话|电话(?:里|上)?(?:说|谈|讲|联系|沟通)|当面(?:说|谈|讲)|(?:搞|弄|看|算)错|误会|不会(?:用|弄|上网|打字|发|看)|回电|等(?:你们|回|消息|了(?!\d))|进展|结论|什么时候|多久|何时|谢谢|感谢|好的|收到|请问|麻烦|辛苦|编号|投诉(?:了|过|的|无门|没)|撤|算了|满意"
    r"|(?:都|已经?|这都|过了?|过去)[^，,。]{0,3}(?:天|周|星期|礼拜|个月)了|(?:一点|半点|没有?|毫无)[^，,。]{0,2}(?:回音|动静|消息|反应|下文)|占线|打不通|(?:投诉|客服|服务)?热线|装死|不想管|踢皮球|受够|曝光|媒体|记者|发(?:到|上)?抖音|微博|12345|12315|律师|法院|起诉|最后(?:一次|期限)|给你们[^，,。]{0,4}(?:天|时间|期限)"
    r"|(?:^|[，,。;；!！着了在到从把])车(?:上|里|内|开|走|来|停|没|不|子|跑|尾|头|门)|(?:我|我们)(?:后来|只能|只得|自己|另外)?(?:打车|打的|打滴滴|叫车)|误工|全勤|医药费|打车费|挂号费|花了[^，,。]{1,8}[元块]"
    r"|^(?:it|and|but)\b|\b(?:in the end|so (?:i|we)|because|as a result|afterwards?|later|then|please|thanks?|thank you|(?:i|we) have (?:a |the )?(?:photos?|videos?|receipts?|tickets?|proof)|evidence|witness\w*|repl(?:y|ied)|answer(?:ed)?|call(?:ed)? me|phone me|waiting|still|refund|apolog\w+|compensat\w+|also|too|my (?:name|number|ticket|phone)|badge|number plate|correction|meant)\b"
    r"|\b(?:days?|weeks?|months?|fortnight) (?:(?:have|has) (?:now )?(?:passed|gone by)|later|on and)\b|\b(?:heard|hear|had|got|received) (?:\w+ )?(?:nothing|no (?:word|reply|response|news))\b|\b(?:not|never|n't) (?:yet )?(?:heard|had (?:a|any) (?:reply|response|word))\b|\b(?:ridiculous|unacceptable|patience|disgrace(?:ful)?|sorted|ombudsman|solicitor|lawyer|newspapers?|press|social media|small claims|my mp)\b"
    r"|\b(?:attach(?:ed|ing|ment)?|enclos(?:ed|ing)|photos?|pictures?|screenshots?|receipts?|reservation|booking reference|railcard|i (?:had )?(?:forgot|booked|should add|ought to add)|(?:i|we) (?:had to |then |only )?(?:pay|paid|spent|took|take|get|got) (?:a |for a |an )?(?:[£$€]|taxi|cab|uber)|cost me|ended up|the next (?:one|bus|train)|out of pocket|announce(?:d|ment)s?)\b"
)
# Of whom the words themselves have spoken, or what they call so: nothing that was said before.
_KNOWN_HERE = expression(
    r"(?<=你们)那个|(?<=你们)这个|(?<=你们家)那个|(?:孩子|儿子|女儿|[老母父大][人亲爷妈]|妈妈?|爸爸?|奶奶|爷爷|老公|老婆|爱人|朋友|同事|(?:son|daughter|mother|father|mum|dad|wife|husband|child|friend)\b)(?P<of>[^。;；\n]*?)(?:[他她](?!们)|\b(?:he|him|her|she)\b)"
)
# What something is numbered, called or dated: my railcard number is 12345678.
_TELLS_A_VALUE = expression(r"\b(?:my|our|the|its|his|her) (?:[\w-]+ ){1,4}(?:is|was|are|were) (?=\S*\d)\S+")
_PROOF = expression(
    r"(?:(?:这是|我的|以下是|附上|补上|请看|[见如])*(?:附件|图[片中里上]?|截图|照片|相片|视频|录像|录音|票据?|发票|小票)(?:里|中|上|是|为|显示|写|拍|[:，,。])|[见如]图)"
    r"|(?:please )?(?:see |find |here (?:is|are) |i (?:have )?(?:attach|enclos)(?:e|ed|ing) )?(?:the |my |a |an )?(?:attached |enclosed )?(?:photo(?:graph)?|picture|image|screenshot|video|recording|attachment|receipt|ticket)s?(?: (?:is |are )?(?:attached|enclosed|below|of|from|shows?)|[:.])"
)
_LINE = expression(r"[a-z]*\d+(?=路|号线|次列?车|栋|幢|号楼|单元)")
_LATIN = expression(r"[a-z]{4,}")
_OWN = frozenset(
    "今昨明后天早上下午晚点分时钟月日号周年我你他她它您们的地得了在是有没不要这那就都也还又和跟与把被让给说投诉反映请问一二两三四五六七八九十半个次件元块钱到去来从里着过很太多少大小家人事么吗呢吧啊"
)
_COMMON = frozenset(
    ["this", "that", "with", "from", "your", "have", "were", "been", "they", "them", "there", "when", "what", "which", "would", "could", "about", "very", "just", "today", "yesterday", "morning", "evening", "afternoon", "complain", "complaint", "because", "after", "before", "again", "never", "minutes", "hours", "please", "want", "staff", "like", "some", "over", "into", "only", "than", "then"]
)  # fmt: skip


def tells_another_story(words: str, before: str) -> bool:
    """Whether these words tell of something that has nothing of what was said before: no thing, nobody, no line of the same number, and nothing that goes on with it."""
    said, known = folded(words[:LONGEST_READ]), folded(before[:LONGEST_READ])
    if not _is_a_story(said) or _goes_on_with_it(said) or points_back(_KNOWN_HERE.sub(" ", said)):
        return False
    lines = set(_LINE.findall(said))
    if lines and not lines & set(_LINE.findall(known)):
        return True
    return not _things(said) & _things(known)


def has_begun(words: str) -> bool:
    """Whether they tell so much that what comes after them can be another matter."""
    return _is_a_story(folded(words[:LONGEST_READ]))


def goes_on(words: str) -> bool:
    """Whether they tell what came of the first matter, prove it, or say what is wanted for it."""
    return _GOES_ON.search(folded(words[:LONGEST_READ])) is not None


def _goes_on_with_it(said: str) -> bool:
    """As `goes_on`; behind 对了 or 还有 an 也 speaks of something further and of nothing said before."""
    rest = after_turning(said)
    return goes_on(said) if rest == said else goes_on(rest.replace("也", "")) and not _LINE.search(rest)


def shows_proof(words: str) -> bool:
    """Whether they begin with a picture or a file that comes along, and tell what it shows."""
    return _PROOF.match(folded(words[:LONGEST_READ])) is not None


def is_mere_detail(words: str) -> bool:
    """Whether nothing in them happened and nothing is complained of: a number, a time, what stands in a contract."""
    said = folded(words[:LONGEST_READ])
    said = _TELLS_A_VALUE.sub(" ", said)
    return _HAPPENED.search(said) is None and TROUBLE.search(said) is None and not stands_alone(words)


def _is_a_story(said: str) -> bool:
    latin = said.isascii()
    enough = len(said.split()) >= _FEWEST_WORDS if latin else len(said) >= _SHORTEST
    return enough and (_HAPPENED.search(said) or TROUBLE.search(said)) is not None


def _things(said: str) -> set[str]:
    """Whom and what words speak of: pairs of signs that are no time, person or figure, longer English words; what went wrong left out."""
    plain = TROUBLE.sub(" ", said)
    pairs = {a + b for a, b in pairwise(plain) if min(a, b) > "\u4e00" and not {a, b} & _OWN}
    return pairs | (set(_LATIN.findall(plain)) - _COMMON)
