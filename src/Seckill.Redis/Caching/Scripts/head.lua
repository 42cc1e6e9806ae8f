return { now(), redis.call('LINDEX', KEYS[4], -1) }
