-- Renews a gateway's membership, and tells those who wait how far it has applied the log.
-- ARGV  1 node   2 its entry   3 message   4… inboxes of the gateways that wait
-- Answers {last number, node, entry …}; {} if the log is not the one the gateway registered with.
local ends = last()
if ends == 0 or redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then
  return {}
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
for i = 4, #ARGV do
  redis.pcall('PUBLISH', ARGV[i], ARGV[3])
end
return nodes({string.format('%.0f', ends)})
