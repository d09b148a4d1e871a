"""Make a production environment ready: its tables, and the bucket for files where there is none."""

import time
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandError, call_command

ATTEMPTS = 20


class Command(BaseCommand):
    """`manage.py prepare`, run once before each start of a release; running it again changes nothing."""

    help = "生产环境：迁移数据库；如文件存储使用 S3 且存储桶不存在，则创建。"

    def handle(self, *_: Any, **__: Any) -> None:
        """Migrate, then look after the bucket."""
        call_command("migrate", interactive=False, verbosity=1)
        bucket = getattr(default_storage, "bucket", None)
        if bucket is not None:
            _ensure(bucket)


def _ensure(bucket: Any) -> None:
    """Create the bucket; a storage that is still starting is given twenty seconds."""
    for _ in range(ATTEMPTS):
        try:
            if bucket.creation_date is None:
                bucket.create()
        except (BotoCoreError, ClientError) as error:
            reason = error
            time.sleep(1)
        else:
            return
    raise CommandError(f"The bucket {bucket.name} could not be reached or created: {reason}")
