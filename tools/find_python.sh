#!/bin/sh
# Print a Python that Klankbord can run on: 3.11 or newer, with the venv module complete.
# Status 1: there is none that is new enough. Status 2: there is one, but without venv.
set -u
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
found=1
for python in python3 python3.11 python3.12 python3.13 python3.14 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python3; do
    "$python" -c "$new_enough" 2>/dev/null || continue
    found=2
    "$python" -c 'import ensurepip, venv' 2>/dev/null || continue
    "$python" -c 'import sys; print(sys.executable)'
    exit 0
done
exit "$found"
