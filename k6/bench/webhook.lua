-- bodies signed beforehand, one a line: signature, tab, body; the file is named by SIGNED. At its end it starts over, or
-- with ONCE set ends the run: then every request is another event
local lines, n = {}, 0
for line in io.lines(os.getenv("SIGNED")) do
  lines[#lines + 1] = line
end
local once = os.getenv("ONCE")
request = function()
  if once and n == #lines then
    wrk.thread:stop()
  end
  n = n % #lines + 1
  local signature, body = lines[n]:match("^(.-)\t(.*)$")
  return wrk.format("POST", nil, { ["Stripe-Signature"] = signature, ["Content-Type"] = "application/json" }, body)
end
