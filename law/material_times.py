"""Whether the records are of the time that the notice asks for (浙经信消费〔2022〕203号 附件1第8、10条)."""

from collections.abc import Iterator
from datetime import date

from law.dossier import Dossier, Found, Record, ask, lacks, met
from law.tenure import anniversary, read_day

ACHIEVEMENTS = ("project", "paper", "book", "patent", "standard", "award", "honour", "adopted")


def achievement_window(dossier: Dossier, *, years: int) -> Iterator[Found]:
    """Won since the present title, or within so many years; whether they belong to the specialty a person sees."""
    done = dossier.of(*ACHIEVEMENTS)
    found = [_in_window(record, dossier, years) for record in done]
    yield from found
    if done:
        yield ask("所选业绩是否与申报专业相关联，由经办人核对。")
    else:
        yield lacks("没有选取工作业绩或学术成果，请从业绩档案中选取。")


def _in_window(record: Record, dossier: Dossier, years: int) -> Found:
    """Readings differ at the edges: the title's day or the appointment's, five years to the day or by the year."""
    name, won = f"“{record.title}”", record.ended or record.started
    day = read_day(won)
    if day is None:
        return ask(f"{name}没有写明时间，由经办人核对是否为任现职后或近{years}年取得。")
    starts = [each for text in dossier.present_since if (each := read_day(text))]
    to_the_day = anniversary(dossier.on, -years)
    if day.first >= to_the_day or (starts and all(day.first >= start.last for start in starts)):
        return met(f"{name}为任现职后或近{years}年取得。")
    if day.last >= date(to_the_day.year, 1, 1) or any(day.last >= start.first for start in starts):
        return ask(f"{name}（{won}）是否为任现职后或近{years}年取得，取决于起算日，由经办人核对。")
    return lacks(f"{name}（{won}）取得于任现职前且早于近{years}年，请取消选取，改选符合时间要求的业绩。")


def assessments(dossier: Dossier, *, years: int) -> Iterator[Found]:
    """The annual assessments of the last years; the one of the current year may not be made yet."""
    known = {int(year) for record in dossier.of("assessment") if (year := record.values.get("year"))}
    begun = min((day.first.year for job in dossier.of("work") if (day := read_day(job.started))), default=0)
    finished = range(dossier.on.year - years, dossier.on.year)
    absent = [year for year in finished if year not in known and year >= begun]
    present = [year for year in range(dossier.on.year - years + 1, dossier.on.year + 1) if year in known]
    if not absent or len(present) == years:
        yield met(f"近{years}年年度考核材料齐全。")
    else:
        named = "、".join(f"{year}年度" for year in absent)
        yield lacks(f"缺少{named}考核材料，请在业绩档案“年度考核”板块登记，经单位审核后选取。")
