-- For wrk: sends the requests that lie in the file $REQUESTS, each ended by a NUL, in turn; with $ONCE each of them once.
-- Prints one line for the program that started it. An answer that is not 200 is no answer: it is counted apart.
local file = assert(io.open(assert(os.getenv("REQUESTS")), "rb"))
local requests = {}
for text in file:read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = text end
file:close()
local once = os.getenv("ONCE") ~= nil
local threads = {}
local n = 0
refused = 0
usedUp = 0

function setup(thread) threads[#threads + 1] = thread end

function request()
  n = n + 1
  if n > #requests then
    if once then
      usedUp = 1
      wrk.thread:stop()
    end
    n = 1
  end
  return requests[n]
end

function response(status)
  if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
  local notOk, over, errors = 0, 0, summary.errors
  for _, thread in ipairs(threads) do
    notOk = notOk + thread:get("refused")
    over = over + thread:get("usedUp")
  end
  print(string.format("measured requests=%d micros=%d p50=%d p99=%d p999=%d refused=%d broken=%d usedUp=%d",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    notOk, errors.connect + errors.read + errors.write + errors.timeout, over))
end
