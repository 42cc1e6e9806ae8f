-- ARGV: epoch, then buyer and units. Sets, so a repeat changes nothing; refused silently once orders are loaded.
if not whole or ep ~= tonumber(ARGV[1]) then return { 1 } end
if redis.call('HGET', KEYS[1], 'ld') ~= '1' or cf > 0 or #ARGV < 3 then return { 0 } end

local units = {}
for i = 2, #ARGV do units[i - 1] = ARGV[i] end
redis.call('HSET', KEYS[3], unpack(units))
return { 0 }
