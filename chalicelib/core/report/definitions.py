"""What each figure of a report counts, in each language: printed under the figure, listed in docs/reports.md.

MEASURES says by which one function each is computed.
"""

from collections.abc import Callable, Iterable

from chalicelib.core.report import figures, verdicts
from chalicelib.core.report.figures import Rows
from chalicelib.core.report.shape import Figure, Frame, counted
from chalicelib.core.report.wording import measure
from chalicelib.core.words.labels import with_desk
from chalicelib.core.written.languages import in_words, language_or_first, table

DEFINITIONS = table("""zh-CN | zh-TW | en
received_all: 统计期内的全部事项，不论性质；已并入其他事项的只计一次 | 統計期內的全部事項，不論性質；已併入其他事項的只計一次 | everything of the period, of whatever kind; what was merged counts once
complaints: 其中按投诉程序办理的 | 其中按投訴程序辦理的 | those of them that are handled as complaints
response_rate: 客户已收到答复的投诉（不属实的说明也算答复，退信不算）÷ 全部投诉，未答复即结案的不计 | 客戶已收到答覆的投訴（不屬實的說明也算答覆，退信不算）÷ 全部投訴，未答覆即結案的不計 | complaints whose customer has had an answer (an explanation that it is not valid is one, a letter that came back is none), of all but those closed without an answer
withdrawn: 从未答复即已结案的投诉：客户撤诉，或说明原因后终止 | 從未答覆即已結案的投訴：客戶撤訴，或說明原因後終止 | complaints closed though no answer was ever given: the customer withdrew it, or it was ended with a reason
settlement_rate: 现已结案的投诉 ÷ 全部投诉 | 現已結案的投訴 ÷ 全部投訴 | complaints that are closed now, of all
on_time_rate: 按时答复数 ÷ 应答复数（已答复或已过期限的），一件投诉每办一轮计一次；期限前未答复即结案的不计 | 按時答覆數 ÷ 應答覆數（已答覆或已過期限的），一件投訴每辦一輪計一次；期限前未答覆即結案的不計 | answers given by their limit, of those given or overdue; a complaint counts once for each round, and not where it was closed without an answer before the limit
limits_rate: 按时完成的时限数 ÷ 已完成或已过期的时限数，一件投诉有几个时限就计几次；到期未做的，结案或重新办理之后仍算超时，直到做完；重新办理时随之完成的（如接收、转交）不再计 | 按時完成的時限數 ÷ 已完成或已過期的時限數，一件投訴有幾個時限就計幾次；到期未做的，結案或重新辦理之後仍算逾時，直到做完；重新辦理時隨之完成的（如接收、轉交）不再計 | limits kept, of those met or past; a complaint counts once for each of its limits. What was not done is late until it is, also after the closing and in a further round; what a reopening itself brings about, as receipt and referral, is not counted again
satisfaction_rate: 满意、非常满意 ÷ 已评价，只计最后一轮答复；重新办理中的尚无评价 | 滿意、非常滿意 ÷ 已評價，只計最後一輪答覆；重新辦理中的尚無評價 | customers satisfied or very satisfied with the last round's answer, of those who said; a case that is being handled again has no satisfaction yet
earlier_rate: 同上，计此前各轮的答复，每轮一次 | 同上，計此前各輪的答覆，每輪一次 | the same for the answers of earlier rounds, once for each round
reopened: 办理一轮以上的投诉 | 辦理一輪以上的投訴 | complaints handled in more than one round
reopened_since: 结案后又重新办理的结案次数 | 結案後又重新辦理的結案次數 | closings after which the complaint was taken up again
survey_rate: 客户已对最后一轮答复作出评价的投诉 ÷ 最后一轮已答复的投诉 | 客戶已對最後一輪答覆作出評價的投訴 ÷ 最後一輪已答覆的投訴 | complaints whose customer has said how satisfied they are with the last round's answer, of those that have one
lasting_rate: 数周后客户确认真正解决的 ÷ 数周后作了回答的 | 數週後客戶確認真正解決的 ÷ 數週後作了回答的 | customers for whom it was really solved, of those who said so weeks later
upheld_rate: 认定属实 ÷ 已作认定 | 認定屬實 ÷ 已作認定 | complaints found valid, of those judged
escalated: 因超时或重新办理已升级到上级负责人的投诉 | 因逾時或重新辦理已升級到上級負責人的投訴 | complaints that climbed to a superior, because something was late or in a further round
escalated_top: 已升级到分管领导的 | 已升級到分管主管的 | of these, those that climbed to the director
still_open: 尚未结案的投诉 | 尚未結案的投訴 | complaints that are not closed
units.on_time_rate: 只看该单位自己：按时提交而后等待审批的算按时；中途接手的，期限从接手时起算 | 只看該單位自己：按時提交而後等待核准的算按時；中途接手的，期限從接手時起算 | what it gave in time and an approver then kept is in time, and a unit that got the case later has the whole time from then
units.limits_rate: 只计该单位经办人、单位、协办人和其主管负责的；{desk}、审批人和其他岗位负责的时限在各自名下；中途接手的，期限从接手时起算 | 只計該單位經辦人、單位、協辦人和其主管負責的；{desk}、核准人和其他職位負責的時限在各自名下；中途接手的，期限從接手時起算 | only those that the unit's handler, the unit, assistants and its supervisor keep; those of {desk}, approvers and other roles stand under their own names; a unit that got the case later has the whole time from then
units.escalated: 只计该单位自己超时的 | 只計該單位自己逾時的 | only those of which the unit itself kept a limit badly
""")


Measure = Callable[[Rows, Frame], Figure]
# The figures of a period's complaints, in the order in which the overview tells them. `received_all` is of all kinds, every other of complaints.
MEASURES: dict[str, Measure] = {
    "received_all": lambda rows, _: counted(figures.numbers(rows)),
    "complaints": lambda rows, _: counted(figures.numbers(rows)),
    "response_rate": lambda rows, _: figures.answered(rows),
    "withdrawn": lambda rows, _: figures.withdrawn(rows),
    "settlement_rate": lambda rows, _: figures.closed(rows),
    "on_time_rate": figures.answers_in_time,
    "limits_rate": lambda rows, frame: figures.in_time(rows, frame.now),
    "satisfaction_rate": lambda rows, _: verdicts.satisfied(rows),
    "reopened": lambda rows, _: figures.reopened(rows),
    "reopened_since": lambda rows, _: figures.reopened_since(rows),
    "earlier_rate": lambda rows, _: verdicts.satisfied_earlier(rows),
    "survey_rate": lambda rows, _: verdicts.surveyed(rows),
    "lasting_rate": lambda rows, _: verdicts.lasting(rows),
    "upheld_rate": lambda rows, _: verdicts.upheld(rows),
    "escalated": lambda rows, _: figures.escalated(rows),
    "escalated_top": lambda rows, _: figures.escalated(rows, figures.TO_DIRECTOR),
    "still_open": lambda rows, _: figures.still_open(rows),
}


# What a report on one unit tells in their place: of the unit's own part alone.
OF_A_UNIT: dict[str, Measure] = {
    "on_time_rate": lambda rows, frame: figures.answers_in_time(rows, frame, for_unit=True),
    "limits_rate": figures.unit_limits,
    "escalated": figures.climbed_for_the_unit,
    "escalated_top": lambda rows, frame: figures.climbed_for_the_unit(rows, frame, figures.TO_DIRECTOR),
}


def measured(name: str, rows: Rows, frame: Frame) -> Figure:
    """A figure of these rows; in a report on one unit by what is that unit's own to keep."""
    of_unit = OF_A_UNIT.get(name) if frame.unit else None
    return (of_unit or MEASURES[name])(rows, frame)


def notes(names: Iterable[str], frame: Frame) -> tuple[str, ...]:
    """The definitions of these figures, each behind what the figure is called, as they stand under a table."""
    language = frame.language
    colon = language_or_first(language).colon
    said = ((measure(name, frame.placed_by, language), definition(name, frame)) for name in names)
    return tuple(f"{called}{colon}{meaning}" for called, meaning in said)


def definition(name: str, frame: Frame) -> str:
    """What a figure counts, in the frame's language."""
    return with_desk(in_words(DEFINITIONS[name], frame.language) or "", frame.policy, frame.language)
