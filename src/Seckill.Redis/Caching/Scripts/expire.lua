redis.call('DEL', KEYS[2])
local state = redis.call('GETRANGE', KEYS[1], 16, 16)
if state == 'N' then redis.call('DEL', KEYS[1]) end
local version = record('e')
if state == 'V' or state == 'X' then redis.call('SETRANGE', KEYS[1], 0, version .. 'X') end
return version
