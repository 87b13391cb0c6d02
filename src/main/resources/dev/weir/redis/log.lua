-- What the scripts of the purge log begin with.
-- KEYS  1 log, a stream   2 table of nodes, a hash   3 a key that never exists
-- The DEL frees nothing: once a script has written, Redis lets it finish at maxmemory too, and DEL is allowed there.
if redis.replicate_commands then
  redis.replicate_commands()
end
redis.call('DEL', KEYS[3])
local function number(id)
  return tonumber(string.match(id, '^%d+')) or 0
end
local function now()
  local time = redis.call('TIME')
  return time[1] * 1000000 + time[2]
end
-- Number of the newest entry, 0 where there is none.
local function last()
  local entry = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  return entry and number(entry[1]) or 0
end
-- Above the time, the log, and all that any node has applied: from a log that was lost, perhaps, whose clock was ahead.
local function add(previous, most, fields)
  local id = math.max(now(), previous + 1)
  for _, value in ipairs(redis.call('HVALS', KEYS[2])) do
    id = math.max(id, number(value) + 1)
  end
  local entry = {'v', 1, 'after', string.format('%.0f', previous)}
  for _, field in ipairs(fields) do
    entry[#entry + 1] = field
  end
  redis.call('XADD', KEYS[1], 'MAXLEN', most, string.format('%.0f-0', id), unpack(entry))
  return id
end
local function nodes(answer)
  for _, text in ipairs(redis.call('HGETALL', KEYS[2])) do
    answer[#answer + 1] = text
  end
  return answer
end
