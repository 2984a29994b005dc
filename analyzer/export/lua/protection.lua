-- What becomes of a protected APDU: where its ciphered part lies, whose keys it wants, and the step that opens it again?
--   m.protection: { status, reason, service, suite, policy, title, ref };  m.counter: the invocation counter
local protection = {}
dlmscope.protection = protection
local services, conversation, opener, ring, crypto =
  dlmscope.services, dlmscope.conversation, dlmscope.opener, dlmscope.ring, dlmscope.crypto
local find, child, finding, NONE = services.find, services.child, services.finding, services.NONE
local HEADER_SIZE, COUNTER_SIZE = FACTS.header_size, FACTS.header_size - 1
local SENDERS, RECENT, JUMP, RESET = 4096, 512, 1000, 16
local MARK = 16 -- last bytes of a content, which hold its tag: they tell a replay from a retransmission
local counters, counted = {}, 0

function protection.reset() counters, counted = {}, 0 end

-- counters -----------------------------------------------------------------------------------------

local function began_anew(number, last) return number <= RESET and last > number + JUMP end

local function judge(m, number, last, before, mark)
  if before then
    if before ~= mark then finding(m, "ic-replay", format("invocation counter %d was used before", number)) end
  elseif began_anew(number, last) then
    finding(m, "ic-reset", format("invocation counter %d after %d: it began anew", number, last))
  elseif number < last then
    finding(m, "ic-regress", format("invocation counter %d is below the last one, %d", number, last))
  elseif last >= 0 then
    finding(m, "ic-jump", format("invocation counter %d after %d: %d were left out", number, last, number - last - 1))
  end
end

local function watch(m, content)
  local p = m.protection
  if not p.title or m.repeated or p.status == "failed" then return end
  local key = p.title .. (p.ref and p.ref.name or sub(p.service or "", 1, 3))
  local counter = counters[key]
  if not counter then
    if counted >= SENDERS then counters, counted = {}, 0 end
    counter, counted = { last = -1, recent = {}, queue = {}, at = 0 }, counted + 1
    counters[key] = counter
  end
  local number, last, mark = m.counter, counter.last, sub(content, -MARK)
  if number <= last or number > last + JUMP then judge(m, number, last, counter.recent[number], mark) end
  if number > last or began_anew(number, last) then counter.last = number end
  if not counter.recent[number] then
    local at = counter.at % RECENT + 1
    if counter.queue[at] then counter.recent[counter.queue[at]] = nil end
    counter.queue[at], counter.at = number, at
  end
  counter.recent[number] = mark
end

-- steps --------------------------------------------------------------------------------------------

function protection.step(m, step)
  if not m.steps then m.steps = {} end
  m.steps[#m.steps + 1] = step
end

-- The plain text that a step gives on the bytes it was found in. Its tag was checked when it was found.
function protection.replay(step, data)
  if step.plain then return sub(data, step.from + 1, step.to) end
  local control = byte(data, step.from + 1)
  local body = sub(data, step.from + HEADER_SIZE + 1, step.to)
  if opener.is(control, "authenticated") then body = sub(body, 1, -FACTS.tag_size - 1) end
  if not step.ref or not opener.is(control, "encrypted") then return body end
  step.ref.state = step.ref.state or crypto.key(step.ref.bytes)
  local counter = sub(data, step.from + 2, step.from + HEADER_SIZE)
  return (crypto.open(step.ref.state, step.title .. counter, "", body))
end

-- opening ------------------------------------------------------------------------------------------

local function stated_title(node)
  for _, name in ipairs({ "system-title", "originator-system-title" }) do
    local found = find(node, name)
    if found and type(found.value) == "string" and found.value:find("[^%z]") then return found.value end
  end
end

-- The field of keys to try, or the keys that the message brings wrapped; a reason where Lua cannot go on.
local function key_info(node, wanted)
  local info = child(node, "key-info")
  if not info or info.spec == info.element then return "guek" end
  local inner = info.spec.kind == "choice" and info.children and info.children[1] or info
  local name = inner.spec.name
  if name == FACTS.identified_key then
    local id = child(inner, "key-id")
    return id and id.value == FACTS.broadcast_key and "gbek" or "guek"
  end
  local offered, text = {}, child(inner, "key-ciphered-data")
  if name == FACTS.wrapped_key and text and type(text.value) == "string" then
    for _, kek in ipairs(ring.candidates("kek", wanted)) do
      local key = crypto.unwrap(kek.bytes, text.value)
      if key then
        offered[1] = { bytes = key, field = "guek", name = "wrapped key" }
        break
      end
    end
  end
  return "guek", offered, name == FACTS.agreed_key and "agreed-key" or nil
end

local FAILED = {
  ["wrong-key-or-title"] = "no key at hand fits, or the system title is another one",
  ["wrong-authentication-key"] = "the text is a complete APDU: the authentication key is another one, or a byte was changed",
  truncated = "it is cut short",
}

-- Open the ciphered content below `node` (an APDU of `plan` in `data`). Returns the plain APDU where there is one.
function protection.open(m, c, sender, node, data, plan)
  local content = find(node, FACTS.ciphered_content)
  local parts = content and content.children
  if not parts or #parts < 2 or not parts[1].value or not parts[2].value then
    m.protection = { status = "failed", reason = "truncated", service = plan.name }
    return nil
  end
  local wanted, control = conversation.wanted(c), parts[1].value
  local stated, known = stated_title(node), conversation.titles(c, sender)
  local titles, certain = {}, stated and 1 or 0
  if stated then titles[1] = stated end
  for _, title in ipairs(known) do
    if title ~= stated then titles[#titles + 1] = title end
    for _, seen in ipairs(wanted.titles) do
      if seen == title then certain = certain + 1 end
    end
  end
  local request = {
    field = plan.dedicated and "dedicated" or "guek", control = control, titles = titles, certain = certain, wanted = wanted,
    counter = sub(data, parts[2].from + 1, parts[2].to), body = sub(data, parts[2].to + 1, content.to),
    inner_tag = plan.inner_tag,
  }
  local agreed
  if plan.key_info then
    request.field, request.offered, agreed = key_info(node, wanted)
    local fields = node.children
    if fields and #fields >= FACTS.header_fields then
      local header = sub(data, fields[1].from + 1, fields[FACTS.header_fields].to)
      request.headers = { { "header-in-aad", header }, { "header-omitted", "" } }
    end
  end
  local merged, seen = {}, {}
  for _, list in ipairs({ titles, wanted.titles }) do
    for _, title in ipairs(list) do
      if not seen[title] then seen[title], merged[#merged + 1] = true, title end
    end
  end
  wanted.titles = merged
  local found = opener.open(request)
  m.counter = parts[2].value
  m.protection = {
    status = found.status, reason = found.reason, service = plan.name, suite = opener.suite(control),
    policy = opener.policy(control), title = found.title or stated or titles[1], ref = found.ref, agreed = agreed,
  }
  if found.status == "failed" then
    finding(m, "tag-failed", FAILED[found.reason] or "it cannot be opened")
  end
  watch(m, sub(data, node.from + 1, node.to))
  if not found.plain then return nil end
  local step = { from = content.from, to = content.to, ref = found.ref, ak = found.ak, title = found.title }
  if found.reason == "not-encrypted" then
    step = { from = parts[2].to, to = parts[2].to + #found.plain, plain = true }
  end
  protection.step(m, step)
  local inner = services.plan(found.plain, 0)
  local side = sender or (inner and inner.sender)
  if found.title and side and found.status == "ok" then
    conversation.remember(c, side, found.title)
    local a = c.association
    if a and not a[side .. "_title"] then a[side .. "_title"] = found.title end
  end
  if plan.simple and found.status == "ok" and not found.reason and found.ak then
    c.known[plan.tag * 256 + control] =
      { version = ring.version, ref = found.ref, ak = found.ak, title = found.title, protection = m.protection, step = step }
  end
  return found.plain
end

-- Open an APDU of glo- or ded-ciphering with what opened the one before; nil where that does not fit.
function protection.again(m, c, data, plan)
  local size, start = byte(data, 2), 2
  if not size then return nil end
  if size > 127 then
    if size - 128 > 3 then return nil end
    size, start = length_at(data, 1, #data)
  end
  if size ~= #data - start or size < HEADER_SIZE + FACTS.tag_size then return nil end
  local control = byte(data, start + 1)
  local known = c.known[plan.tag * 256 + control]
  if not known or known.version ~= ring.version then return nil end
  local counter = sub(data, start + 2, start + 1 + COUNTER_SIZE)
  local body = sub(data, start + HEADER_SIZE + 1)
  local plain, verified = opener.open_body(known.ref, known.ak, known.title, control, counter, body, opener.NO_HEADER)
  if not verified or plain == "" then return nil end
  m.protection, m.counter = known.protection, number_at(counter, 0, COUNTER_SIZE)
  watch(m, data)
  local step = known.step
  if step.from ~= start or step.to ~= #data then
    step = { from = start, to = #data, ref = known.ref, ak = known.ak, title = known.title }
    known.step = step
  end
  protection.step(m, step)
  return plain
end
