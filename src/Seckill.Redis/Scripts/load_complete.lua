-- ARGV: epoch. Replies 0 done, 1 superseded, 2 incomplete.
if not whole or ep ~= tonumber(ARGV[1]) then return { 1 } end
local L = redis.call('HMGET', KEYS[1], 'cm', 'fs', 'ld')
if L[3] ~= '1' then return { 0 } end
if cf ~= tonumber(L[1]) then return { 2 } end

st = tonumber(L[2])
redis.call('HSET', KEYS[1], 'st', st, 'ld', 0)
save()
local keep = string.match(c, '|(%d+)$')
for k = 1, 4 do redis.call('PEXPIRE', KEYS[k], keep) end
return { 0 }
