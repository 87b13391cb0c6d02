-- Keys for wrk: one path again and again, or a hundred thousand by Zipf's law (exponent 1), the same order for every peer.
-- Arguments after --: a path, or "zipf". One line for the script at the end.
local requests, at = {}, 0

local function zipf(keys, draws)
  local sum, upto = 0, {}
  for rank = 1, keys do
    sum = sum + 1 / rank
    upto[rank] = sum
  end
  math.randomseed(42)
  for draw = 1, draws do
    local wanted, low, high = math.random() * sum, 1, keys
    while low < high do
      local middle = math.floor((low + high) / 2)
      if upto[middle] < wanted then low = middle + 1 else high = middle end
    end
    requests[draw] = wrk.format("GET", "/keys/" .. low)
  end
end

function init(arguments)
  if arguments[1] == "zipf" then zipf(100000, 200000) else requests[1] = wrk.format("GET", arguments[1]) end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %.6f %d %.3f %.3f", summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
