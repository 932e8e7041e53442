"""What the sandbox's own page says, in the language of the policy that it runs."""

from chalicelib.core.written.languages import table

_WORDS = table("""zh-CN | zh-TW | en
minutes: +10 分 | +10 分 | +10 min
hours: +1 小时 | +1 小時 | +1 hour
days: +1 天 | +1 天 | +1 day
next_due: 下一到期 | 下一到期 | Next due
cases: 案件 | 案件 | Complaints
number: 编号 | 編號 | Number
due: 下一时限 | 下一時限 | Next limit
late: 已逾期 | 已逾期 | late
no_cases: 还没有案件 | 還沒有案件 | No complaints yet
waiting: 待人工处理 | 待人工處理 | to be looked at
mailboxes: 邮箱 | 信箱 | Mailboxes
desk: 客服 | 客服 | desk
phones: 手机 | 手機 | Phones
write: 写一封新邮件 | 寫一封新郵件 | Write a mail
example: 王丽 <wangli@qq.com> | 王麗 <wangli@qq.com> | Ann Lee <ann@home.example>
from: 发件人 | 寄件者 | From
to: 收件人 | 收件者 | To
phone: 手机号码 | 手機號碼 | Phone number
subject: 主题 | 主旨 | Subject
text: 内容 | 內容 | Text
send: 寄出 | 寄出 | Send
text_message: 发一条短信 | 發一則簡訊 | Send a text
send_text: 发送 | 傳送 | Send
search: 在所有邮箱和手机里查找 | 在所有信箱和手機裡尋找 | Search all mailboxes and phones
find: 查找 | 尋找 | Search
found: 找到 {} 封 | 找到 {} 封 | {} found
first: ，先列出最近 {} 封 | ，先列出最近 {} 封 | ; the newest {} are listed
shown: 这封信 | 這封信 | This mail
as_mail: 邮件 | 郵件 | Mail
as_text: 纯文本 | 純文字 | Plain text
as_headers: 邮件头 | 郵件標頭 | Headers
as_source: 源代码 | 原始碼 | Source
as_file: 存为 .eml | 存成 .eml | Save as .eml
cut: 只显示开头，全文请存为 .eml | 只顯示開頭，全文請存成 .eml | Only the beginning is shown; save the mail as .eml for all of it
nothing: 还没有来信 | 還沒有來信 | nothing here yet
files: 附件 | 附件 | Attached
attach: 添加附件 | 附加檔案 | Attach files
reply: 回复 | 回覆 | Reply
reply_hint: #收到　#结果　#备注 … | #收到　#結果　#備註 … | #received, #resolve, #note …
skip: 跳到内容 | 跳到內容 | Skip to the content
lists: 案件、邮箱和手机 | 案件、信箱和手機 | Complaints, mailboxes and phones
status: 状态 | 狀態 | Status
round: 第 {} 次办理 | 第 {} 次辦理 | round {}
level: 上报级别 {} | 上報級別 {} | escalated to {}
satisfaction: 满意度 {} | 滿意度 {} | satisfaction {}
kind: 性质 | 性質 | Kind
customer: 客户 | 客戶 | Customer
responsible: 责任 | 責任 | Responsible
answer: 答复 | 答覆 | Answer
""")
_WEEKDAYS = {
    "zh-CN": tuple(f"周{day}" for day in "一二三四五六日"),
    "zh-TW": tuple(f"週{day}" for day in "一二三四五六日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def of(language: str) -> dict[str, str]:
    """All of them in one language."""
    return {name: said[language] for name, said in _WORDS.items()}


def weekday(number: int, language: str) -> str:
    """A day of the week, counted from Monday as 0."""
    return _WEEKDAYS[language][number]
