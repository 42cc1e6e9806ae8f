-- 6 source version, 7 how long to remember it in ms
local source = ARGV[6]
if outdated(source) then source = redis.call('GETRANGE', KEYS[1], 30, 48) end
redis.call('DEL', KEYS[1], KEYS[2])
local version = record('r')
if source ~= NO_SOURCE then redis.call('SET', KEYS[1], version .. 'T' .. now() .. source, 'PX', ARGV[7]) end
return version
