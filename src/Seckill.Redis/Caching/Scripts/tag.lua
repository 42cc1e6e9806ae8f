-- 6 how long to remember in ms: longer than any entry may live
local version = record('t')
redis.call('SET', KEYS[1], version, 'PX', ARGV[6])
return version
