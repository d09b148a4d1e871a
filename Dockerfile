# One image for web, worker, beat and for commands; what it does is decided by the command it is given.
FROM python:3.11-slim AS build
COPY deploy/requirements.lock /requirements.lock
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /requirements.lock

FROM python:3.11-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      fonts-lxgw-wenkai libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /nonexistent zcps \
 && install -d -o zcps -g zcps /data /data/anchors /data/backups
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=zcps.settings.production \
    ZCPS_VAR=/data
# Names with hashes and compressed copies, made once here; the demonstration's settings need no secrets for that.
RUN DJANGO_SETTINGS_MODULE=zcps.settings.base ZCPS_VAR=/tmp python manage.py collectstatic --noinput -v0
USER zcps
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/health/', headers={'Host': 'localhost'}), timeout=4)"]
CMD ["gunicorn", "zcps.wsgi", "-c", "deploy/gunicorn.py"]
