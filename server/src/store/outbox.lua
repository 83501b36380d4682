-- The outbox: letters that wait to be sent, and who is sending them.

-- KEYS: due, letters   ARGV: id, letter, when it is due
local function put_letter(keys, args)
  local due, letters = keys[1], keys[2]
  local id, letter, at = args[1], args[2], args[3]

  redis.call('ZADD', due, 'NX', at, id)
  redis.call('HSET', letters, id, letter)
  return 1
end

-- KEYS: due, letters, tries   ARGV: now, end of the lease, how many at most
local function claim(keys, args)
  local due, letters, tries = keys[1], keys[2], keys[3]
  local now, lease_ends, most = args[1], args[2], args[3]
  local claimed = {}

  local ids = redis.call('ZRANGE', due, '-inf', now, 'BYSCORE', 'LIMIT', 0, most)
  for i, id in ipairs(ids) do
    redis.call('ZADD', due, lease_ends, id)
    -- The number of the try is the token: whoever claims later makes the earlier one stale.
    claimed[i] = { id, redis.call('HINCRBY', tries, id, 1), redis.call('HGET', letters, id) or '' }
  end
  return claimed
end

-- KEYS: due, letters, tries, sent   ARGV: id, how long the letter is remembered in s
local function take_away(keys, args)
  local due, letters, tries, sent = keys[1], keys[2], keys[3], keys[4]
  local id, remembered = args[1], args[2]
  local letter = redis.call('HGET', letters, id)

  if letter then
    redis.call('SET', sent, letter, 'EX', remembered)
  end
  redis.call('ZREM', due, id)
  redis.call('HDEL', letters, id)
  redis.call('HDEL', tries, id)
  return letter and 1 or 0
end

-- KEYS and ARGV as for take_away, then the token and, to try again, when
local function settle(keys, args)
  local due, tries = keys[1], keys[3]
  local id, token, again = args[1], args[3], args[4]

  if redis.call('HGET', tries, id) ~= token then
    return 0
  end
  if again then
    redis.call('ZADD', due, 'XX', again, id)
    return 1
  end
  return take_away(keys, args)
end

-- KEYS: letters, sent   ARGV: id
local function find_letter(keys, args)
  local letters, sent = keys[1], keys[2]

  return redis.call('HGET', letters, args[1]) or redis.call('GET', sent)
end
