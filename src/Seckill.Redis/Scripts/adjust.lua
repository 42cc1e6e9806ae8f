-- ARGV: epoch, number, delta. The last number's outcome is kept, so a repeat gets the same answer.
local code = status(tonumber(ARGV[1]))
if code ~= OK then return refuse(code) end

local number, delta = tonumber(ARGV[2]), tonumber(ARGV[3])
local out = { OK, '', 0 }
if number == aj then
  out[3] = redis.call('HGET', KEYS[1], 'ajr') == '0' and 2 or 1
elseif number < aj then
  out[3] = 1
elseif number > aj + 1 then
  out[3] = 3
elseif delta < 0 and av < -delta then
  aj = number
  redis.call('HSET', KEYS[1], 'aj', aj, 'ajr', 0)
  save()
  out[3] = 2
else
  aj = number
  av = av + delta
  tot = tot + delta
  redis.call('HSET', KEYS[1], 'aj', aj, 'ajr', 1, 'tot', tot, 'av', av)
  save()
end
out[2] = view()
return out
