"""The seam behind which the provincial system of posts and pay tells posts (浙江省事业单位人事工资管理服务系统).

S1 四(四) has the posts of senior titles approved there. Which adapter stands behind the seam is a setting. Until one is
connected the stand-in says so: no figure is invented, and the bureau's officer compares by hand and signs that he did.
"""

from dataclasses import dataclass
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class PostSystemUnreachable(Exception):
    """Nothing is known; the message is a Chinese sentence that says why and what to do."""


@dataclass(frozen=True)
class SystemPosts:
    """What the system has approved and filled at one level, by the names of PostLevel."""

    level: str
    approved: int
    filled: int


class PostSystem(Protocol):
    """How the system is asked."""

    def posts_of(self, uscc: str, year: int) -> list[SystemPosts]:
        """Return an institution's posts; raise PostSystemUnreachable where they cannot be told."""


class NotConnected:
    """The stand-in while the platform has no connection."""

    def posts_of(self, uscc: str, year: int) -> list[SystemPosts]:
        """Say that nothing is known."""
        raise PostSystemUnreachable(
            "本平台尚未与省事业单位人事工资管理服务系统联网，不能自动比对。请登录该系统核对核准数和实聘数后勾选。"
        )


def post_system() -> PostSystem:
    """Return the adapter that the settings name."""
    return cast("PostSystem", import_string(settings.POST_SYSTEM)())
