-- Ends a gateway's membership, or removes entries that nobody has renewed for long.
-- ARGV  entries in turn: node, what its entry must be or '', what it is to be or ''
for i = 1, #ARGV, 3 do
  if ARGV[i + 1] == '' or redis.call('HGET', KEYS[2], ARGV[i]) == ARGV[i + 1] then
    if ARGV[i + 2] == '' then
      redis.call('HDEL', KEYS[2], ARGV[i])
    else
      redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2])
    end
  end
end
return 1
