-- Appends a purge.
-- ARGV  1 most entries the log keeps   2… fields of the entry, names and values in turn, after its version
-- Answers {id, microseconds since the log began here, node, entry, node, entry …}.
local fields = {}
for i = 2, #ARGV do
  fields[i - 1] = ARGV[i]
end
local id = add(last(), ARGV[1], fields)
local began = number(redis.call('HGET', KEYS[2], '@began') or '0')
return nodes({string.format('%.0f', id), string.format('%.0f', now() - began)})
