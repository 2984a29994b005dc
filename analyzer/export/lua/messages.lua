-- How is a message shown: what it is about, how it was protected, what was found, and the trees of its bytes?
local messages = {}
dlmscope.messages = messages
local wire, add, tracker = dlmscope.wire, dlmscope.tree.add, dlmscope.tracker
local forms, names, values, ring = dlmscope.forms, dlmscope.names, dlmscope.values, dlmscope.ring
local fields, finding, protocol = wire.fields, wire.finding, wire.protocol
local name_of, NONE = dlmscope.services.name, dlmscope.services.NONE
local gate, hidden
local REASONS = { -- of the contract -> expert info
  ["no-key"] = "no-key", ["no-title"] = "no-title", ["no-tag"] = "not-authenticated", ["compressed"] = "compressed",
  ["no-authentication-key"] = "not-authenticated", ["not-encrypted"] = "not-authenticated",
  ["wrong-key-or-title"] = "wrong-key", ["wrong-authentication-key"] = "wrong-authentication-key",
}

-- Whether anybody looks at items below this tree. It must be asked for the protocol: asked for one field, filters on all
-- others find nothing.
function messages.visible(tree)
  gate = gate or Dissector.get("dlmscope")
  local visible = tree.visible
  dlmscope.tree.flat(not visible)
  hidden = not visible
  wire.looked = visible or tree:referenced(gate)
  return wire.looked
end

local function generated(item, field, range, value)
  local added = item:add(fields[field], range, value)
  if not hidden then added:set_generated() end
end

local function objects(item, range, m)
  for _, object in ipairs(m.objects) do
    if object.name then
      generated(item, "class_id", range, object.class_id)
      generated(item, "obis", range, forms.obis(object.name))
      generated(item, object.method and "method" or "attribute", range, object.number)
      local name = names.object(object.class_id, object.name)
      if name then generated(item, "name", range, name) end
      local class, member = names.member(object)
      if class then generated(item, "class_name", range, class) end
      if member then generated(item, "member_name", range, member) end
    end
  end
end

-- Who talks with whom, and the name that the key file gives the meter.
local function ends(item, range, m)
  local c, p = m.c, m.protection
  if c.client then generated(item, "client", range, c.client) end
  if c.server then generated(item, "server", range, c.server) end
  if c.physical then generated(item, "physical", range, c.physical) end
  if m.plan and m.plan.sender then generated(item, "direction", range, m.plan.sender) end
  local entry = p and p.ref and p.ref.entry and ring.entries[p.ref.entry]
  local meter = entry and entry.name or ring.meter(nil, c.addresses)
  if meter and meter ~= "" then generated(item, "meter", range, meter) end
end

-- The result that an answer tells at its fixed place or where a value could stand, and the type of the value; `data` is
-- its innermost readable APDU.
local function outcome(item, range, m, data)
  local plan = m.plan
  if not plan or not plan.answers or plan.kind or byte(data) ~= plan.tag then return end
  local at, tag, code, names_of_codes = plan.results and plan.results[1], byte(data, plan.behind + 1), nil, nil
  if at and (plan.fixed == #data or (#data == plan.behind + 1 and tag == 0)) then -- nothing else tells a result
    code, names_of_codes = byte(data, at[1] + 1), at[2]
  elseif not at and plan.refuses and plan.refuses[tag] then
    code, names_of_codes = byte(data, plan.behind + 2), plan.refuses[tag]
  elseif not at then
    local node = not m.blocks and values.data(plan, data)
    if node then
      generated(item, "result", range, FACTS.success)
      generated(item, "type", range, node.spec.name)
    end
  end
  if code then generated(item, "result", range, NAMES[names_of_codes][code] or tostring(code)) end
end

local function links(item, range, m, visited)
  if m.answers then
    generated(item, "answers", range, m.answers.frame)
    local rtt = m.time and m.answers.time and m.time - m.answers.time
    if rtt and rtt >= 0 then
      local whole = math.floor(rtt)
      generated(item, "rtt", range, NSTime.new(whole, math.floor((rtt - whole) * 1e9 + 0.5)))
    end
  end
  if m.answered_by and m.answered_by ~= true then generated(item, "answered_by", range, m.answered_by.frame) end
  local whole = m.whole_in
  if whole and whole ~= m then generated(item, "reassembled_in", range, whole.frame) end
  for _, block in ipairs(m.blocks or {}) do generated(item, "block_frame", range, block.frame) end
  if not visited then return end -- only when all was seen it can be said that something never came
  if m.answered_by == true then
    finding(item, range, "no-answer", "no answer to " .. name_of(m) .. " was seen")
  end
  local transfer = m.transfer
  if transfer and not transfer.complete and transfer.messages[#transfer.messages] == m then
    finding(item, range, "transfer-incomplete", "the last block, or one before it, never came")
  end
end

local function protection(item, range, m)
  local p = m.protection
  if not p then return end
  generated(item, "protection", range, p.status)
  if p.reason then generated(item, "protection.reason", range, p.reason) end
  if p.ref then generated(item, "protection.key", range, p.ref.name) end
  if p.policy then generated(item, "policy", range, p.policy) end
  if p.suite then generated(item, "suite", range, p.suite) end
  -- Wireshark reads as many bytes of a text as the range has: a shorter text would show what lies behind it in memory.
  if p.title and range:len() >= #p.title then generated(item, "system_title", range(0, #p.title), p.title) end
  if m.counter then generated(item, "invocation_counter", range, m.counter) end
end

-- Expert infos are always added: they show in lists even where nobody looks at the tree.
local function experts(item, range, m)
  for _, each in ipairs(m.findings or NONE) do finding(item, range, each[1], each[2]) end
  local p = m.protection
  if not p or p.status == "ok" or p.status == "none" then return end
  local code = p.agreed or REASONS[p.reason]
  if code == "not-authenticated" then
    finding(item, range, code, "readable, but not verified: " .. p.reason)
  elseif code then
    finding(item, range, code, wire.titles[code])
  end
  if code == "no-key" and wire.key_fault then finding(item, range, "key-file", wire.key_fault) end
  if not dlmscope.crypto.backend then finding(item, range, "self-test", "this Lua cannot decrypt") end
end

local LABELS = { "Decrypted APDU", "Reassembled data" } -- by whether a step joins

-- The trees of what the steps of a message give, each with bytes of its own.
local function layers(item, m, found)
  for at, step in ipairs(m.steps or NONE) do
    local bytes = found[at]
    if not step.inside and bytes ~= "" then
      local label = LABELS[step.whole and 2 or 1]
      local tvb = ByteArray.new(bytes, true):tvb(label)
      local inner = item:add(tvb(), label)
      if byte(bytes) == FACTS.p1_first then
        inner:add(fields["p1_telegram"], tvb(), forms.show("text", bytes))
      else
        add(inner, tvb, (dlmscope.decode(step.root or "apdu", bytes)), 0)
      end
    end
  end
end

-- What stands in the list: service, object, and the reading of a value.
local function info(m, said)
  local text, object = name_of(m), m.objects and m.objects[1]
  if object and object.name then text = text .. " " .. names.short(object) end
  if object and m.objects[2] then text = text .. " and " .. #m.objects - 1 .. " more" end
  if said then text = text .. " = " .. said end
  for _, each in ipairs(m.findings or NONE) do
    if each[1] == "access-refused" then text = text .. ": " .. each[2] end
  end
  return text
end

local last

-- The column of the list; several messages of one packet stand behind one another.
local function column(pinfo, m, said)
  local now = pinfo.number * 2 + (pinfo.visited and 1 or 0)
  local text = info(m, said)
  if now == last then
    pinfo.cols.info:append(", " .. text)
  else
    pinfo.cols.info = text
    pinfo.cols.info:fence()
    last = now
  end
end

messages.column = column

function messages.reset() last = nil end

-- Whether an APDU has no faults, told by its size alone: all its elements are of fixed size, or but the last one.
local function fault_free(plan, data)
  local size = #data
  if not plan or plan.tag ~= byte(data) then return false end
  if plan.fixed == size then return true end
  if plan.absent == size then return byte(data, size) == 0 end
  local rests = plan.rests
  local rest, at = rests and rests[byte(data, plan.behind + 1)], plan.behind + 1
  if rest == true then -- Data: its type, then as many bytes as it has, or a short length
    rest, at = DATA_SIZES[byte(data, at + 1)], at + 1
  end
  if rest == -1 then
    local length = byte(data, at + 1)
    return length and length < 128 and at + 1 + length == size
  end
  return rest and at + rest == size
end

-- The reading of the one value that an answer carries; `data` is its innermost readable APDU.
local function reading(m, data)
  local plan, object = m.plan, m.objects[1]
  if not plan or not plan.rests or not plan.answers or not object or not object.class_id or m.objects[2] then return nil end
  if plan.kind or byte(data) ~= plan.tag or m.blocks or not values.wants(object) then return nil end
  local node = values.data(plan, data)
  return node and values.text(m.c.place, object, node, m.frame)
end

-- Show a message: its APDU is `data`, which lies in `tvb` from `base` on; `found` are the bytes its steps gave, if known;
-- `looked`: whether anybody looks at the tree.
function messages.show(m, data, tvb, base, pinfo, parent, found, looked)
  if m.steps and not found then found = tracker.layers(m, data) end
  local said = reading(m, found and found[#found] or data)
  column(pinfo, m, said)
  local node, notes
  if looked or not fault_free(m.plan, data) then node, notes = dlmscope.decode("apdu", data) end
  local p = m.protection
  if not looked and (not notes or notes == 0) and not m.findings and (not p or p.status == "ok") then return end
  local range = tvb(base, #data)
  if not hidden then parent:append_text(", " .. info(m, said)) end
  local item = parent:add(fields.service, range, name_of(m))
  experts(item, range, m)
  if node and (looked or notes > 0) then
    objects(item, range, m)
    ends(item, range, m)
    outcome(item, range, m, found and found[#found] or data)
    links(item, range, m, pinfo.visited)
    protection(item, range, m)
    if said then generated(item, "text", range, said) end
    add(item, tvb, node, base)
    layers(item, m, found or NONE)
  end
end

-- Show a link frame that carries no APDU.
function messages.frame(m, range, pinfo, parent, looked)
  column(pinfo, m)
  if not m.findings and not looked then return end
  local item = parent:add(fields.service, range, name_of(m))
  experts(item, range, m)
  if not looked then return end
  ends(item, range, m)
  links(item, range, m, pinfo.visited)
end
messages.protocol = protocol
