"""Sentences about the directory as a sheet: what is wrong in it, by whoever checks it, and what differs.

What `core/policy_reading/directory_checks.py` refuses is said in English to the author of a file and in their own language to
whoever sends a sheet.
"""

from collections.abc import Mapping

from chalicelib.core.words.of_words import OF_A_SHEET_OF_WORDS
from chalicelib.core.words.purposes import PURPOSES
from chalicelib.core.written.languages import table

# What sheets and their columns are called.
SHEETS_AND_COLUMNS = table("""zh-CN | zh-TW | en
kept.directory: 名录 | 名錄 | the directory
directory.office: 总体 | 總體 | General
directory.person: 人员 | 人員 | People
directory.department: 单位 | 單位 | Departments
directory.several: 几项之间用顿号或逗号隔开 | 幾項之間用頓號或逗號隔開 | Several words stand apart by commas
office.desk: 收件邮箱 | 收件信箱 | Mailbox of the desk
office.desk_name: 受理部门名称 | 受理部門名稱 | Name of the desk
office.desk_head: 受理部门负责人 | 受理部門負責人 | Head of the desk
office.director: 最高分管领导 | 最高主管 | Director
office.phone: 对外电话 | 對外電話 | Telephone for customers
person.mail: 邮箱 | 信箱 | Mail
person.name: 姓名 | 姓名 | Name
person.phone: 手机 | 手機 | Telephone
person.addresses: 其他邮箱 | 其他信箱 | Further addresses
person.roles: 角色 | 角色 | Roles
person.language: 语言 | 語言 | Language
person.title: 职务 | 職稱 | Title
person.number: 工号 | 員工編號 | Staff number
person.also_called: 别称 | 別稱 | Also called
department.name: 单位名称 | 單位名稱 | Department
department.handler: 责任人 | 承辦人 | Handler
department.head: 负责人 | 負責人 | Head
department.director: 分管领导 | 高層主管 | Director
department.parent: 上级单位 | 上級單位 | Unit of
department.words: 识别词 | 識別詞 | Words
department.phone: 电话 | 電話 | Telephone
""") | (OF_A_SHEET_OF_WORDS | PURPOSES)
OF_SHEETS: Mapping[str, Mapping[str, str]] = table("""zh-CN | zh-TW | en
not_a_mail: “{value}”不是邮箱地址（英文字母须小写） | 「{value}」不是信箱地址（英文字母須小寫） | "{value}" is not a mail address in small letters
not_a_phone: “{value}”不是电话号码，例如 +8613800000000 | 「{value}」不是電話號碼，例如 +886912345678 | "{value}" is not a number like "+8613800000000"
head_is_desk: “{value}”就是收件邮箱本身，逾期了没有别人知道 | 「{value}」就是收件信箱本身，逾期了沒有別人知道 | "{value}" is the desk itself: nobody would hear that it is late
head_is_handler: “{value}”也是责任人，逾期了上面没有别人知道 | 「{value}」也是承辦人，逾期了上面沒有別人知道 | "{value}" is the handler as well, and nobody above would hear that they are late
phone_of_another: “{value}”已是别人的号码，分不清是谁发来的短信 | 「{value}」已是別人的號碼，分不清是誰傳來的簡訊 | "{value}" is somebody else's already: their texts could be either's
number_of_another: “{value}”已是别人的工号，分不清投诉的是谁 | 「{value}」已是別人的員工編號，分不清投訴的是誰 | "{value}" is somebody else's already: complaints could be of either
address_is_desk: “{value}”就是收件邮箱本身，从那里来的信不算个人的 | 「{value}」就是收件信箱本身，從那裡來的信不算個人的 | "{value}" is the desk itself: what comes from there is the desk's
address_of_another: “{value}”已是别人的地址 | 「{value}」已是別人的地址 | "{value}" belongs to somebody else already
number_too_short: “{value}”太短，和别的数字分不清 | 「{value}」太短，和別的數字分不清 | "{value}" is too short to tell from any other number
there_twice: “{value}”出现了两次 | 「{value}」出現了兩次 | "{value}" is there twice
its_own_parent: 不能是本单位自己 | 不能是本單位自己 | is the department itself
parent_is_unit: “{value}”本身是“{above}”的下级，只能分两级 | 「{value}」本身是「{above}」的下級，只能分兩級 | "{value}" is a unit of "{above}" itself, and units answer for a department
not_a_person: “{value}”不在人员表里 | 「{value}」不在人員表裡 | "{value}" is not among the people
not_a_person_near: “{value}”不在人员表里；是不是“{near}”？ | 「{value}」不在人員表裡；是不是「{near}」？ | "{value}" is not among the people; did you mean "{near}"?
not_a_department: “{value}”不在单位表里 | 「{value}」不在單位表裡 | "{value}" is not among the departments
not_a_department_near: “{value}”不在单位表里；是不是“{near}”？ | 「{value}」不在單位表裡；是不是「{near}」？ | "{value}" is not among the departments; did you mean "{near}"?
not_a_role: “{value}”不是规则里的角色 | 「{value}」不是規則裡的角色 | "{value}" is not a role of the rules
not_a_role_near: “{value}”不是规则里的角色；是不是“{near}”？ | 「{value}」不是規則裡的角色；是不是「{near}」？ | "{value}" is not a role of the rules; did you mean "{near}"?
not_a_language: “{value}”不是系统会写的语言，可写 zh-CN、zh-TW、en | 「{value}」不是系統會寫的語言，可寫 zh-CN、zh-TW、en | "{value}" is not a language that anybody is written to in: zh-CN, zh-TW or en
role_unheld: 规则要用到“{role}”，人员表里没有人担任 | 規則要用到「{role}」，人員表裡沒有人擔任 | nobody in the directory has the role "{role}"
department_needed: 规则要把投诉交给“{value}”，单位表里不能没有它 | 規則要把投訴交給「{value}」，單位表裡不能沒有它 | rules hand complaints to "{value}", which is not among the departments
text_reaches_nobody: 规则要给{mail}（{role}）发短信，须有手机号 | 規則要傳簡訊給{mail}（{role}），須有手機號碼 | "sms" reaches nobody: {mail} ({role}) has no phone in the directory
against_rules: 与规则不符：{text} | 與規則不符：{text} | this does not fit the rules: {text}
sample_address: “{value}”是示例地址，没有人收信 | 「{value}」是範例地址，沒有人收信 | "{value}" is a sample address, at which nobody reads
cell_empty: 没有填 | 沒有填 | is empty
name_unclear: 叫“{value}”的不止一人，请写邮箱 | 叫「{value}」的不只一人，請寫信箱 | several people are called "{value}": give the mail address
column_missing: 没有“{column}”这一列 | 沒有「{column}」這一欄 | there is no column "{column}"
column_unknown: 不认识“{value}”这一列 | 不認得「{value}」這一欄 | there is no such column as "{value}"
column_other: 应有“{column}”这一列，表里写的是“{value}” | 應有「{column}」這一欄，表裡寫的是「{value}」 | there should be a column "{column}", and "{value}" stands there
column_twice: “{value}”这一列出现了两次 | 「{value}」這一欄出現了兩次 | the column "{value}" is there twice
line_missing: 没有“{column}”这一行 | 沒有「{column}」這一列 | there is no line "{column}"
line_unknown: 不认识“{value}”这一行 | 不認得「{value}」這一列 | there is no such line as "{value}"
line_other: 应有“{column}”这一行，表里写的是“{value}” | 應有「{column}」這一列，表裡寫的是「{value}」 | there should be a line "{column}", and "{value}" stands there
line_twice: “{value}”这一行出现了两次 | 「{value}」這一列出現了兩次 | the line "{value}" is there twice
sheet_missing: 没有“{sheet}”这张工作表，表里有的是“{found}” | 沒有「{sheet}」這張工作表，表裡有的是「{found}」 | there is no sheet "{sheet}"; there are "{found}"
sheet_new: {part}“{who}”：新增{text} | {part}「{who}」：新增{text} | {part} "{who}" is new{text}
sheet_gone: {part}“{who}”：删去 | {part}「{who}」：刪去 | {part} "{who}" is gone
sheet_changed: {part}“{who}”：{column}由“{before}”改为“{after}” | {part}「{who}」：{column}由「{before}」改為「{after}」 | {part} "{who}": {column} was "{before}", is now "{after}"
sheet_filled: {part}“{who}”：{column}原来空着，改为“{after}” | {part}「{who}」：{column}原來空著，改為「{after}」 | {part} "{who}": {column} was empty, is now "{after}"
sheet_emptied: {part}“{who}”：{column}原为“{before}”，改为空着 | {part}「{who}」：{column}原為「{before}」，改為空著 | {part} "{who}": {column} was "{before}", is now empty
sheet_order: {part}的次序有变 | {part}的次序有變 | the order of {part} has changed
office_changed: {column}由“{before}”改为“{after}” | {column}由「{before}」改為「{after}」 | {column} was "{before}", is now "{after}"
office_filled: {column}原来空着，改为“{after}” | {column}原來空著，改為「{after}」 | {column} was empty, is now "{after}"
office_emptied: {column}原为“{before}”，改为空着 | {column}原為「{before}」，改為空著 | {column} was "{before}", is now empty
absence_gone: {who}的请假（{start} 至 {end}）随之删去 | {who}的請假（{start} 至 {end}）隨之刪去 | the absence of {who} ({start} to {end}) goes with it
deputy_gone: {who}请假（{start} 至 {end}）不再有代理人 | {who}請假（{start} 至 {end}）不再有代理人 | {who} ({start} to {end}) has no deputy any more
sheet_for_whom: {command} 只能由{who}使用 | {command} 只能由{who}使用 | only {who} may use {command}
sheet_unreadable: 附件“{name}”读不出来：请用 .xlsx 格式保存，不要加密码，再发一次 | 附件「{name}」讀不出來：請用 .xlsx 格式儲存，不要加密碼，再寄一次 | the file "{name}" could not be read: save it as .xlsx, without a password, and send it again
sheet_several: 一封信里有几个 .xlsx 附件，不知道用哪一个：请只附一个 | 一封信裡有幾個 .xlsx 附件，不知道用哪一個：請只附一個 | there are several .xlsx files, and nobody knows which is meant: attach one
sheet_same: 表里的内容和现在的一样，没有要改的 | 表裡的內容和現在的一樣，沒有要改的 | the sheet says what is in force already: there is nothing to change
sheet_faulty: 表里有 {count} 处要改，没有生效 | 表裡有 {count} 處要改，沒有生效 | {count} things in the sheet must be put right; nothing has changed
sheet_more: 另有 {count} 处没有列出，改好上面的再发一次就会看到 | 另有 {count} 處沒有列出，改好上面的再寄一次就會看到 | {count} more are not listed; send it again with these put right to see them
sheet_changes_left: 另有 {count} 处改动没有列出 | 另有 {count} 處變動沒有列出 | {count} more changes are not listed
sheet_change: {at}，{who}：{text} | {at}，{who}：{text} | {at}, {who}: {text}
sheet_first: 首次启用（{text}） | 首次啟用（{text}） | the first ({text})
directory_summary: {people} 人、{units} 个单位 | {people} 人、{units} 個單位 | {people} people, {units} departments
sheet_unchanged: {what}还没有这样改过 | {what}還沒有這樣改過 | nobody has changed {what} in this way yet
sheet_fixed: 本系统按文件试运行，{what}只能在文件里改 | 本系統依檔案試運作，{what}只能在檔案裡改 | this system rehearses a file, in which alone {what} can be changed
sheet_overtaken: 没有生效：您提交以后，{what}又有别的改动。请重新索取、改好再发：#{command} | 沒有生效：您提交以後，{what}又有別的改動。請重新索取、改好再寄：#{command} | not put in force, for somebody has changed {what} since you sent the sheet: ask for it anew with #{command}
sheet_others: {part}“{who}”不归您管，没有生效：您可以改的是{units}及其下级的单位和人员；这一行请找{whom}改 | {part}「{who}」不歸您管，沒有生效：您可以改的是{units}及其下級的單位和人員；這一列請找{whom}改 | {part} "{who}" is not yours to change, and nothing was put in force: yours are {units}, what is below and the people there; ask {whom}
sheet_others_moved: {part}表里别的单位的行换了次序，没有生效：请照原来的次序，或找{whom}改 | {part}表裡別的單位的列換了次序，沒有生效：請照原來的次序，或找{whom}改 | lines of others stand in another order in the sheet {part}, and nothing was put in force: leave them where they were, or ask {whom}
sheet_parent: {part}“{who}”的上级单位只能是您管的（{units}），没有生效；别的请找{whom}改 | {part}「{who}」的上級單位只能是您管的（{units}），沒有生效；別的請找{whom}改 | {part} "{who}" can stand only below what is yours ({units}), and nothing was put in force; for others ask {whom}
sheet_unnamed: {part}“{who}”不是您管的单位（{units}）的责任人、负责人或分管领导，您不能增加，没有生效：请写进单位表，或找{whom}改 | {part}「{who}」不是您管的單位（{units}）的承辦人、負責人或高層主管，您不能增加，沒有生效：請寫進單位表，或找{whom}改 | {part} "{who}" is handler, head or director of none of your departments ({units}) and cannot be added by you; nothing was put in force: name them there, or ask {whom}
sheet_roles: {part}“{who}”的角色管到别的单位，您不能改，没有生效：请找{whom}改 | {part}「{who}」的角色管到別的單位，您不能改，沒有生效：請找{whom}改 | the roles of {part} "{who}" reach beyond your departments and are not yours to give or take; nothing was put in force: ask {whom}
sheet_withdrawn: 没有生效：您现在不能改{what} | 沒有生效：您現在不能改{what} | not put in force: you may not change {what} any more
""")
