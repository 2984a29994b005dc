-- How do packets carry APDUs: wrapper, HDLC, LLC of IEC 61334-4-32, or nothing at all? First pass and later ones alike.
--   What the first pass finds is kept by the number of the packet and the offset in it, so that looking again, in any order,
--   shows the same.
local carriers = {}
dlmscope.carriers = carriers
local wire, messages, tracker, flows, hdlc = dlmscope.wire, dlmscope.messages, dlmscope.tracker, dlmscope.flows, dlmscope.hdlc
local services, conversation, add = dlmscope.services, dlmscope.conversation, dlmscope.tree.add
local fields, protocol, NONE = wire.fields, wire.protocol, services.NONE
local OFFSETS = 2 ^ 22 -- a packet and an offset are one number
local LONGEST_WAIT = 4096
local shown, carried = {}, {} -- messages by packet and offset; bytes that wait for a packet by its number

function carriers.reset() shown, carried = {}, {} end

local function key_of(pinfo, tvb, at) return pinfo.number * OFFSETS + (tvb:offset() + at) % OFFSETS end

-- what stands in front of an APDU --------------------------------------------------------------------

local function known(data, at) return SERVICES[byte(data, at + 1) or -1] ~= nil end

local function llc_at(data, at, to)
  local first = byte(data, at + 1)
  return to - at >= FACTS.llc_size and (first == FACTS.lsap or first == FACTS.lsap_all)
    and FACTS.llc_senders[byte(data, at + 2)] and byte(data, at + 3) == 0
end

-- Headers between the link and the APDU: where the APDU starts, the sender they tell, and the device behind a gateway.
local function headers(data, at, to)
  local sender, gateway, llc, prefix
  if llc_at(data, at, to) then
    sender, llc = FACTS.llc_senders[byte(data, at + 2)], at
    at = at + FACTS.llc_size
  end
  local side = at < to and FACTS.gateway_senders[byte(data, at + 1)]
  if side and to - at >= 4 and byte(data, at + 3) < 128 then
    local behind = at + 3 + byte(data, at + 3)
    if behind < to and known(data, behind) then
      gateway = byte(data, at + 2) .. "/" .. hex_of(sub(data, at + 4, behind))
      sender, prefix, at = side, at, behind
    end
  end
  return at, sender, gateway, llc, prefix
end

local function show_headers(item, tvb, data, at, llc, prefix)
  if llc then add(item, tvb, (dlmscope.decode("llc", data, llc, llc + FACTS.llc_size)), 0) end
  if prefix then add(item, tvb, (dlmscope.decode("gateway", data, prefix, at)), 0) end
end

local function feed(pinfo, flow, sender, client, server, physical, gateway, apdu, findings)
  local c = conversation.of(flow, client, server, physical, gateway)
  local direction = not sender and select(2, flows.of(pinfo)) or nil
  return tracker.feed(c, sender, apdu, pinfo.number, pinfo.rel_ts, findings, direction)
end

-- wrapper --------------------------------------------------------------------------------------------

-- Who speaks: what the APDU says of itself, else what was seen between these ports before.
local function wrapper_sender(flow, direction, source, destination, sender)
  local senders = flow.wports
  if not senders then
    senders = {}
    flow.wports = senders
  end
  local key = (direction * 65536 + source) * 65536 + destination
  local before = senders[key]
  if before then return sender or before end
  if sender then
    senders[key] = sender
    senders[((1 - direction) * 65536 + destination) * 65536 + source] = sender == "client" and "server" or "client"
  end
  return sender
end

-- Where the APDU starts; with a gateway prefix the sender and the device it tells.
local function behind_gateway(data, from, to)
  if FACTS.gateway_senders[byte(data, from + 1)] then
    local start, sender, gateway = headers(data, from, to)
    if gateway then return start, sender, gateway end
  end
  return from
end

local function wrapper_message(pinfo, data, from, to)
  local flow, direction = flows.of(pinfo)
  local a, b, x, y = byte(data, 3, 6)
  local source, destination = a * 256 + b, x * 256 + y
  local start, sender, gateway = behind_gateway(data, from, to)
  local plan = services.plan(data, start)
  sender = sender or (plan and plan.sender) or nil
  sender = wrapper_sender(flow, direction, source, destination, sender)
  local client, server = source, destination
  -- Where nothing tells, direction 0 is taken for the client's, both ways alike.
  if sender == "server" or (not sender and direction == 1) then client, server = destination, source end
  return feed(pinfo, flow, sender, client, server, nil, gateway, sub(data, start + 1, to))
end

function carriers.wrapper(tvb, pinfo, tree)
  local data = tvb:raw()
  local header = FACTS.wrapper_header
  if #data < header then return #data end -- cut short by the capture
  local to = math.min(#data, header + number_at(data, 6, 2))
  pinfo.cols.protocol = "DLMS"
  local key, m, layers = key_of(pinfo, tvb, 0), nil, nil
  if pinfo.visited then
    m = shown[key]
  elseif to > header then
    m, layers = wrapper_message(pinfo, data, header, to)
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb(0, to)), messages.visible(tree)
  if looked then
    add(item, tvb, (dlmscope.decode("wrapper", data, 0, to)), 0)
  end
  if m then
    local start = behind_gateway(data, header, to)
    if looked and start > header then show_headers(item, tvb, data, start, nil, header) end
    messages.show(m, sub(data, start + 1, to), tvb, start, pinfo, item, layers, looked)
  end
  return to
end

-- HDLC -----------------------------------------------------------------------------------------------

-- What a frame says, taken in once: a message with `start` and, for an APDU of several frames, `data`.
local function hdlc_message(pinfo, node, data)
  local flow, direction = flows.of(pinfo)
  local found = hdlc.take(flow, direction, node, data)
  if found.segment then
    found.frame, found.service = pinfo.number, "segment"
    return found
  end
  local apdu, start, to = nil, found.from, found.to
  if found.parts then
    apdu, start, to = table.concat(found.parts), 0, nil
    to = #apdu
  end
  local sender, gateway, behind = found.sender, nil, nil
  if start then
    behind, sender, gateway = headers(apdu or data, start, to)
    sender = found.sender or sender or found.known
    if behind < to then
      local plan = services.plan(apdu or data, behind)
      sender = sender or (plan and plan.sender) or nil
    end
  end
  sender = sender or found.known or found.guess
  local client, server, physical = hdlc.ends(found, sender)
  local m, layers
  if start and behind < to then
    m, layers = feed(pinfo, flow, sender, client, server, physical, gateway, sub(apdu or data, behind + 1, to), found.findings)
    m.start, m.to, m.data, m.headers = behind, to, apdu, start
  else
    local c = conversation.of(flow, client, server, physical, nil)
    m = tracker.frame(c, found.kind, pinfo.number, pinfo.rel_ts, found.findings)
  end
  for _, each in ipairs(found.entries or NONE) do each.whole_in = m end
  return m, layers
end

local function show_segment(item, tvb, m, pinfo)
  if m.whole_in then item:add(fields.reassembled_in, tvb(), m.whole_in.frame):set_generated() end
  for _, each in ipairs(m.findings or NONE) do wire.finding(item, tvb(), each[1], each[2]) end
  messages.column(pinfo, m)
end

-- One frame in tvb[from, to).
local function hdlc_frame(tvb, data, from, to, pinfo, tree)
  local node, notes = dlmscope.decode("hdlc", data, from, to)
  local key, m, layers = key_of(pinfo, tvb, from), nil, nil
  if pinfo.visited then
    m = shown[key]
  else
    m, layers = hdlc_message(pinfo, node, data)
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb(from, to - from)), messages.visible(tree)
  if notes > 0 or looked then add(item, tvb, node, 0) end
  if not m then return end
  if m.segment then return show_segment(item, tvb, m, pinfo) end
  if m.link then return messages.frame(m, tvb(from, to - from), pinfo, item, looked) end
  local whole, bytes = tvb, data
  if m.data then
    bytes = m.data
    whole = ByteArray.new(bytes, true):tvb("Reassembled APDU")
  end
  if looked then
    local _, _, _, llc, prefix = headers(bytes, m.headers, m.to)
    show_headers(item, whole, bytes, m.start, llc, prefix)
  end
  messages.show(m, sub(bytes, m.start + 1, m.to), whole, m.start, pinfo, item, layers, looked)
end

-- Every frame in a buffer. On TCP an unfinished one is waited for; elsewhere its bytes go before those of the next packet.
function carriers.hdlc(tvb, pinfo, tree, stream)
  local data, flow = tvb:raw(), nil
  pinfo.cols.protocol = "DLMS"
  if not stream then
    if not pinfo.visited then
      flow = flows.of(pinfo)
      if flow.waiting then
        carried[pinfo.number], flow.waiting = flow.waiting, nil
      end
    end
    local before = carried[pinfo.number]
    if before then
      data = before .. data
      tvb = ByteArray.new(data, true):tvb("Serial bytes put together")
    end
  end
  local at, to, shared, any = 0, #data, false, false
  hdlc.begin()
  while at < to do
    local start, stop, closed = hdlc.next(data, at, to, shared)
    if not start then
      if closed and closed <= LONGEST_WAIT then
        if stream then
          pinfo.desegment_offset, pinfo.desegment_len = stop, closed
        elseif flow and to - stop <= LONGEST_WAIT then
          flow.waiting = sub(data, stop + 1)
        end
      end
      break
    end
    hdlc_frame(tvb, data, start, stop, pinfo, tree)
    at, shared, any = stop, closed, true
  end
  if not any then tree:add(protocol, tvb()) end
  return tvb:len()
end

-- Whether bytes of a serial line wait for those of this packet.
function carriers.waits(pinfo)
  if pinfo.visited then return carried[pinfo.number] ~= nil end
  return flows.of(pinfo).waiting ~= nil
end

-- others ---------------------------------------------------------------------------------------------

-- An APDU with nothing or an LLC header in front. `header`: bytes of the LLC of IEC 61334-4-32.
function carriers.bare(tvb, pinfo, tree, header)
  local data = tvb:raw()
  local key, m, layers = key_of(pinfo, tvb, 0), nil, nil
  pinfo.cols.protocol = "DLMS"
  local from = header or 0
  local start, sender, gateway, llc, prefix = headers(data, from, #data)
  if pinfo.visited then
    m = shown[key]
  elseif start < #data then
    local plan, client, server = services.plan(data, start), nil, nil
    sender = sender or (plan and plan.sender) or nil
    if header then
      client, server = byte(data, 3), byte(data, 2)
      if sender == "server" then client, server = server, client end
    end
    m, layers = feed(pinfo, flows.of(pinfo), sender, client, server, nil, gateway, sub(data, start + 1))
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb()), messages.visible(tree)
  if looked then
    if header then add(item, tvb, (dlmscope.decode("llc_432", data, 0, header)), 0) end
    show_headers(item, tvb, data, start, llc, prefix)
  end
  if m then messages.show(m, sub(data, start + 1), tvb, start, pinfo, item, layers, looked) end
  return #data
end

-- Whether data[from, to) is one whole APDU, a gateway prefix in front allowed: what a guess must rest on.
function carriers.good_apdu(data, from, to)
  local start = headers(data, from, to)
  if to - start < 2 or not known(data, start) then return false end
  local _, notes, tolerated = dlmscope.decode("apdu", data, start, to)
  return notes == tolerated
end
carriers.known, carriers.llc_at = known, llc_at
