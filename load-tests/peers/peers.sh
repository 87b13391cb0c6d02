# The caches that are compared: each is started on the server's core as its own guides tune it, on free ports.
# shellcheck shell=bash disable=SC2154,SC2034

declare -A port h2_port pid

# fill_in FILE: the configuration with its ports and folders, in $work.
fill_in() {
  sed -e "s#@PORT@#${port[$1]:-0}#g; s#@H2_PORT@#${h2_port[$1]:-0}#g; s#@ORIGIN_PORT@#$origin_port#g" \
    -e "s#@SLOW_PORT@#$slow_port#g; s#@REDIS_PORT@#$redis_port#g; s#@WORK@#$work#g; s#@SHM@#$shm#g" \
    -e "s#@USER@#$user#" -e "s#@LUA_NDK@#$modules/ndk_http_module.so#; s#@LUA_MODULE@#$modules/ngx_http_lua_module.so#" \
    "$peers/conf/$2" >"$work/$2"
  echo "$work/$2"
}
modules=/usr/lib/nginx/modules
# nginx gives root away to somebody who may not read what root made.
user=
((EUID)) || user='user root;'

# serve NAME COMMAND…: on the server's core; ready when it answers.
serve() {
  local name=$1
  shift
  start "$name" "${server_core[@]}" "$@"
  pid[$name]=$started_pid
  await "$name" "$started_pid" curl -fsS -o /dev/null "http://127.0.0.1:${port[$name]}/1KiB"
}

start_weir() {
  port[weir]=$(free_port)
  h2_port[weir]=${port[weir]}
  cat >"$work/weir.yaml" <<YAML
listen: { host: 127.0.0.1, port: ${port[weir]} }
admin: { host: 127.0.0.1, port: $(free_port) }
namespace: peers
event-loops: 1
redis: { topology: standalone, endpoints: [ "redis://127.0.0.1:$redis_port" ] }
near-store: { max-bytes: 1GiB }
origins:
  files: { servers: [ "http://127.0.0.1:$origin_port" ], max-concurrent: 256 }
  slow: { servers: [ "http://127.0.0.1:$slow_port" ], max-concurrent: 2000, limit: fixed }
routes:
  - { name: through, match: { path: "/through/**" }, origin: files, cache: off }
  - { name: redis, match: { path: "/redis/**" }, origin: files }
  - { name: collapse, match: { path: "/collapse/**" }, origin: slow, cache: { near: on } }
  - { name: everything, match: { path: "/**" }, origin: files, cache: { near: on } }
YAML
  "$launcher" check --config "$work/weir.yaml" >&2
  serve weir env WEIR_JAVA_OPTS=-Xmx3g "$launcher" run --config "$work/weir.yaml"
}

# Under the JVM and flags that the gateway was started with.
start_bare() {
  local command length
  mapfile -d '' -t command <"/proc/${pid[weir]}/cmdline"
  for ((length = 0; length < ${#command[@]}; length++)); do
    [[ ${command[length]} != -jar ]] || break
  done
  port[bare]=$(free_port)
  serve bare "${command[@]:0:length}" -cp "$classpath" dev.weir.load.BareMapServer "${port[bare]}" "$origin_port"
}

start_nginx() {
  port[nginx]=$(free_port)
  h2_port[nginx]=$(free_port)
  serve nginx nginx -p "$work" -c "$(fill_in nginx nginx.conf)"
}

start_varnish() {
  port[varnish]=$(free_port)
  h2_port[varnish]=${port[varnish]}
  serve varnish varnishd -F -n "$work/varnish" -f "$(fill_in varnish varnish.vcl)" -a "127.0.0.1:${port[varnish]}" -T none \
    -s malloc,2g -j none -p thread_pools=1 -p thread_pool_min=100 -p thread_pool_max=2000 -p feature=+http2
}

start_haproxy() {
  port[haproxy]=$(free_port)
  h2_port[haproxy]=$(free_port)
  serve haproxy haproxy -db -f "$(fill_in haproxy haproxy.cfg)"
}

# It wants a tree of folders of its own.
start_trafficserver() {
  local root=$work/trafficserver
  port[trafficserver]=$(free_port)
  mkdir -p "$root/etc" "$root/run" "$root/log" "$shm/trafficserver"
  cp /etc/trafficserver/*.yaml /etc/trafficserver/*.config "$root/etc/" 2>/dev/null || true
  cp "$(fill_in trafficserver trafficserver.config)" "$root/etc/records.config"
  printf 'map http://127.0.0.1:%s/collapse/ http://127.0.0.1:%s/collapse/\nmap / http://127.0.0.1:%s/\n' \
    "${port[trafficserver]}" "$slow_port" "$origin_port" >"$root/etc/remap.config"
  printf '%s 2G\n' "$shm/trafficserver" >"$root/etc/storage.config"
  printf 'url_regex=/through/ action=never-cache\n' >"$root/etc/cache.config"
  cat >"$root/runroot.yaml" <<YAML
prefix: $root
sysconfdir: $root/etc
localstatedir: $root/run
runtimedir: $root/run
logdir: $root/log
cachedir: $root/run
bindir: /usr/bin
sbindir: /usr/sbin
libexecdir: /usr/lib/trafficserver/modules
YAML
  serve trafficserver traffic_server --run-root="$root/runroot.yaml"
}

start_nginx_redis() {
  port[nginx+lua+redis]=$(free_port)
  serve nginx+lua+redis nginx -p "$work" -c "$(fill_in nginx+lua+redis nginx-redis.conf)"
}

start_express() {
  port[express+redis]=$(free_port)
  cp "$peers"/express/* "$work/"
  (cd "$work" && npm install --silent --no-audit --no-fund >/dev/null)
  serve express+redis env NODE_ENV=production node "$work/server.js" "${port[express+redis]}" "$redis_port" "$origin_port"
}

# Processor time of a process and of what it started, in ticks. Others end meanwhile.
ticks() { { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v group="$1" '$5 == group { sum += $14 + $15 } END { print sum + 0 }'; }

versions() {
  echo "Weir $("$launcher" --version | sed 's/^weir //')"
  "$java" -version 2>&1 | sed -n 2p
  nginx -v 2>&1 | sed 's/nginx version: //'
  varnishd -V 2>&1 | sed -n '1s/^varnishd (\([^ ]*\).*/\1/p'
  haproxy -v | sed -n '1s/ .*version \([^ ]*\).*/ \1/p'
  traffic_server --version 2>&1 | sed -n '1s/.*\(Traffic Server [^ ]*\).*/\1/p'
  redis-server --version | sed 's/.*v=\([^ ]*\).*/Redis \1/'
  echo "Node $(node --version)"
  { wrk -v || true; } 2>&1 | sed -n 's/^\(wrk [^ ]*\).*/\1/p'
  lscpu | sed -n 's/^Model name: *//p'
}
