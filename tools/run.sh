#!/bin/sh
# Bring the database up to date, put the demo in where nobody else is served, and serve. Called by `make run`.
set -eu
export KLANKBORD_ENV="${KLANKBORD_ENV:-development}" PORT="${PORT:-8000}"
.venv/bin/flask --app wsgi db upgrade
.venv/bin/flask --app wsgi demo load --if-alone
exec .venv/bin/gunicorn 'wsgi:create_app()' --no-control-socket --log-level error --bind "${HOST:-127.0.0.1}:$PORT" \
    --workers "${WEB_CONCURRENCY:-2}" --threads 4
