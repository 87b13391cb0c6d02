-- Ends a fill: stores what it brought, hands the lease back, and tells exactly the gateways that wait.
-- KEYS  1 lease   2 inboxes of the gateways that wait   3… values to store
-- ARGV  1 lease value   2 tombstone, or empty   3 tombstone, ms   4 message to the inboxes
--       5… for each value: its bytes, its lifetime in ms
-- Answers 1; 0 if the lease was no longer the caller's: then nothing is written; -1 if Redis refused a value (memory,
-- replicas): then those who wait are told to ask for themselves. Told they are whatever is refused.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
local function taken(...)
  local reply = redis.pcall(...)
  return not (type(reply) == 'table' and reply.err)
end
local written = 1
for i = 3, #KEYS do
  if not taken('SET', KEYS[i], ARGV[5 + 2 * (i - 3)], 'PX', ARGV[6 + 2 * (i - 3)]) then
    written = -1
  end
end
local message = ARGV[4]
if written == -1 then
  message = string.gsub(message, ' %S+$', ' r')
end
if ARGV[2] == '' or not taken('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) then
  taken('DEL', KEYS[1])
end
local waiting = redis.call('SMEMBERS', KEYS[2])
taken('DEL', KEYS[2])
for _, inbox in ipairs(waiting) do
  redis.pcall('PUBLISH', inbox, message)
end
return written
