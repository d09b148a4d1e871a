"""Shapes that every part of the API shares: a page of a list, a refusal. What is written nowhere here is not sent."""

from functools import cache
from typing import Any

from rest_framework import serializers


class Shape(serializers.Serializer[Any]):
    """A white list of fields; a value that is not named in one leaves the platform through no endpoint."""


def _refuse(field: serializers.Field[Any, Any, Any, Any], data: Any, kinds: tuple[type, ...]) -> None:
    # DRF takes 7 for the text "7" and "yes" for a truth; what is described is what is taken.
    if not isinstance(data, kinds) or (isinstance(data, bool) and bool not in kinds):
        field.fail("invalid")


class Text(serializers.CharField):
    """A text of JSON."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse a number."""
        _refuse(self, data, (str,))
        return str(super().to_internal_value(data))


class Truth(serializers.BooleanField):
    """true or false of JSON."""

    def to_internal_value(self, data: Any) -> bool:
        """Refuse a word for it."""
        _refuse(self, data, (bool,))
        return bool(data)


class Count(serializers.IntegerField):
    """A number of JSON."""

    def to_internal_value(self, data: Any) -> int:
        """Refuse a text."""
        _refuse(self, data, (int, float))
        return int(super().to_internal_value(data))


class Words(serializers.CharField):
    """A text that is asked for, taken as it is; an empty one asks nothing."""

    def __init__(self, max_length: int, help_text: str) -> None:
        super().__init__(
            required=False, allow_blank=True, trim_whitespace=False, max_length=max_length, help_text=help_text
        )


class Asked(Shape):
    """What may be asked of every list; a list adds its filters."""

    after = Words(300, "上一次返回的 next 所带的游标。")
    before = Words(300, "上一次返回的 previous 所带的游标。")
    limit = serializers.IntegerField(
        required=False, min_value=1, max_value=100, default=20, help_text="每页条数，1 至 100。"
    )


@cache
def page_shape(row: type[Shape]) -> type[Shape]:
    """Return the shape of a page of such rows."""
    fields = {
        "items": row(many=True, help_text="本页内容。"),
        "next": serializers.CharField(allow_blank=True, help_text="下一页的地址；没有时为空。"),
        "previous": serializers.CharField(allow_blank=True, help_text="上一页的地址；没有时为空。"),
        "__doc__": f"A page of {row.__name__}.",
        "__module__": row.__module__,
    }
    return type(f"{row.__name__}Page", (Shape,), fields)
