#!/bin/sh
# What the tests need from the system: a PostgreSQL server, Chromium and a font with Arabic.
set -eu
missing=
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing="$missing chromium"
[ -n "$(fc-list :lang=ar 2>/dev/null)" ] || missing="$missing fontconfig fonts-noto-core"
# shellcheck disable=SC2086 # one word a package
exec sh tools/install_packages.sh $missing
