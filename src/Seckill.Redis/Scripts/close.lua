-- ARGV: epoch.
local code = status(tonumber(ARGV[1]))
if code ~= OK then return refuse(code) end

local out = { OK, '', 1 }
if st ~= S_CLOSED then
  st = S_CLOSED
  redis.call('HSET', KEYS[1], 'st', st)
  save()
  out[3] = 0
end
out[2] = view()
return out
