-- What does one APDU mean in its conversation? Opens what is protected, joins what comes in blocks, pairs answers.
--   A message: { frame, time, c (its conversation), service, plan, invoke_id, objects, answers, answered_by (true while a
--   question waits), protection, counter, findings, steps,
--   blocks, whole_in }; most have few of them. `service` stands only where the plan does not name it.
local tracker = {}
dlmscope.tracker = tracker
local services, conversation, transfers, association, protection, ring, crypto = dlmscope.services,
  dlmscope.conversation, dlmscope.transfers, dlmscope.association, dlmscope.protection, dlmscope.ring, dlmscope.crypto
local values = dlmscope.values
local MOST_DEPTH, SLOW, MOST_TOLD = 8, 5, 3
local NONE, finding, step = services.NONE, services.finding, protection.step
local layers = {} -- the byte strings that the steps of the message being read give
local side -- of who sends what is looked at: client or server, else the direction
local apdu_in

-- Begin anew with the entries of a key file.
function tracker.reset(entries)
  ring.reset(entries)
  conversation.reset()
  values.reset()
  protection.reset()
end

-- The message answers `question`: its objects are the question's.
function dlmscope.answered(m, question)
  if not question then return end
  m.answers, question.answered_by = question, m
  if #m.objects == 0 then m.objects = question.objects end
end
local answered = dlmscope.answered

-- plain services -----------------------------------------------------------------------------------

-- The refused items of a list of results.
local function refused(node, found)
  local spec, children = node.spec, node.children
  if not children and spec.names and RESULT_NAMES[spec.names] and type(node.value) == "number" and node.value ~= 0 then
    found[#found + 1] = NAMES[spec.names][node.value] or tostring(node.value)
  end
  for _, child in ipairs(children or NONE) do refused(child, found) end
  return found
end

local function refusal(m, data, plan)
  if plan.result_list then
    local found = refused(dlmscope.decode("apdu", data), {})
    if #found > 0 then finding(m, "access-refused", table.concat(found, ", ", 1, math.min(#found, MOST_TOLD))) end
    return
  end
  for _, result in ipairs(plan.results or NONE) do
    local code = byte(data, result[1] + 1)
    if code and code ~= 0 then
      finding(m, "access-refused", NAMES[result[2]][code] or tostring(code))
      return
    end
  end
  local refuses = plan.answers and plan.refuses -- tag at the element that varies -> names of the codes behind it
  local names = refuses and refuses[byte(data, plan.behind + 1)]
  local code = names and byte(data, plan.behind + 2)
  if code then finding(m, "access-refused", NAMES[names][code] or tostring(code)) end
end

local function judge(m, c, sender, data, plan)
  refusal(m, data, plan)
  local question = m.answers
  local rtt = question and m.time and question.time and m.time - question.time
  if rtt and rtt > SLOW then finding(m, "slow-answer", format("the answer took %.1f s", rtt)) end
  if plan.exception then
    local node = services.find(dlmscope.decode("apdu", data), FACTS.counter_error)
    if node and node.value then
      finding(m, "ic-expected", format("the server expects an invocation counter of at least %d", node.value))
    end
  end
  local a = c.association
  if not a then return end
  if a.agreed and a.agreed[plan.family] == false then
    finding(m, "not-negotiated", plan.family .. " was used; the negotiated conformance does not allow it")
  end
  local limit = sender == "client" and a.server_takes or sender ~= "client" and a.client_takes or 0
  if limit > 0 and #data > limit then
    local other = sender == "client" and "server" or "client"
    finding(m, "pdu-too-large", format("%d bytes; the %s takes %d", #data, other, limit))
  end
end

-- The keys of a key transfer hold for the meter from here on.
local function key_transfer(m, c, data)
  local object = m.objects[1]
  if not object or object.class_id ~= FACTS.security_setup or object.number ~= FACTS.key_transfer or not object.method then
    return
  end
  local wanted, title = conversation.wanted(c), conversation.titles(c, "server")[1]
  local function pairs_in(node)
    local parts = node.children
    if parts and #parts == 2 and type(parts[1].value) == "number" and type(parts[2].value) == "string" then
      local field, key = KEY_IDS[parts[1].value], nil
      for _, kek in ipairs(ring.candidates("kek", wanted)) do
        key = key or crypto.unwrap(kek.bytes, parts[2].value)
      end
      if key and field then
        ring.learn(field, key, field .. " transferred in frame " .. m.frame, title)
        finding(m, "key-transferred", field .. ": another key from here on")
      else
        finding(m, "key-transferred-unseen", (field or "key") .. " was transferred under a master key that is not in the key file")
      end
      return
    end
    for _, child in ipairs(parts or NONE) do pairs_in(child) end
  end
  pairs_in(dlmscope.decode("apdu", data))
end

local function serve(m, c, sender, data, plan)
  local confirmed = true
  if plan.invoke then
    local number = plan.invoke_size == 1 and byte(data, plan.invoke + 1) or
      #data >= plan.invoke + plan.invoke_size and number_at(data, plan.invoke, plan.invoke_size) or nil
    if number then
      m.invoke_id = number % (plan.invoke_mask + 1)
      confirmed = bit_of(number, plan.confirmed)
    end
  end
  m.objects = services.objects(data, plan)
  if plan.answers or plan.error then
    local question, fits
    if plan.error then
      question, fits = conversation.any_question(c), true
    else
      question, fits = conversation.answer(c, plan.answers, m.invoke_id)
    end
    answered(m, question)
    if not question then
      finding(m, "answer-without-question", "no question was seen for it")
    elseif not fits and question.invoke_id then -- that of a question that stays closed is not known
      finding(m, "invoke-id-mismatch",
        format("invoke id %s answers a question with %s", tostring(m.invoke_id), tostring(question.invoke_id)))
    end
  elseif plan.asks and sender == "client" then
    local subjects, id = c.subjects, m.invoke_id or 0
    if plan.blocks and #m.objects == 0 and subjects[id] then m.objects = subjects[id].objects end
    if confirmed then m.answered_by = true end -- until the answer comes
    if not plan.blocks or #m.objects > 0 then subjects[id] = m end
    conversation.ask(c, m)
  end
  judge(m, c, sender, data, plan)
  local object = m.objects[1]
  if plan.answers and object and object.class_id and values.teaches(object) and not m.objects[2] then
    local node = values.data(plan, data)
    if node then values.learn(c.place, object, node, m.frame) end
  end
  if plan.blocks then
    local whole, root = transfers.datablock(m, c, sender, data, plan)
    if whole then
      step(m, { whole = whole, root = root, part = true })
      layers[#layers + 1] = whole
    end
  end
  if plan.invokes and sender == "client" then key_transfer(m, c, data) end
end

-- association, protection, general block transfer ---------------------------------------------------

local function acse(m, c, data, plan)
  local node = dlmscope.decode("apdu", data)
  association.take(m, c, plan, node)
  local information = services.find(node, "user-information")
  local inner = information and information.children and information.children[1]
  if not inner or inner.to <= inner.from then return end
  local inner_plan = services.plan(data, inner.from)
  if not inner_plan or inner_plan.kind ~= "protected" then return end
  local plain = protection.open(m, c, plan.sender, inner, data, inner_plan)
  if not plain then return end
  layers[#layers + 1] = plain
  if c.association and (m.protection.status == "ok" or m.protection.status == "unverified") then
    local initiate = dlmscope.decode("apdu", plain)
    association.initiate(c.association, initiate)
    association.learn_dedicated(m, c, initiate)
  end
end

local RANK = { ok = 1, unverified = 2, ["no-key"] = 3, failed = 4 }

-- One protection inside another: the worse status of the two, the cipher's counter and key.
local function together(outer, inner)
  if not inner or inner == outer then return outer end
  local worse = RANK[inner.status] > RANK[outer.status] and inner or outer
  local ciphered = inner.suite and inner or outer
  local policy = outer.policy or ""
  for each in (inner.policy or ""):gmatch("[^+]+") do
    if not ("+" .. policy .. "+"):find("+" .. each .. "+", 1, true) then policy = policy == "" and each or policy .. "+" .. each end
  end
  return { status = worse.status, reason = worse.reason, service = outer.service, suite = ciphered.suite,
    policy = policy, title = ciphered.title, ref = ciphered.ref, agreed = ciphered.agreed }
end

local function go_on(m, c, sender, plain, depth)
  local outer = m.protection
  m.protection = nil
  apdu_in(m, c, sender, plain, depth + 1)
  m.protection = together(outer, m.protection)
end

local function signed(m, c, sender, data, plan, depth)
  local node = dlmscope.decode("apdu", data)
  local content = services.child(node, "content")
  local inner = content and content.children and content.children[1]
  if not inner or inner.to <= inner.from then return end
  local title = services.child(node, "originator-system-title")
  m.protection = { status = "unverified", reason = "no-key", service = plan.name, policy = "signed",
    title = title and title.value ~= "" and title.value or nil }
  step(m, { from = inner.from, to = inner.to, plain = true, inside = true })
  layers[#layers + 1] = sub(data, inner.from + 1, inner.to)
  go_on(m, c, sender, layers[#layers], depth)
end

local function protected(m, c, sender, data, plan, depth)
  local plain = plan.simple and protection.again(m, c, data, plan)
  if not plain then
    if plan.signs then return signed(m, c, sender, data, plan, depth) end
    plain = protection.open(m, c, sender, dlmscope.decode("apdu", data), data, plan)
  end
  if not plain then
    conversation.speaks(c, side, not m.repeated)
    if plan.inner_family then -- it stays closed, but its outer tag says whether it asks or answers
      if sender == "client" and plan.inner_asks then
        m.family, m.answered_by = plan.inner_family, true
        conversation.ask(c, m)
      elseif plan.inner_answers then
        answered(m, (conversation.answer(c, plan.inner_answers)))
      end
    elseif sender == "client" then -- of general ciphering nobody knows what it asks, or whether it does
      m.family = FACTS.closed_request
      conversation.ask(c, m)
    elseif sender == "server" then
      answered(m, conversation.only_question(c))
    end
    return
  end
  layers[#layers + 1] = plain
  if byte(plain) == FACTS.p1_first then
    m.service = "p1-telegram"
  else
    go_on(m, c, sender, plain, depth)
  end
end

local function general_block(m, c, sender, data, depth)
  local parts = dlmscope.decode("apdu", data).children or NONE
  local bytes = parts[4] and parts[4].value
  if type(bytes) ~= "string" or bytes == "" then return end
  conversation.speaks(c, side)
  local whole = transfers.general(m, c, side, parts[2].value, bit_of(parts[1].value, FACTS.last_block), bytes)
  if not whole or depth >= MOST_DEPTH then return end
  step(m, { whole = whole, root = "apdu" })
  layers[#layers + 1] = whole
  apdu_in(m, c, sender, whole, depth + 1)
end

function apdu_in(m, c, sender, data, depth)
  local plan = services.plan(data, 0)
  if not plan then
    m.service = format("unknown-%02x", byte(data))
    finding(m, "unknown-apdu", format("%02X begins no APDU", byte(data)))
    return
  end
  m.plan = plan
  if m.service then m.service = nil end
  local kind = plan.kind
  if not kind then
    -- A question, or an answer, is sent when nothing of the other side's is on its way.
    conversation.speaks(c, side, (plan.asks or plan.answers or plan.error) and not m.repeated)
    serve(m, c, sender or plan.sender, data, plan)
  elseif kind == "protected" then
    if depth < MOST_DEPTH then protected(m, c, sender, data, plan, depth) end
  elseif kind == "acse" then
    acse(m, c, data, plan)
  else
    general_block(m, c, sender, data, depth)
  end
end

-- One APDU of a conversation: `data` are its bytes, not empty; frame number, seconds, findings of the link before it.
-- Returns the message, and the byte strings that its steps give.
function tracker.feed(c, sender, data, frame, time, findings, direction)
  side = sender or direction or ""
  -- All fields that most messages get are named here, and no more: there are as many of these tables as messages, and one
  -- that grows later is laid out anew.
  local m = { frame = frame, time = time, objects = NONE, plan = false, invoke_id = false, answers = false,
    answered_by = false, c = c }
  if findings then
    m.findings = findings
    for _, each in ipairs(findings) do
      if each[1] == "retransmission" or each[1] == "block-repeated" then m.repeated = true end
    end
  end
  if layers[1] then layers = {} end
  apdu_in(m, c, sender, data, 0)
  return m, layers
end

-- One frame that carries no APDU. A command ends what was open; UA answers it; DM and FRMR answer anything.
function tracker.frame(c, kind, frame, time, findings)
  local m = { frame = frame, time = time, c = c, answered_by = false, service = kind, family = kind, objects = NONE,
    findings = findings, link = true }
  local role = FACTS.link_roles[kind]
  if role == "command" then
    conversation.ended(c)
    m.answered_by = true
    conversation.ask(c, m)
  elseif role == "answer" then
    for _, command in ipairs(FACTS.link_commands) do
      if not m.answers then answered(m, (conversation.answer(c, command))) end
    end
  elseif role == "refusal" then
    answered(m, conversation.any_question(c))
  end
  return m
end

-- The byte strings that a message's steps give, from the bytes it was captured as.
function tracker.layers(m, data)
  local found = {}
  for at, each in ipairs(m.steps or NONE) do
    local before = data
    data = each.whole or protection.replay(each, data)
    found[at] = data
    if each.part then data = before end
  end
  return found
end
