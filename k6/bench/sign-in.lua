-- somebody whom nobody knows asks for a link, each time another person from another address: two limits are counted
math.randomseed(os.time())
request = function()
  local who = math.random(1, 1e9)
  local headers = { ["Content-Type"] = "application/json",
    ["X-Forwarded-For"] = "2001:db8:" .. string.format("%x:%x", math.random(0, 65535), math.random(0, 65535)) .. "::1" }
  return wrk.format("POST", nil, headers, '{"email":"nobody' .. who .. '@example.com"}')
end
