"""How the web server runs: sync workers with persistent connections were the fastest of all that was measured."""

import os
import tempfile
from typing import Any

bind = os.environ.get("BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
# An upload is examined within 30 s, a statement cut off after 60 s.
timeout = 90
# Memory that a worker has gathered goes back at the latest after so many requests; not all workers at once.
max_requests = 5000
max_requests_jitter = 500
preload_app = True
accesslog = "-"
access_log_format = '%(t)s %({x-request-id}i)s %(h)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
forwarded_allow_ips = "*"
# All web processes of a container count together (zcps/metrics.py).
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="zcps-metrics-"))


def child_exit(_server: Any, worker: Any) -> None:
    """Let go of what a process that is gone was counting."""
    from prometheus_client.multiprocess import mark_process_dead  # noqa: PLC0415 - after the variable is set

    mark_process_dead(worker.pid)
