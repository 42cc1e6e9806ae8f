-- 6 cool-down in ms, 0 for none
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if ARGV[6] == '0' then
  redis.call('DEL', KEYS[2])
else
  redis.call('SET', KEYS[2], '-' .. ARGV[1], 'PX', ARGV[6])
end
tell('w', '0')
return 1
