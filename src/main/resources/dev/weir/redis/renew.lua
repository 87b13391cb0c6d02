-- Keeps a lease while its fill goes on.
-- KEYS  1 lease   2 inboxes of the gateways that wait
-- ARGV  1 lease value   2 lease, ms
-- Answers 1, or 0 if the lease is no longer the caller's.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[2], 2 * ARGV[2])
return 1
