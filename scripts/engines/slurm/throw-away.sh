#!/usr/bin/env bash
# A Slurm that lives as long as one command, on this machine: throw-away.sh FOLDER NODES COMMAND...
# Without systemd, cgroups and munge; it listens on loopback alone. For tests and to try things out: its nodes share one
# machine, and whatever is measured on one is disturbed by the others.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd) nodes=$2
shift 2
user=$(id -un) last=$((nodes - 1))
export SLURM_CONF=$folder/slurm.conf

pids=() command=
# What a node had started ends first, while somebody still knows of it.
end() {
  scancel --user="$user" 2>/dev/null || true
  for _ in $(seq 50); do [ -z "$(squeue --noheader 2>/dev/null)" ] && break || sleep 0.1; done
  stop
  # A submission that waits for a job asks for ever where no controller answers, whatever signal it has had.
  [ -z "$command" ] || kill -KILL -- "-$command" 2>/dev/null || true
}
stop() {
  kill "${pids[@]}" 2>/dev/null || true
  wait "${pids[@]}" 2>/dev/null || true
  pids=()
}
trap end EXIT

configure() {
  cat >"$SLURM_CONF" <<CONF
ClusterName=poolproof
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=$1
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/none
CredType=cred/none
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd-%n.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
SlurmctldTimeout=10
KillWait=5
NodeName=n[0-$last] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$(($1 + 1))-$(($1 + nodes))] CPUs=1 RealMemory=500 State=UNKNOWN
PartitionName=load Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
}

# Whether all of them run, on ports of their own: one that finds its port taken ends, and another Slurm there would
# answer for it. 2: one has ended.
come_up() {
  slurmctld -D -c >"$folder/slurmctld.log" 2>&1 &
  pids+=($!)
  for node in $(seq 0 "$last"); do
    slurmd -D -N "n$node" >"$folder/slurmd-n$node.log" 2>&1 &
    pids+=($!)
    echo $! >"$folder/n$node.pid"
  done
  for _ in $(seq 300); do
    for pid in "${pids[@]}"; do kill -0 "$pid" 2>/dev/null || return 2; done
    listening=$(grep -l 'slurmd started on' "$folder"/slurmd-n*.log | wc -l)
    idle=$(sinfo --noheader --Node --states=idle --format=%N 2>/dev/null | wc -l)
    [ "$idle" -eq "$nodes" ] && [ "$listening" -eq "$nodes" ] && return 0 || sleep 0.1
  done
  return 1
}

for attempt in 1 2 3 4 5; do
  rm -rf "$folder/state" "$folder/spool"
  mkdir -p "$folder/state" "$folder/spool"
  # Below the ports that the kernel gives out.
  configure $((20000 + RANDOM % 10000))
  is_up=0
  come_up || is_up=$?
  [ "$is_up" -eq 2 ] && [ "$attempt" -lt 5 ] || break
  stop
done
[ "$is_up" -eq 0 ] || { echo "Not all of the $nodes nodes came up; the logs are in $folder." >&2; exit 70; }

# Behind, so that a signal ends it and all of the above at once, and not when it is done; with what it starts it is a
# group of its own.
set -m
"$@" <&0 &
command=$!
set +m
trap 'kill -- "-$command" 2>/dev/null; exit 143' INT TERM
# What started this may be killed, and then nobody is left to end it.
(while [ "$(cut -d' ' -f4 "/proc/$$/stat")" = "$PPID" ]; do sleep 1; done; kill "$$") 2>/dev/null &
watcher=$!
code=0
wait "$command" || code=$?
kill "$watcher" 2>/dev/null || true
exit "$code"
