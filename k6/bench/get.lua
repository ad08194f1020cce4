-- every request from another address, so that the limits stay on and hit nobody
request = function()
  wrk.headers["X-Forwarded-For"] = "198.18." .. math.random(0, 255) .. "." .. math.random(1, 254)
  return wrk.format("GET")
end
