-- Takes out a stored response that a purge of its URI has matched.
-- KEYS  1 stored value
-- ARGV  1 number of the purge
-- What is newer than the purge stays, and so does an index of Vary names: it leads to what may be newer.
local head = redis.pcall('GETRANGE', KEYS[1], 0, 23)
if type(head) == 'string' and string.sub(head, 6, 6) == 'R' and struct.unpack('>I8', head, 17) < tonumber(ARGV[1]) then
  return redis.call('UNLINK', KEYS[1])
end
return 0
