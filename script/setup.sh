# Sourced by script/server and script/test. Works with the bash 3.2 of macOS.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Python 3.11, 3.12 or 3.13 is needed and was not found: install it" \
    "(Debian: apt-get install python3 python3-venv; macOS: brew install python@3.13)." >&2
  return 1
}
