-- Documents beside the log: written only by those who have seen what they replace.

-- KEYS: hash   ARGV: field, value that must be there ('' for none), new value ('' to remove)
local function replace_field(keys, args)
  local hash = keys[1]
  local field, expected, value = args[1], args[2], args[3]

  if (redis.call('HGET', hash, field) or '') ~= expected then
    return 0
  end
  if value == '' then
    redis.call('HDEL', hash, field)
  else
    redis.call('HSET', hash, field, value)
  end
  return 1
end

-- KEYS: dossier, heads   ARGV: version, dossier, client, head
local function save_dossier(keys, args)
  local dossier, heads = keys[1], keys[2]
  local version, document, client, head = tonumber(args[1]), args[2], args[3], args[4]
  local held = tonumber(redis.call('HGET', dossier, 'version') or '0')

  if held ~= version - 1 then
    return { 'outdated', held }
  end
  redis.call('HSET', dossier, 'version', version, 'dossier', document)
  redis.call('HSET', heads, client, head)
  return { 'done', version }
end

-- KEYS: counter…   ARGV: window in ms
local function count_failure(keys, args)
  for _, key in ipairs(keys) do
    if redis.call('INCR', key) == 1 then
      redis.call('PEXPIRE', key, args[1])
    end
  end
  return 1
end

-- KEYS: counter…
local function failures(keys)
  local found = {}

  for i, key in ipairs(keys) do
    found[i] = { tonumber(redis.call('GET', key) or '0'), math.max(redis.call('PTTL', key), 0) }
  end
  return found
end
