-- 6 state, 7 source version, 8 keep in ms, 9 body. No lease of this name means that the load was overtaken.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return '0' end
if outdated(ARGV[7]) then
  redis.call('DEL', KEYS[2])
  tell('w', '0')
  return '0'
end
return write('c', ARGV[6], ARGV[7], ARGV[8], ARGV[9])
