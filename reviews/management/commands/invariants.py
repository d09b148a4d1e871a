"""manage.py invariants: ask now whether what must be true is true; exit 1 where it is not."""

import sys

from django.core.management.base import BaseCommand

from reviews.services.invariants import INVARIANTS, look


class Command(BaseCommand):
    """Does what beat does every minute, for a machine without beat and for whoever wants to know at once."""

    help = "核对必须始终成立的事项（选票与投票登记、状态与日志、公示期、日志完整、数据变更），有不符时退出码为 1。"

    def handle(self, *args: object, **options: object) -> None:
        """Print a line for each."""
        found = look()
        for each in INVARIANTS:
            self.stdout.write(f"[{'异常' if each.name in found else '正常'}] {found.get(each.name, each.holds)}")
        if found:
            sys.exit(1)
