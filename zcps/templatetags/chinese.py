"""Dates, sizes and absences as Chinese officials write them; weekdays by an own table, the zone always Shanghai."""

import datetime as dt
from typing import TypeAlias
from zoneinfo import ZoneInfo

from django import template

register = template.Library()

SHANGHAI = ZoneInfo("Asia/Shanghai")
_KB = 1024
WEEKDAYS = "一二三四五六日"

Moment: TypeAlias = dt.datetime | dt.date | str | None


def parsed(value: Moment) -> dt.datetime | dt.date | None:
    """Read an ISO text as a date or a moment; bring a moment to Shanghai; None for what is absent."""
    if isinstance(value, str):
        value = _from_iso(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(SHANGHAI) if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    return value


def _from_iso(text: str) -> dt.datetime | dt.date | None:
    try:
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return None


@register.filter
def cn_day(value: Moment) -> str:
    """9月10日"""
    day = parsed(value)
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def cn_month(value: Moment) -> str:
    """2022年9月"""
    day = parsed(value)
    return f"{day.year}年{day.month}月" if day else ""


@register.filter
def cn_weekday(value: Moment) -> str:
    """周六"""
    day = parsed(value)
    return f"周{WEEKDAYS[day.weekday()]}" if day else ""


@register.filter
def cn_date(value: Moment) -> str:
    """2022年9月10日（周六）"""
    day = parsed(value)
    return f"{day.year}年{cn_day(day)}（{cn_weekday(day)}）" if day else ""


def cn_plain(value: Moment) -> str:
    """2022年9月10日, as papers are dated: without the weekday"""
    day = parsed(value)
    return f"{day.year}年{cn_day(day)}" if day else ""


@register.filter
def cn_datetime(value: Moment) -> str:
    """2022年9月10日（周六）14:32; a bare date stays a date."""
    moment = parsed(value)
    if isinstance(moment, dt.datetime):
        return f"{cn_date(moment)}{moment:%H:%M}"
    return cn_date(moment)


@register.filter
def cn_time(value: Moment) -> str:
    """14:32"""
    moment = parsed(value)
    return f"{moment:%H:%M}" if isinstance(moment, dt.datetime) else ""


@register.filter
def cn_close(value: Moment) -> str:
    """A moment that ends something: midnight is 24:00 of the day before, a bare date its own 24:00."""
    moment = parsed(value)
    if not isinstance(moment, dt.datetime):
        return f"{cn_date(moment)}24:00" if moment else ""
    if (moment.hour, moment.minute) == (0, 0):
        return f"{cn_date(moment - dt.timedelta(days=1))}24:00"
    return cn_datetime(moment)


@register.filter
def cn_deadline(value: Moment) -> str:
    """2022年9月10日（周六）24:00 截止"""
    close = cn_close(value)
    return f"{close} 截止" if close else ""


@register.filter
def filesize_cn(size: int | None) -> str:
    """860 字节, 85 KB, 3.2 MB"""
    if size is None:
        return ""
    if size < _KB:
        return f"{size} 字节"
    if size < _KB * _KB:
        return f"{size / _KB:.0f} KB"
    return f"{size / _KB / _KB:.1f} MB".replace(".0 MB", " MB")


@register.filter
def shown(value: object) -> str:
    """A value as a screen shows it: dates in Chinese, 是/否, and a dash for what is absent."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.datetime):
        return cn_datetime(value)
    return cn_date(value) if isinstance(value, dt.date) else str(value)
