#!/bin/bash
# Every flag stands in docs/cli.md and every error code of the sources in docs/errors.md, and nothing
# stands there that is gone.
set -eu
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
failed=0

if ! "$build/dragoman" man --markdown | diff -u "$root/docs/cli.md" -; then
  echo "FAILED: docs/cli.md is old: build/dragoman man --markdown > docs/cli.md"
  failed=1
fi

codes() { grep -rhoE "\"E[0-9]{3}-[a-z0-9-]+\"" --include='*.cc' --include='*.h' "$root/src" | tr -d '"' | sort -u; }
listed() { grep -oE '^\| `E[0-9]{3}-[a-z0-9-]+`' "$root/docs/errors.md" | tr -d '|` ' | sort -u; }
missing=$(comm -23 <(codes) <(listed))
gone=$(comm -13 <(codes) <(listed))
[ -z "$missing" ] || { echo "FAILED: not in docs/errors.md:" $missing; failed=1; }
[ -z "$gone" ] || { echo "FAILED: in docs/errors.md and no longer in the sources:" $gone; failed=1; }
doubled=$(codes | cut -c1-4 | uniq -d)
[ -z "$doubled" ] || { echo "FAILED: one number for two errors:" $doubled; failed=1; }

# Every command has examples in its help.
for command in $("$build/dragoman" completion bash | sed -n 's/^    \([a-z]*\)) flags=.*/\1/p'); do
  "$build/dragoman" "$command" --help | grep -q '^Examples:' || { echo "FAILED: $command --help has no examples"; failed=1; }
done

# The scripts for shells are sound where the shell is here to say so.
"$build/dragoman" completion bash | bash -n || failed=1
for shell in zsh fish; do
  if command -v $shell > /dev/null; then "$build/dragoman" completion $shell | $shell -n || failed=1; fi
done
if command -v man > /dev/null; then
  "$build/dragoman" man > "${TMPDIR:-/tmp}/dragoman.$$.1"
  warnings=$(LC_ALL=C.UTF-8 man --warnings -l "${TMPDIR:-/tmp}/dragoman.$$.1" 2>&1 > /dev/null) || true
  rm -f "${TMPDIR:-/tmp}/dragoman.$$.1"
  [ -z "$warnings" ] || { echo "FAILED: man page: $warnings"; failed=1; }
fi
[ $failed -eq 0 ] && echo ok
exit $failed
