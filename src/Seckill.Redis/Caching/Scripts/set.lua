-- 6 state, 7 source version, 8 keep in ms, 9 body
if outdated(ARGV[7]) then return '0' end
return write('s', ARGV[6], ARGV[7], ARGV[8], ARGV[9])
