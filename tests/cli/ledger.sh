#!/bin/bash
# A ledger survives the program: killed in the middle of an ingest, it holds whole documents alone,
# and the same command run again completes it. A full disk is told, and loses nothing that was there.
. "$(dirname "$0")/scratch.bash"
documents() { dragoman validate "$1" | sed 's/ .*//'; }

# 400 different reports; enough work that a kill hits in the middle.
for i in $(seq 400); do
  printf '{"id":"r%d","published":"2016-08-16","text":"Russia and Turkey held talks for the %dth time in Ankara on Tuesday. Iran condemned attack number %d on its embassy."}\n' $i $i $i
done > reports.jsonl

kills=0
for wait in 0.3 0.6 0.9 1.3 1.8; do
  dragoman ingest news.ledger reports.jsonl 2> err &
  pid=$!
  sleep $wait
  if kill -9 $pid 2> /dev/null; then kills=$((kills + 1)); fi
  wait $pid 2> /dev/null || true
  # Killed before the tables were made there may be no ledger yet; else it must be sound.
  if dragoman validate news.ledger > out 2> err; then
    n=$(documents news.ledger)
    [ "$n" -le 400 ] || fail "$n documents after a kill"
    echo "killed after $wait s: $n documents, sound"
  else
    grep -q 'E500-no-ledger\|E501-not-a-ledger' err || fail "after a kill at $wait s: $(cat err)"
    echo "killed after $wait s: no ledger yet"
  fi
done
[ $kills -gt 0 ] || fail "no run was killed"
dragoman ingest news.ledger reports.jsonl 2> err || fail "the last run: $(cat err)"
[ "$(documents news.ledger)" = 400 ] || fail "$(documents news.ledger) documents in the end"

# The ledger built in pieces holds the same events as one built in one go.
dragoman ingest whole.ledger reports.jsonl --threads 1 2> err
dragoman events news.ledger > pieces.jsonl || true
dragoman events whole.ledger > whole.jsonl || true
cmp pieces.jsonl whole.jsonl || fail "a ledger built in pieces differs"

# A disk that fills: a limit on the size of files stands for it.
size=$(stat -c %s whole.ledger)
set +e
(ulimit -f $((size / 1024 / 3)); dragoman ingest small.ledger reports.jsonl 2> err)
code=$?
set -e
[ $code -eq 2 ] || fail "exit $code on a full disk"
grep -q 'error E50[56]-' err || fail "a full disk is not told: $(cat err)"
grep -q '^hint: ' err || fail "no hint: $(cat err)"
dragoman validate small.ledger > out 2> err2 || fail "unsound after a full disk: $(cat err2)"
kept=$(documents small.ledger)
[ "$kept" -gt 0 ] && [ "$kept" -lt 400 ] || fail "$kept documents kept by a full disk"
dragoman ingest small.ledger reports.jsonl 2> err || fail "after making room: $(cat err)"
[ "$(documents small.ledger)" = 400 ] || fail "not complete after making room"
echo "full disk: $kept documents kept, then all"

# Two programs that write at once wait for each other.
dragoman ingest both.ledger reports.jsonl 2> err1 & first=$!
dragoman ingest both.ledger reports.jsonl 2> err2 & second=$!
wait $first || fail "first of two: $(cat err1)"
wait $second || fail "second of two: $(cat err2)"
[ "$(documents both.ledger)" = 400 ] || fail "two writers left $(documents both.ledger) documents"

# Cut short or scribbled over, it is refused with a code, and never a crash.
for damage in cut scribble; do
  cp whole.ledger $damage.ledger
  if [ $damage = cut ]; then truncate -s $((size / 2)) $damage.ledger
  else for at in 3 5 7 9 11; do
    dd if=/dev/zero of=$damage.ledger bs=4096 count=1 seek=$at conv=notrunc 2> /dev/null; done
  fi
  set +e
  dragoman events $damage.ledger > out 2> err; code=$?
  [ $code -eq 0 ] && { dragoman validate $damage.ledger > out 2> err; code=$?; }
  set -e
  [ $code -eq 2 ] || fail "$damage: exit $code"
  grep -q 'error E50' err || fail "$damage: $(cat err)"
  echo "$damage: $(head -1 err)"
done
echo "ok"
