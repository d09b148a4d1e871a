"""manage.py paper_keys: show, make, rotate and revoke the keys that papers are signed with."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zcps import clock, signing
from zcps.signed import local
from zcps.signed.errors import CannotSign
from zcps.signed.store import LASTING, KeyStore, key_store

DAYS = LASTING.days
_FROM_OUTSIDE = "密钥由合法的认证机构签发，请将 .p12 文件放入密钥库的 signing 目录。"


class Command(BaseCommand):
    """The key store lies outside the database; whoever may run this may read its folder."""

    help = "文书签章密钥：list 查看，generate 生成（演示），rotate 更换，revoke 吊销，publish 输出公布的根证书。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is to be done."""
        parser.add_argument("act", choices=["list", "generate", "rotate", "revoke", "publish"])
        parser.add_argument("key", nargs="?", default="", help="要吊销的密钥名称")
        parser.add_argument("--name", default="", help="新密钥证书上的名称，默认沿用现有名称")
        parser.add_argument("--days", type=int, default=DAYS, help="新密钥的有效天数")

    def handle(self, *_: Any, act: str, **options: Any) -> None:
        """Do it; what cannot be done is said in a sentence."""
        does: dict[str, Callable[..., None]] = {
            "list": self._list,
            "generate": self._generate,
            "rotate": self._rotate,
            "revoke": self._revoke,
            "publish": self._publish,
        }
        try:
            does[act](**options)
        except CannotSign as error:
            raise CommandError(str(error)) from error
        except FileNotFoundError as error:
            raise CommandError(f"密钥库中没有自己的签发机构。{_FROM_OUTSIDE}") from error

    def _list(self, **_: Any) -> None:
        now, store = clock.now(), key_store()
        revoked, keys = store.revoked(), store.keys()
        signs = next(iter(_in_force(store, now)), "")
        for key in keys:
            gone = revoked.get(key.pair.certificate.serial_number)
            state = "签章中" if key.name == signs else "已吊销" if gone else "已到期" if key.ends <= now else "备用"
            self.stdout.write(f"{key.name}  {_day(key.begins)} 至 {_day(key.ends)}  {state}  {key.holder}")
        for name in signing.public_keys():
            self.stdout.write(f"{name}  会议纪要数据签名（Ed25519）")

    def _generate(self, **_: Any) -> None:
        if not settings.DEMO_IDENTITY:
            raise CommandError(f"正式环境不在平台生成密钥。{_FROM_OUTSIDE}")
        local.prepare(key_store(), Path(settings.VAR), clock.now())
        self._list()

    def _rotate(self, *, name: str, days: int, **_: Any) -> None:
        store = key_store()
        keys = store.keys()
        holder = name or (keys[0].holder if keys else local.NAME)
        made = store.rotate(holder, clock.now(), dt.timedelta(days=days))
        self.stdout.write(f"已更换密钥：{made.name}，有效期至 {_day(made.ends)}。此前签章的文书仍然有效。")

    def _revoke(self, *, key: str, **_: Any) -> None:
        try:
            key_store().revoke(key, clock.now())
        except KeyError as error:
            raise CommandError(f"密钥库中没有名称为 {key} 的密钥，请用 list 查看。") from error
        self.stdout.write(f"已吊销密钥 {key}。吊销之前签章的文书仍然有效，之后用它签章的一律无效。")

    def _publish(self, **_: Any) -> None:
        self.stdout.write(key_store().published_file().decode(), ending="")


def _in_force(store: KeyStore, now: dt.datetime) -> list[str]:
    try:
        return [store.key_at(now).name]
    except CannotSign:
        return []


def _day(moment: dt.datetime) -> str:
    return moment.astimezone(clock.SHANGHAI).date().isoformat()
