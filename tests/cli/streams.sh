#!/bin/bash
# code as a part of a pipe: the same bytes whatever the threads, the first events before the last
# document, quiet when the reader goes, told when the disk is full, memory that does not grow.
. "$(dirname "$0")/scratch.bash"

sentence="Russia and Turkey signed an agreement in Ankara on Tuesday. Rebels attacked a base near Aleppo, killing 12 soldiers."
for i in $(seq 120); do
  printf '{"id":"d%d","published":"2016-08-16","text":"%s Report %d."}\n' $i "$sentence" $i
done > reports.jsonl

dragoman code reports.jsonl --threads 1 > one.jsonl
[ -s one.jsonl ] || fail "no event at all"
for threads in 2 3 8; do
  dragoman code reports.jsonl --threads $threads > many.jsonl
  cmp one.jsonl many.jsonl || fail "$threads threads give other bytes"
done
ids=$(grep -o '^{"id":"[0-9a-f]*"' one.jsonl | sort | uniq -d)
[ -z "$ids" ] || fail "ids that are not unique: $ids"

# The first event must be there while the input is still open.
mkfifo in
dragoman code - --threads 2 < in > out.jsonl &
pid=$!
exec 3> in
head -60 reports.jsonl >&3
for i in $(seq 300); do [ -s out.jsonl ] && break; sleep 0.1; done
[ -s out.jsonl ] || fail "no event before the end of the input"
exec 3>&-
wait $pid

# A reader that goes away.
set +e
dragoman code reports.jsonl 2> err | head -1 > first
codes=("${PIPESTATUS[@]}")
[ "${codes[0]}" -eq 0 ] && [ ! -s err ] || fail "broken pipe: exit ${codes[0]}, $(cat err)"
dragoman code reports.jsonl > /dev/full 2> err
code=$?
set -e
[ $code -eq 2 ] && grep -q E003-write-failed err || fail "full disk: exit $code, $(cat err)"

# Ten times the input, the same memory (peak, in KiB), give or take 8 MiB of allocator.
peak() { dragoman code "$1" --threads 2 > /dev/null & local p=$! m=0 now
  while now=$(awk '/VmHWM/{print $2}' /proc/$p/status 2> /dev/null) && [ -n "$now" ]; do m=$now; sleep 0.02; done
  wait $p; echo "$m"; }
for i in $(seq 10); do sed "s/\"id\":\"/&$i-/" reports.jsonl; done > long.jsonl
short=$(peak reports.jsonl) long=$(peak long.jsonl)
[ "$long" -lt $((short + 8192)) ] || fail "memory grows: $short KiB for 120 documents, $long KiB for 1200"
echo "ok: $(wc -l < one.jsonl) events, $short KiB, ten times the input $long KiB"
