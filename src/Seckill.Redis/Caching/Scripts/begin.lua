-- Makes sure that the log has a newest record to compare with.
if redis.call('EXISTS', KEYS[4]) == 0 then record('i') end
return 1
