"""Sentences about an organisation's own words as a sheet: what is wrong in them, by whoever checks them, and what differs.

What is refused of own words is said in English to the author of a file and in their own language to whoever sends a sheet.
"""

from collections.abc import Mapping

from chalicelib.core.written.languages import table

# What sheets and their columns are called, and what stands in them.
OF_A_SHEET_OF_WORDS: dict[str, dict[str, str]] = table("""zh-CN | zh-TW | en
kept.words: 文案 | 文案 | the words
words.phrase: 通用 | 通用 | In all messages
words.customer: 给客户 | 給客戶 | To customers
words.staff: 给工作人员 | 給工作人員 | To staff
words.values: 占位符 | 佔位符 | Values
words.key: 代号 | 代號 | Key
words.purpose: 用途 | 用途 | What it is for
words.allowed: 可用的占位符 | 可用的佔位符 | Values that it may name
words.value: 占位符 | 佔位符 | Value
words.meaning: 含义 | 含義 | What it stands for
words.version: 版本（请勿改动） | 版本（請勿改動） | Version (leave as it is)
block.subject: 邮件主题 | 郵件主旨 | subject
block.body: 邮件正文 | 郵件內文 | mail
block.sms: 短信 | 簡訊 | text
phrase.organisation: 单位名称 | 單位名稱 | the organisation's name
phrase.sms_name: 短信简称 | 簡訊簡稱 | short name
phrase.rights: 权利说明 | 權利說明 | rights
phrase.outside_route: 其他投诉途径 | 其他投訴途徑 | where else to turn
phrase.procedure: 网页说明 | 網頁說明 | about the procedure
words.must_have: 必须写 | 必須寫 | must have
words.always_there: 可用 | 可用 | may have
words.may_be_empty: 可用，但可能为空 | 可用，但可能為空 | may have, though it may be empty
words.no_values: 不能用占位符 | 不能用佔位符 | none: it stands as it is written
words.any_values: 按现在的文字，占位符照抄 | 按現在的文字，佔位符照抄 | those that stand there
value.case.number: 受理编号 | 受理編號 | the complaint's number
value.case.received: 收到时间 | 收到時間 | when it came
value.case.responsible: 由谁办理（单位和人；没有分派时是受理部门） | 由誰辦理（單位和人；沒有分派時是受理部門） | unit and person who have it; until then the desk
value.case.handler: 责任人 | 承辦人 | the handler
value.case.department: 责任单位 | 權責單位 | the unit
value.case.stage: 阶段 | 階段 | the stage
value.case.subject: 客户来信的主题 | 客戶來信的主旨 | the subject of the customer's mail
value.case.outcome: 答复的正文 | 答覆的內文 | the words of the answer
value.promised: 最迟答复时间 | 最遲答覆時間 | by when the customer has their answer
value.due: 读信人最迟办理时间 | 讀信人最遲辦理時間 | by when the reader has to act
value.new_due: 新的时间 | 新的時間 | the new time
value.x.text: 转达的话 | 轉達的話 | words that the message passes on
value.x.reason: 原因 | 原因 | why
value.to: 收信人姓名 | 收信人姓名 | the reader's name
value.org: 单位名称 | 單位名稱 | the organisation's name
value.hotline: 咨询电话 | 諮詢電話 | whom to call
value.survey_link: 满意度调查的网址 | 滿意度調查的網址 | the page that asks how satisfied they are
value.parts.greeting(): 称呼 | 稱呼 | the greeting
value.parts.letter(): 答复全文（正文、表单里给客户看的各项、附件） | 答覆全文（內文、表單裡給客戶看的各項、附件） | the whole letter
value.parts.how_to_add(): 怎样补充材料 | 怎樣補充資料 | how to add to it
value.parts.rights(): 权利说明（“通用”表的 rights） | 權利說明（「通用」表的 rights） | the phrase "rights"
value.t.: 排版：t.pairs 是“名称：内容”几行，t.button 是按钮，t.quote 是引文；照抄即可 | 排版：t.pairs 是「名稱：內容」幾行，t.button 是按鈕，t.quote 是引文；照抄即可 | layout: lines of name and value, buttons, quotations; leave as they are
value.if: 有才写的话：{% if 占位符 %}……{% else %}……{% endif %}；中间的话可以改，花括号里的照抄 | 有才寫的話：{% if 佔位符 %}……{% else %}……{% endif %}；中間的話可以改，花括號裡的照抄 | words that stand there only if there is something: change what stands between, and leave what stands in braces
""")
OF_WORDS: Mapping[str, Mapping[str, str]] = table("""zh-CN | zh-TW | en
brings.answer: 答复 | 答覆 | the answer
brings.reasons: 理由 | 理由 | the reasons
brings.staffs_words: 工作人员写给客户的话 | 工作人員寫給客戶的話 | what staff write to the customer
brings.question: 要问的话 | 要問的話 | what is asked
brings.link: 链接 | 連結 | the link
brings.next_time: 客户什么时候再得到消息 | 客戶什麼時候再得到消息 | by when the customer hears again
brings.code: 验证码 | 驗證碼 | the code
brings.reason: 原因 | 原因 | the reason
brings.to_approve: 要审批的内容 | 要審批的內容 | what is to be approved
brings.customers_words: 客户的话 | 客戶的話 | the customer's words
brings.promise: 答应客户的时间 | 答應客戶的時間 | the promised time
words_leave_out: 少了{what}，请在该写的地方写上 {value} | 少了{what}，請在該寫的地方寫上 {value} | leaves out {what}; write {value} where it stands
words_filled_in: “{key}”在各封信里原样出现，不能用占位符；占位符请写在某一封信的文字里 | 「{key}」在各封信裡照原樣出現，不能用佔位符；佔位符請寫在某一封信的文字裡 | "{key}" stands in messages as it is written: put values such as {value} into a block of one
words_name_long: “{text}”太长：短信简称最多 {signs} 个汉字或 {letters} 个字母 | 「{text}」太長：簡訊簡稱最多 {signs} 個漢字或 {letters} 個字母 | "{text}" is too long before each text: {signs} Chinese signs or {letters} letters at most
words_markup: “{text}”会原样显示出来：只写文字，段落之间空一行 | 「{text}」會照原樣顯示出來：只寫文字，段落之間空一行 | "{text}" would be read as it stands: write plain text, with blank lines between paragraphs
words_text_long: 短信太长：现有 {count} 个字，最多 {most} 个，多的会被截掉 | 簡訊太長：現有 {count} 個字，最多 {most} 個，多的會被截掉 | is too long for a text: {count} signs, of which {most} are sent at most
words_lack: 没有 {languages} 的文字；本单位自己的信，每种语言都要写 | 沒有 {languages} 的文字；本單位自己的信，每種語言都要寫 | lacks {languages}; a message of your own is written in each of the policy's languages
words_unread: 第 {line} 行的花括号写得不对；占位符写作 {value} | 第 {line} 行的大括號寫得不對；佔位符寫作 {value} | line {line} is not understood: {text}; a value is written {value}
words_unknown_near: 没有“{name}”这个占位符；是不是“{near}”？ | 沒有「{name}」這個佔位符；是不是「{near}」？ | there is no value "{name}"; did you mean "{near}"?
words_unknown: 没有“{name}”这个占位符；可用的有 {known} | 沒有「{name}」這個佔位符；可用的有 {known} | there is no value "{name}"; known are {known}
words_beyond: “{what}”不能写在这里：太长、太大，或者会让填写没有尽头 | 「{what}」不能寫在這裡：太長、太大，或者會讓填寫沒有盡頭 | "{what}" may not stand here: it is too long, too large, or would never be done
words_mistaken: 占位符用得不对（{text}） | 佔位符用得不對（{text}） | {text}
words_key_unknown: 现行制度里没有 {keys} 这几行：这张表是按别的版本做的，请重新索取、改好再发：#{command} | 現行制度裡沒有 {keys} 這幾列：這張表是按別的版本做的，請重新索取、改好再寄：#{command} | the rules in force have no {keys}: the sheet was made for others, so ask for it anew with #{command}
words_key_twice: “{key}”这一行出现了两次 | 「{key}」這一列出現了兩次 | the line "{key}" is there twice
own_text_needed: 不能空着 | 不能空著 | cannot be empty
words_of_other_rules: 这张表是按以前的制度索取的，此后制度改过；请仔细看下面列出的不同 | 這張表是按以前的制度索取的，此後制度改過；請仔細看下面列出的不同 | this sheet was made under earlier rules: read what differs with care
words_of_before: 这张表是较早索取的，此后文案又改过；确认以后，下面列出的文字会回到表里的样子 | 這張表是較早索取的，此後文案又改過；確認以後，下面列出的文字會回到表裡的樣子 | this sheet was made before the words were changed last: what is listed below goes back to what it says
words_replaced: {what}（{language}）：由“{before}”改为“{after}” | {what}（{language}）：由「{before}」改為「{after}」 | {what} ({language}): "{before}" is now "{after}"
words_added: {what}（{language}）：加上“{after}” | {what}（{language}）：加上「{after}」 | {what} ({language}): "{after}" is new
words_cut: {what}（{language}）：删去“{before}” | {what}（{language}）：刪去「{before}」 | {what} ({language}): "{before}" is gone
words_blanks: {what}（{language}）：只有空行或次序有变 | {what}（{language}）：只有空行或次序有變 | {what} ({language}): blank lines or the order of lines alone
words_standard: {line}（恢复为标准文字） | {line}（恢復為標準文字） | {line} (our standard words again)
words_summary: {count} 处用了自己的文字 | {count} 處用了自己的文字 | {count} texts of your own
preview_mail: {what}（{language}）　主题：{subject} | {what}（{language}）　主旨：{subject} | {what} ({language}), subject: {subject}
preview_text: {what}（{language}）　短信，{count} 个字，分 {parts} 条发出 | {what}（{language}）　簡訊，{count} 個字，分 {parts} 則發出 | {what} ({language}), a text of {count} signs, sent in {parts} parts
preview_page: {what}（{language}）　在网页上 | {what}（{language}）　在網頁上 | {what} ({language}), on the public page
previews_file: {what}改动后的样子 | {what}變動後的樣子 | how {what} will read
previews: 改动后的样子（示例投诉，不是真的） | 改動後的樣子（範例投訴，不是真的） | How it reads with the changes (an example, no real complaint)
previews_left: 另有 {count} 封的样子见附件 | 另有 {count} 封的樣子見附件 | {count} more are shown in the attached file
sample_customer: 周女士 | 周女士 | Ms Hill
sample_subject: 示例：昨天的服务 | 範例：昨天的服務 | An example: yesterday's service
sample_text: （这里是客户的话） | （這裡是客戶的話） | (here: the customer's words)
sample_answer: （这里是承办人写的答复） | （這裡是承辦人寫的答覆） | (here: the handler's answer)
sample_words: （这里是要转达的话） | （這裡是要轉達的話） | (here: the words passed on)
sample_reason: （这里是原因） | （這裡是原因） | (here: the reason)
sample_value: （这里是{field}） | （這裡是{field}） | (here: {field})
""")
