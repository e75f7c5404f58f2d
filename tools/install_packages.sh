#!/bin/sh
# Install system packages, or say exactly what to install. Usage: install_packages.sh PACKAGE...  (Debian's names)
set -eu
[ $# -gt 0 ] || exit 0
command -v apt-get >/dev/null || {
    echo "Please install these (Debian's names), then run make again: $*" >&2
    exit 1
}
[ "$(id -u)" -eq 0 ] || {
    echo "Please run this, then run make again:  sudo apt-get install -y $*" >&2
    exit 1
}
echo "Installing $*"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "$@" >/dev/null
