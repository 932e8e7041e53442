"""How commands are called and explained to a reader, in the names that the reading of replies understands."""

from collections.abc import Mapping

from chalicelib.core.orders.command_reader import CommandName

TRADITIONAL_HELP: Mapping[str, str] = {
    "accept": "受理，可寫明類別：投訴、問題、建議",
    "transfer": "轉給部門或同事：#轉辦 部門",
    "assist": "請另一部門協助，承辦人不變",
    "contact": "記錄與客戶的聯絡：時間、方式、是否聯繫上、內容",
    "note": "只記入處理紀錄",
    "tell": "把後面的話發給客戶",
    "ask": "向客戶詢問",
    "resolve": "提交處理結果並依表填寫",
    "extend": "申請延期：#延期 2026-03-06 17:30，註明原因",
    "invalid": "判定投訴不成立並寫明理由，客戶將收到說明",
    "approve": "同意",
    "return": "退回並寫明意見；責任單位可把不屬於本單位的退回客服中心",
    "severity": "定級：#定級 等級",
    "visit": "記錄回訪：是否聯繫上、是否滿意、客戶的話",
    "received": "確認收到",
    "fill": "填寫所要求的表",
    "merge": "併入本件：#合併 編號",
    "split": "另立一件，寫明內容",
    "close": "結案並寫明理由；尚未答覆的，理由會發給客戶",
    "reopen": "重新辦理並寫明理由",
    "undo": "撤回尚未發出的答覆",
    "register": "登記電話或當面的投訴：姓名、電話、接收時間、內容；當場答覆了的寫明答覆",
    "absent": "請假：起訖日期與代理人",
    "back": "提前回來，從當天起由本人辦理",
    "figures": "索取統計數據",
    "list": "索取本人待辦清單",
    "query": "查詢：#查詢 編號或關鍵字",
    "help": "本說明",
}
LEVEL_TWO = 0xC9  # lead byte from which Big5 holds rare signs, among them forms used in simplified writing only


def written(command: CommandName, language: str) -> str:
    """The command's name for a reader: English, or the first Chinese one in the reader's script."""
    if language == "en":
        return command.en[0]
    fitting = (name for name in command.zh if language != "zh-TW" or _is_traditional(name))
    return next(fitting, command.zh[0])


def explained(command: CommandName, language: str) -> str:
    """One line of help."""
    if language == "en":
        return command.help_en
    return TRADITIONAL_HELP.get(command.name, command.help_zh) if language == "zh-TW" else command.help_zh


def _is_traditional(text: str) -> bool:
    """Whether Big5 knows every sign as a common one."""
    try:
        return all(sign.encode("big5")[0] < LEVEL_TWO for sign in text)
    except UnicodeEncodeError:
        return False
