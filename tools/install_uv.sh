#!/bin/sh
# Make a private uv in .tools/uv, at the version and hash of requirements-uv.txt.
set -eu
status=0
python=$(sh tools/find_python.sh) || status=$?
case $status in
0) ;;
1) sh tools/install_packages.sh python3 python3-venv ;;
2) sh tools/install_packages.sh python3-venv ;;
esac
[ -n "$python" ] || python=$(sh tools/find_python.sh) || {
    echo "Klankbord needs Python 3.11 or newer with venv; this system's own is too old: $(python3 --version 2>&1)" >&2
    exit 1
}
rm -rf .tools/uv
"$python" -m venv .tools/uv
.tools/uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-uv.txt
echo "$python" >.tools/python
