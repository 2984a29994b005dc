-- How are the blocks of a longer payload joined: datablocks of a service, general block transfer?
-- A whole is only given when every block is there. Blocks know the message that completes them (`whole_in`).
local transfers = {}
dlmscope.transfers = transfers
local LARGEST_WHOLE, MOST_BLOCKS, MOST_RUNNING = 16 * 1024 * 1024, 65536, 32
local find, finding = dlmscope.services.find, dlmscope.services.finding

-- The block that an APDU carries: number, whether it is the last, its bytes, what the whole decodes as.
local function block_in(node)
  local raw, number, last = find(node, "raw-data"), find(node, "block-number"), find(node, "last-block")
  if not raw or not number or not last or type(raw.value) ~= "string" or not raw.spec.joined then return nil end
  return number.value or 0, last.value, raw.value, raw.spec.joined
end

-- What the joined blocks decode as: what the declaration says, unless the question asked for a list.
local function root_of(joined, plan, subject, whole)
  if subject and subject.plan.lists then return plan.whole_of_list end
  for _, name in ipairs(plan.wholes or {}) do
    local node, notes = dlmscope.decode(name, whole)
    if notes == 0 and node.to == #whole then return name end
  end
  return joined
end

-- A datablock joins its transfer. Returns the whole and the root it decodes as, where this block completes it.
function transfers.datablock(m, c, sender, data, plan)
  local number, last, bytes, joined = block_in(dlmscope.decode("apdu", data))
  if not number then return nil end
  local key = sender .. (m.invoke_id or "")
  local t = c.transfers[key]
  if not t or (number <= 1 and t.expected > 1) then
    if not t then
      if c.running >= MOST_RUNNING then c.transfers, c.running = {}, 0 end
      c.running = c.running + 1
    end
    t = { expected = -1, parts = {}, messages = {}, size = 0 }
    c.transfers[key] = t
  end
  if t.expected < 0 and number > 1 then
    t.broken = true
    finding(m, "block-missing", format("the transfer begins with block %d", number))
  elseif t.expected >= 0 and number < t.expected then
    finding(m, "block-repeated", format("block %d was sent before", number))
    return nil
  elseif t.expected >= 0 and number > t.expected then
    t.broken = true
    finding(m, "block-missing", format("block %d came, %d was next", number, t.expected))
  end
  t.expected, t.size = number + 1, t.size + #bytes
  t.messages[#t.messages + 1] = m
  m.transfer = t
  if t.size > LARGEST_WHOLE or #t.parts >= MOST_BLOCKS then t.broken = true else t.parts[#t.parts + 1] = bytes end
  if not last then return nil end
  c.transfers[key], c.running, t.complete = nil, c.running - 1, true
  if t.broken then
    finding(m, "transfer-incomplete", "blocks are missing: there is no whole")
    return nil
  end
  local whole = table.concat(t.parts)
  t.parts = nil
  m.blocks = t.messages
  for _, each in ipairs(t.messages) do each.whole_in = m end
  return whole, root_of(joined, plan, c.subjects[m.invoke_id or 0], whole)
end

-- A block of general block transfer; they may come repeated and out of order. Returns the whole once it is complete.
function transfers.general(m, c, side, number, last, bytes)
  local t = c.general[side]
  if t and number == 1 and t.blocks[1] and t.blocks[1] ~= bytes then t = nil end
  if not t then
    t = { blocks = {}, messages = {}, count = 0, last = 0, size = 0 }
    c.general[side] = t
  end
  if t.blocks[number] then
    finding(m, "block-repeated", format("block %d was sent before", number))
    return nil
  end
  if t.count >= MOST_BLOCKS or t.size > LARGEST_WHOLE then
    finding(m, "transfer-too-large", "the transfer holds more than is kept")
    return nil
  end
  t.blocks[number], t.count, t.size = bytes, t.count + 1, t.size + #bytes
  t.messages[#t.messages + 1] = m
  m.transfer = t
  if last then t.last = number end
  if t.complete or t.last == 0 or t.count < t.last then return nil end
  local parts = {}
  for at = 1, t.last do
    if not t.blocks[at] then return nil end
    parts[at] = t.blocks[at]
  end
  t.complete = true
  m.blocks = t.messages
  for _, each in ipairs(t.messages) do each.whole_in = m end
  return table.concat(parts)
end
