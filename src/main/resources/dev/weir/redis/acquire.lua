-- Asks for the right to fill one key.
-- KEYS  1 stored value   2 lease or tombstone   3 inboxes of the gateways that wait
-- ARGV  1 id of the fill that the caller saw, empty if it saw none, * if any may be there   2 lease value: token, a space, fence
--       3 lease, ms   4 caller's inbox   5 caller's class, 0 or 1; 2 to heed no mark   6 newest matching purge that the caller knows
-- Answers {'granted'}, {'landed'}, {'uncacheable'}, {'failed', status} or {'wait', ms}.
local filled = redis.pcall('GETRANGE', KEYS[1], 8, 15)
if type(filled) == 'table' then
  filled = '' -- of another type: foreign, to be overwritten
end
if filled ~= '' and filled ~= ARGV[1] and ARGV[1] ~= '*' then
  return {'landed'}
end
local held = redis.call('GET', KEYS[2])
if held == 'u' .. ARGV[5] then
  return {'uncacheable'}
end
if held and string.sub(held, 1, 1) == 'f' then
  return {'failed', string.sub(held, 2)}
end
if held and string.sub(held, 1, 1) == 't' then
  local fence = tonumber(string.match(held, ' (%d+)$'))
  if fence >= tonumber(ARGV[6]) then
    local left = redis.call('PTTL', KEYS[2])
    redis.call('SADD', KEYS[3], ARGV[4])
    redis.call('PEXPIRE', KEYS[3], math.max(left, 1) * 2)
    return {'wait', left}
  end
end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return {'granted'}
