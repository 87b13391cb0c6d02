# What the scripts of this folder share: processes on free ports of 127.0.0.1, started, awaited and stopped by PID.
# shellcheck shell=bash disable=SC2034

set -euo pipefail

# --help shows the comment that the script begins with.
for argument; do
  if [[ $argument == --help || $argument == -h ]]; then
    sed -n '2,/^[^#]/{ /^# shellcheck/d; s/^# //p }' "$0"
    exit 0
  fi
done

tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
launcher=${WEIR:-$tests/../deploy/weir}
work=$(mktemp -d "${TMPDIR:-/tmp}/weir-load.XXXXXX")
started=()

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

need() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || die "$tool: not found on PATH (Debian: apt-get install ${tool/redis-cli/redis-tools})"
  done
}

# Each process leads a group of its own, so that one signal also reaches what it started itself, and Ctrl-C reaches it
# only through the trap.
stop_all() {
  local status=${1:-$?} pid
  trap - EXIT INT TERM
  for pid in "${started[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
  for pid in "${started[@]}"; do await_end "$pid"; done
  if ((status == 0)); then rm -rf "$work"; else rmdir "$work" 2>/dev/null || say "logs: $work"; fi
  exit "$status"
}

await_end() {
  local tries
  for ((tries = 0; tries < 50; tries++)); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}

trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# start NAME COMMAND…: runs it in the background, its output in $work/NAME.log, its PID in $started_pid.
start() {
  local name=$1
  shift
  setsid "$@" >"$work/$name.log" 2>&1 </dev/null &
  started_pid=$!
  started+=("$started_pid")
}

# through COMMAND…: runs it to its end, its output shown. In the foreground it would hold up the traps.
through() {
  local status=0
  setsid "$@" </dev/null &
  started+=("$!")
  wait "$!" || status=$?
  unset 'started[-1]'
  return "$status"
}

# await NAME PID COMMAND…: repeats the command for at most a minute, until it succeeds or the process is gone.
await() {
  local name=$1 pid=$2 tries
  shift 2
  for ((tries = 0; tries < 300; tries++)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 20 "$work/$name.log" >&2
  die "$name did not become ready: $*"
}

# Below the range that outgoing connections take their ports from.
free_port() {
  local port
  while :; do
    port=$((10000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
}

# As many files as this user may open: a thousand clients are two thousand sockets in the gateway.
raise_file_limit() {
  ulimit -n "$(ulimit -Hn)"
  [[ $(ulimit -n) == unlimited ]] || (($(ulimit -n) >= $1)) \
    || die "ulimit -Hn is $(ulimit -Hn) (expected: >= $1)"
}

# The newest JDK from 21 on, in $java.
find_java() {
  local candidate version best=20
  for candidate in "${JAVA_HOME:-}/bin/java" "$(command -v java || true)" /usr/lib/jvm/*/bin/java \
    "$HOME"/.sdkman/candidates/java/*/bin/java "$HOME"/.jdks/*/bin/java; do
    [[ -x $candidate ]] || continue
    version=$("$candidate" -version 2>&1 | sed -n 's/^[^"]* version "\([0-9]*\).*/\1/p')
    if ((${version:-0} > best)); then
      best=$version
      java=$candidate
    fi
  done
  [[ -n ${java:-} ]] || die "no JDK >= 21 in JAVA_HOME, on PATH or in /usr/lib/jvm"
}

# Compiles the measuring programs; they then run without Maven beside them.
build_programs() {
  find_java
  through mvn -q -B -Dstyle.color=never -f "$tests/pom.xml" process-classes
  classpath="$tests/target/classes:$tests/target/lib/*"
}

# run_test TEST REPORT -Dname=value…: runs a test of the gateway's own sources, longer than every build does, and shows what
# it reports, also when it failed.
run_test() {
  local test=$1 report=$2 status=0
  shift 2
  need mvn
  rm -f "$report"
  through mvn -q -B -Dstyle.color=never -f "$tests/../pom.xml" test -Dtest="$test" "$@" >"$work/$test.log" 2>&1 || status=$?
  cat "$report" 2>/dev/null || true
  ((status == 0)) || tail -n 40 "$work/$test.log" >&2
  return "$status"
}

# gatling SIMULATION -Dname=value…: runs it and says where its report is, also when an assertion failed.
gatling() {
  local simulation=$1 status=0
  shift
  through mvn -q -B -Dstyle.color=never -f "$tests/pom.xml" test-compile gatling:test \
    -Dgatling.simulationClass="dev.weir.load.$simulation" "$@" || status=$?
  say "report: $(find "$tests/target/gatling" -name index.html -newer "$work" | sort | tail -n 1)"
  return "$status"
}

# start_redis [PREFIX…]: a server of its own that keeps nothing on disk; its port in $redis_port.
start_redis() {
  local server
  server=$(command -v redis-server || command -v valkey-server) || die "neither redis-server nor valkey-server on PATH"
  redis_port=$(free_port)
  start redis "$@" "$server" --bind 127.0.0.1 --port "$redis_port" --save '' --appendonly no --dir "$work"
  redis_pid=$started_pid
  await redis "$redis_pid" test_port "$redis_port"
}

test_port() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }

# start_origin [PREFIX… --] OPTION…: the simulated slow origin alone; its address in $origin.
start_origin() {
  local prefix=() port
  split_prefix "$@"
  # Builds the gateway where that is due, which takes longer than a start may.
  "$launcher" --version >&2
  port=$(free_port)
  start origin "${prefix[@]}" "$launcher" simulate --port "$port" "${rest[@]}"
  origin=http://127.0.0.1:$port
  await origin "$started_pid" curl -fsS "$origin/__sim/stats"
}

# start_gateway [PREFIX… --] [LINE…]: a gateway before $origin, which it waits $origin_timeout for (10s), and the Redis on
# $redis_port, each LINE added to its configuration, $first_routes before its one route; its address in $gateway, its admin
# plane in $admin_plane, its PID in $gateway_pid.
start_gateway() {
  local prefix=() port admin config
  split_prefix "$@"
  port=$(free_port)
  admin=$(free_port)
  config=$work/weir-$port.yaml
  cat >"$config" <<YAML
listen: { host: 127.0.0.1, port: $port }
admin: { host: 127.0.0.1, port: $admin }
namespace: load
redis: { topology: standalone, endpoints: [ "redis://127.0.0.1:$redis_port" ] }
origins:
  simulated: { servers: [ "$origin" ], timeout: ${origin_timeout:-10s}, max-concurrent: 2000, limit: fixed }
routes:
${first_routes:-}
  - name: everything
    match: { path: "/**" }
    origin: simulated
YAML
  printf '%s\n' "${rest[@]}" >>"$config"
  "$launcher" check --config "$config" >&2
  start "gateway-$port" "${prefix[@]}" "$launcher" run --config "$config"
  gateway=http://127.0.0.1:$port
  admin_plane=http://127.0.0.1:$admin
  gateway_pid=$started_pid
  await "gateway-$port" "$gateway_pid" curl -fsS "http://127.0.0.1:$admin/health/ready"
}

# Splits PREFIX… -- REST… into the caller's $prefix and the global $rest; without -- all is rest.
split_prefix() {
  prefix=()
  rest=("$@")
  local i
  for ((i = 0; i < $#; i++)); do
    if [[ ${rest[i]} == -- ]]; then
      prefix=("${rest[@]:0:i}")
      rest=("${rest[@]:i+1}")
      return
    fi
  done
}
