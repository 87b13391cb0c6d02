-- Registers a gateway, before it reads the log to the end that this answers.
-- ARGV  1 node   2 its entry: number it has applied, a space, a word   3 most entries the log keeps
-- Answers {first number, its predecessor's or '', last number, which log this is, microseconds since it began here,
-- node, entry …}. A log that is not there begins anew, and so does one met on another server: entries may be missing.
local server = 's'
local info = redis.pcall('INFO', 'server')
if type(info) == 'string' then
  server = 's' .. (string.match(info, 'run_id:(%w+)') or '')
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
local ends = last()
if ends == 0 or redis.call('HGET', KEYS[2], '@server') ~= server then
  redis.call('HSET', KEYS[2], '@server', server, '@began', string.format('%.0f began', now()))
end
if ends == 0 then
  ends = add(0, ARGV[3], {'start', '1'})
end
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)[1]
local before = ''
for i = 1, #first[2] - 1, 2 do
  if first[2][i] == 'after' then
    before = first[2][i + 1]
  end
end
local began = redis.call('HGET', KEYS[2], '@began')
return nodes({
  string.format('%.0f', number(first[1])), before, string.format('%.0f', ends), began .. ' ' .. server,
  string.format('%.0f', now() - number(began))})
