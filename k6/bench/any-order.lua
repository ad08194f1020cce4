-- an order at random among COUNT of them, from FIRST on, each time from another address
local first, count = tonumber(os.getenv("FIRST") or "0"), tonumber(os.getenv("COUNT"))
math.randomseed(os.time())
request = function()
  wrk.headers["X-Forwarded-For"] = "198.18." .. math.random(0, 255) .. "." .. math.random(1, 254)
  return wrk.format("GET", wrk.path .. string.format("%09d", first + math.random(0, count - 1)))
end
