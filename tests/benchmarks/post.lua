-- For wrk: each request is the next line of the file BODIES, "signature body"; no two threads send
-- the same one, for a repeat is another thing to keep than a delivery.
local lines = {}
local at = 0
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  local taken = 0
  for line in io.lines(os.getenv("BODIES")) do
    if taken % tonumber(os.getenv("THREADS")) == number then
      lines[#lines + 1] = line
    end
    taken = taken + 1
  end
end

function request()
  at = at % #lines + 1
  local line = lines[at]
  return wrk.format("POST", nil, {
    ["Signature"] = line:sub(1, 64),
    ["Content-Type"] = "application/json",
  }, line:sub(66))
end

function done(summary, latency)
  io.write(string.format("RESULT %d %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    summary.errors.status, summary.errors.connect + summary.errors.read
      + summary.errors.write + summary.errors.timeout))
end
