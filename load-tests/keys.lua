-- Walks through a thousand keys, so that no two connections want one key at the same moment: the gateway would answer
-- both from one look-up, and the bare server would not. One line for the script at the end.
local keys = 1024
local requests, at = {}, 0

function init()
  for key = 1, keys do
    requests[key] = wrk.format("GET", "/item/" .. key)
  end
end

function request()
  at = at % keys + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("result %d %.6f %d %.3f %.3f", summary.requests, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
