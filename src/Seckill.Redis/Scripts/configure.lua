-- ARGV: epoch, version, gate state, settings text. Older settings are ignored; a closed gate stays closed.
local code = status(tonumber(ARGV[1]))
if code ~= OK then return refuse(code) end

local current = tonumber(string.match(c, '^(%d+)|'))
local out = { OK, '', 1 }
if tonumber(ARGV[2]) > current then
  if st ~= S_CLOSED then st = tonumber(ARGV[3]) end
  c = ARGV[4]
  redis.call('HSET', KEYS[1], 'c', c, 'st', st)
  save()
  local keep = string.match(c, '|(%d+)$')
  for k = 1, 4 do redis.call('PEXPIRE', KEYS[k], keep) end
  out[3] = 0
end
out[2] = view()
return out
