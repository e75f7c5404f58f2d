FROM python:3.11-slim-bookworm AS build
WORKDIR /klankbord
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY translations translations
RUN /venv/bin/pybabel compile -d translations

FROM python:3.11-slim-bookworm
WORKDIR /klankbord
ENV PATH=/venv/bin:$PATH \
    KLANKBORD_ENV=production \
    MPLCONFIGDIR=/tmp/matplotlib \
    PORT=8000 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
COPY --from=build /venv /venv
COPY wsgi.py ./
COPY migrations migrations
COPY static static
COPY templates templates
COPY --from=build /klankbord/translations translations
COPY survey survey
COPY admin admin
# A number, so that a platform can see that it is not root. Nothing is written outside /tmp.
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", \
    "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
CMD ["sh", "-c", "exec gunicorn 'wsgi:create_app()' --no-control-socket --log-level error --bind \"0.0.0.0:$PORT\" --threads 4 --worker-tmp-dir /dev/shm"]
