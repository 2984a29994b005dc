-- Who talks with whom, what is still unanswered, which titles are known where?
--   A flow has `places` (addresses of both ends as the key file writes them); a conversation is one pair of SAPs in it.
local conversation = {}
dlmscope.conversation = conversation
local MOST_PENDING, MOST_CONVERSATIONS, MOST_TITLES = 64, 65536, 65536
local SIDES = { "client", "server" }
local ring = dlmscope.ring
local count, titles, titled = 0, {}, 0

function conversation.reset() count, titles, titled = 0, {}, 0 end

local function address_of(number, physical) return "hdlc:" .. (number or "") .. "/" .. (physical or 0) end

-- The conversation of a flow between two SAPs; `gateway` is a text that tells devices behind gateways apart, or nil.
function conversation.of(flow, client, server, physical, gateway)
  local key = ((client or 65535) * 65536 + (server or 65535)) * 65536 + (physical or 65535)
  if gateway then key = key .. gateway end
  local found = flow.conversations[key]
  if found then return found end
  if count >= MOST_CONVERSATIONS then
    flow.conversations, count = {}, 0
  end
  count = count + 1
  local addresses, place = {}, {}
  for at, where in ipairs(flow.places) do
    addresses[at] = where
    place[at] = where .. "|" .. (server or "") .. "|" .. (physical or "") .. "|" .. (gateway or "")
  end
  addresses[#addresses + 1] = address_of(server, physical)
  if gateway then addresses[#addresses + 1] = "gateway:" .. gateway end
  found = {
    client = client, server = server, physical = physical, addresses = addresses, place = place,
    pending = {}, subjects = {}, transfers = {}, running = 0, general = {}, known = {},
  }
  flow.conversations[key] = found
  return found
end

-- One side sends something of its own: what the other had transferred is done with; where it is `over`, complete or not.
function conversation.speaks(c, sender, over)
  for side, transfer in pairs(c.general) do
    if side ~= sender and (over or transfer.complete) then c.general[side] = nil end
  end
end

-- The link was reset or closed: no association outlives it.
function conversation.ended(c)
  c.association, c.known, c.pending, c.subjects, c.transfers, c.running, c.general = nil, {}, {}, {}, {}, 0, {}
end

-- questions and answers -----------------------------------------------------------------------------

-- The family of a question: that of its plan, but for one that stays closed or is none of an APDU.
local function family_of(question) return question.family or question.plan.family end

-- Whether a family is one of the standard's requests: those of association and link are answered in clear.
local function is_request(family) return family:sub(-#FACTS.request) == FACTS.request end

local function key_of(question) return question.invoke_id or family_of(question) end

-- Put a question (a message).
function conversation.ask(c, question)
  local pending, key = c.pending, key_of(question)
  for at = 1, #pending do
    local other = pending[at]
    if key_of(other) == key then
      table.remove(pending, at)
      break
    end
  end
  pending[#pending + 1] = question
  if #pending > MOST_PENDING then table.remove(pending, 1) end
end

-- The question that an answer to `family` belongs to, and whether its invoke id fits.
function conversation.answer(c, family, invoke_id)
  local pending, key = c.pending, invoke_id or family
  for at = 1, #pending do
    local question = pending[at]
    if family_of(question) == family and key_of(question) == key then
      table.remove(pending, at)
      return question, true
    end
  end
  for at = 1, #pending do
    if family_of(pending[at]) == family then return table.remove(pending, at), false end
  end
  for at = 1, is_request(family) and #pending or 0 do
    if pending[at].family == FACTS.closed_request then return table.remove(pending, at), true end
  end
  return nil, true
end

-- The one question that is open, where there is just one: what an answer that stays closed is about.
function conversation.only_question(c)
  local question = c.pending[1]
  if question and not c.pending[2] and is_request(family_of(question)) then return table.remove(c.pending, 1) end
end

function conversation.any_question(c) return table.remove(c.pending, 1) end

-- titles -------------------------------------------------------------------------------------------

-- A title that was seen at a place is known there from now on, over connections.
function conversation.remember(c, side, title)
  for _, place in ipairs(c.place) do
    local key = side .. place
    if not titles[key] then
      if titled >= MOST_TITLES then titles, titled = {}, 0 end
      titled = titled + 1
    end
    titles[key] = title
  end
end

local function gathered()
  local found, seen = {}, {}
  return found, function(title)
    if title and title ~= "" and not seen[title] then
      seen[title] = true
      found[#found + 1] = title
    end
  end
end

-- Whose keys open what passes here: the titles of both sides, the addresses, the client's SAP.
function conversation.wanted(c)
  local found, take = gathered()
  local association = c.association
  if association then
    take(association.client_title)
    take(association.server_title)
  end
  for _, place in ipairs(c.place) do
    for _, side in ipairs(SIDES) do take(titles[side .. place]) end
  end
  return { titles = found, addresses = c.addresses, sap = c.client, agreed = association and association.dedicated }
end

-- Titles the sender may have, likeliest first: of the association, of the place, of the key file.
function conversation.titles(c, sender)
  local found, take = gathered()
  for _, side in ipairs(sender and { sender } or SIDES) do
    local association = c.association
    if association then take(association[side .. "_title"]) end
    for _, place in ipairs(c.place) do take(titles[side .. place]) end
    for _, title in ipairs(ring.titles(side, c.client)) do take(title) end
  end
  return found
end
