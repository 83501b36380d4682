-- The log of a team. Knows numbers and texts, not what the events mean.

-- These two live as long as the process of Redis: a restart forgets them.
local run
local newest = {}

local function run_id()
  run = run or string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  return run
end

-- What meta says, and whether the log still lives the life that meta names.
local function look(meta)
  local held = redis.call('HMGET', meta, 'epoch', 'run', 'seq')
  local epoch, began, seq = held[1], held[2], tonumber(held[3] or '0')

  -- A lower number than was seen before: the data was replaced under a running Redis.
  local alive = epoch and began == run_id() and seq and seq >= (newest[epoch] or 0)
  return epoch, seq, alive
end

-- KEYS: meta, log   ARGV: the epoch to take if a new life begins
local function open(keys, args)
  local meta, log = keys[1], keys[2]
  local fresh = args[1]
  local epoch, seq, alive = look(meta)
  local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]

  -- Never guess which of the two is right.
  if not seq or (last and last[1] or '0-0') ~= seq .. '-0' then
    return { 'corrupt', '', 0 }
  end

  if not alive then
    epoch = fresh
    redis.call('HSET', meta, 'epoch', epoch, 'run', run_id(), 'seq', seq)
  end
  newest[epoch] = seq
  return { 'open', epoch, seq }
end

-- KEYS: meta, log, answer, due, letters, time line…
-- ARGV: epoch, expected seq, answer's lifetime in s (0: none), number of events,
--       (index of the time line or 0, event)…, (letter id, letter)…
local function append(keys, args)
  local meta, log, answer, due, letters = keys[1], keys[2], keys[3], keys[4], keys[5]
  local expected, lifetime, events = tonumber(args[2]), args[3], tonumber(args[4])
  local lines_from, events_from, letters_from = 5, 5, 5 + 2 * events
  local epoch, seq, alive = look(meta)

  -- Followers look at the epoch: without it, they too learn that this life is over.
  if not alive then
    redis.call('HDEL', meta, 'epoch')
  end
  if not alive or epoch ~= args[1] then
    return { 'closed', 0 }
  end

  -- A repeated command gets the answer that it got the first time.
  local seen = lifetime ~= '0' and redis.call('GET', answer)
  if seen then
    return { 'seen', tonumber(seen) }
  end

  if seq ~= expected then
    return { 'conflict', seq }
  end

  for i = events_from, letters_from - 1, 2 do
    local line, event = tonumber(args[i]), args[i + 1]
    seq = seq + 1
    redis.call('XADD', log, seq .. '-0', 'e', event)
    if line > 0 then
      redis.call('RPUSH', keys[lines_from + line], seq)
    end
  end

  for i = letters_from, #args, 2 do
    redis.call('ZADD', due, 0, args[i])
    redis.call('HSET', letters, args[i], args[i + 1])
  end

  redis.call('HSET', meta, 'seq', seq)
  if lifetime ~= '0' then
    redis.call('SET', answer, seq, 'EX', lifetime)
  end
  newest[epoch] = seq
  return { 'done', seq }
end

-- KEYS: line, log   ARGV: how many at most
local function timeline(keys, args)
  local line, log = keys[1], keys[2]
  local most = tonumber(args[1])
  local found = {}

  if most == 0 then
    return found
  end
  for i, seq in ipairs(redis.call('LRANGE', line, -most, -1)) do
    found[i] = redis.call('XRANGE', log, seq .. '-0', seq .. '-0')[1] or { seq .. '-0', {} }
  end
  return found
end

-- KEYS: meta, snapshot   ARGV: epoch, seq, version of the fold, board, history
local function save_snapshot(keys, args)
  local meta, snapshot = keys[1], keys[2]
  local wanted, upto, fold, board, history = args[1], tonumber(args[2]), args[3], args[4], args[5]
  local epoch, seq, alive = look(meta)
  local held = redis.call('HMGET', snapshot, 'seq', 'fold')

  -- A server that has not noticed a new life must not leave its memories of the old one.
  if not alive or epoch ~= wanted or upto > seq then
    return 'closed'
  end

  if held[2] == fold and tonumber(held[1]) >= upto then
    return 'kept'
  end
  redis.call('HSET', snapshot, 'seq', upto, 'fold', fold, 'board', board, 'history', history)
  return 'done'
end
