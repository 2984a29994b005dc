-- What do AARQ, AARE and release say of an association, and what does an Initiate inside agree on?
local association = {}
dlmscope.association = association
local services, conversation, ring = dlmscope.services, dlmscope.conversation, dlmscope.ring
local find, child, finding = services.find, services.child, services.finding

local function octets(node)
  return node and type(node.value) == "string" and node.value or nil
end

local function inner_octets(node)
  return node and node.children and octets(node.children[1]) or nil
end

-- Conformance and PDU sizes of an Initiate at or below `node`.
function association.initiate(a, node)
  local agreed = find(node, "negotiated-conformance")
  if agreed and agreed.value then
    a.agreed = {}
    for family, bit in pairs(CONFORMANCE) do a.agreed[family] = sub(agreed.value, bit + 1, bit + 1) == "1" end
  end
  local size = find(node, "client-max-receive-pdu-size")
  if size and size.value then a.client_takes = size.value end
  size = find(node, "server-max-receive-pdu-size")
  if size and size.value then a.server_takes = size.value end
end

-- The dedicated key of an InitiateRequest holds for this association from here on.
function association.learn_dedicated(m, c, node)
  local key, a = octets(find(node, "dedicated-key")), c.association
  if not key or key == "" or not a then return end
  a.dedicated = ring.learn("dedicated", key, "dedicated key of frame " .. m.frame, a.client_title)
end

local function request(m, a, node)
  local mechanism = octets(child(node, "mechanism-name"))
  a.mechanism = mechanism and mechanism ~= "" and byte(mechanism, #mechanism) or nil
  a.client_title = octets(child(node, "calling-AP-title")) or a.client_title
  a.ctos = inner_octets(child(node, "calling-authentication-value"))
  local weak = a.mechanism and WEAK[a.mechanism]
  if weak then finding(m, "weak-mechanism", weak) end
end

-- A password in clear, and whether it is that of the key file.
local function password(m, c, a)
  if a.mechanism ~= FACTS.low_level_security or not a.ctos or a.ctos == "" then return end
  finding(m, "password-in-clear", "whoever listens has the password now")
  local known = ring.candidates("password", conversation.wanted(c))
  for _, ref in ipairs(known) do
    if ref.bytes == a.ctos then return end
  end
  if #known > 0 then finding(m, "password-differs", "the client's password is none of those in the key file") end
end

-- One AARQ, AARE, RLRQ, RLRE: what it does to the conversation.
function association.take(m, c, plan, node)
  if plan.answers then
    local question = conversation.answer(c, plan.answers)
    dlmscope.answered(m, question)
    if not question then finding(m, "answer-without-question", "no question was seen for it") end
  else
    if plan.opens then
      c.association = {}
      c.transfers, c.running, c.known, c.general = {}, 0, {}, {}
    end
    m.answered_by = true
    conversation.ask(c, m)
  end
  local a = c.association
  if not a then return end
  if plan.opens then
    request(m, a, node)
    password(m, c, a)
    association.initiate(a, node)
  elseif plan.opened then
    a.server_title = octets(child(node, "responding-AP-title")) or a.server_title
    association.initiate(a, node)
  end
  for _, side in ipairs({ "client", "server" }) do
    local title = a[side .. "_title"]
    if title and title ~= "" then conversation.remember(c, side, title) end
  end
end
