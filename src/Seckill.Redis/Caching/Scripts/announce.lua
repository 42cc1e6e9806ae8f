return record('a')
