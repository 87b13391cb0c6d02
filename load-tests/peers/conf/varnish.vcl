vcl 4.1;
# Varnish as it comes: its built-in rules, a cache in memory, nobody who reads its log.
backend origin { .host = "127.0.0.1"; .port = "@ORIGIN_PORT@"; .max_connections = 256; }
backend slow { .host = "127.0.0.1"; .port = "@SLOW_PORT@"; }
sub vcl_recv {
  set req.backend_hint = origin;
  if (req.url ~ "^/collapse/") { set req.backend_hint = slow; }
  if (req.url ~ "^/through/") { return (pass); }
}
