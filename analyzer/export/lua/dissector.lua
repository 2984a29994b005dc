-- Which packets are ours? Ports, link types, names, and guesses that must rest on a whole frame.
local wire, carriers, messages, tracker, flows, hdlc =
  dlmscope.wire, dlmscope.carriers, dlmscope.messages, dlmscope.tracker, dlmscope.flows, dlmscope.hdlc
local protocol = wire.protocol
local TCP, UDP = 2, 3 -- pinfo.port_type
local HEADER, VERSION, FLAG = FACTS.wrapper_header, FACTS.wrapper_version, FACTS.hdlc_flag
local FORMAT, FORMAT_STEP = FACTS.hdlc_format, 256 - FACTS.hdlc_format_mask

function protocol.init()
  tracker.reset(wire.load_keys())
  flows.reset()
  carriers.reset()
  messages.reset()
end

local function wrapper_length(tvb, _, offset)
  return tvb(offset + HEADER - 2, 2):uint() + HEADER
end

local function dissect(tvb, pinfo, tree)
  dlmscope.tree.begin()
  local size, kind = tvb:len(), pinfo.port_type
  if size < 2 then return 0 end
  local head = tvb:raw(0, math.min(size, HEADER + 2))
  local first = byte(head)
  if kind ~= TCP and kind ~= UDP and carriers.waits(pinfo) then return carriers.hdlc(tvb, pinfo, tree, false) end
  if sub(head, 1, 2) == VERSION and size >= HEADER then
    if kind == TCP and number_at(head, HEADER - 2, 2) + HEADER ~= size then
      dissect_tcp_pdus(tvb, tree, HEADER, wrapper_length, carriers.wrapper)
      return size
    end
    return carriers.wrapper(tvb, pinfo, tree) -- most segments are one PDU from end to end
  end
  if kind == TCP and size < HEADER and sub(head, 1, 2) == VERSION then
    pinfo.desegment_offset, pinfo.desegment_len = 0, DESEGMENT_ONE_MORE_SEGMENT
    return size
  end
  if first == FLAG then return carriers.hdlc(tvb, pinfo, tree, kind == TCP) end
  if first == FACTS.llc_432 and carriers.known(head, FACTS.llc_size) then
    return carriers.bare(tvb, pinfo, tree, FACTS.llc_size)
  end
  if carriers.known(head, 0) or carriers.llc_at(head, 0, #head) or FACTS.gateway_senders[first] then
    return carriers.bare(tvb, pinfo, tree)
  end
  if kind == TCP or kind == UDP then
    if tvb:raw():find(char(FLAG), 1, true) then return carriers.hdlc(tvb, pinfo, tree, kind == TCP) end
    return 0
  end
  return carriers.hdlc(tvb, pinfo, tree, false) -- a serial line: noise, or the rest of a frame
end

protocol.dissector = dissect

-- A frame of HDLC with a right check sequence and an address that ends, or wrapper PDUs from end to end.
local function convincing(data)
  local size = #data
  if byte(data) == FLAG then
    hdlc.begin()
    local from, to = hdlc.next(data, 0, size, false)
    if not from then return false end
    local _, notes = dlmscope.decode("hdlc", data, from, to)
    return notes == 0
  end
  local at = 0
  while at + HEADER < size do
    if sub(data, at + 1, at + 2) ~= VERSION then return false end
    local to = at + HEADER + number_at(data, at + HEADER - 2, 2)
    if to > size or not carriers.good_apdu(data, at + HEADER, to) then return false end
    at = to
  end
  return at == size and size > 0
end

local function heuristic(tvb, pinfo, tree)
  local size = tvb:len()
  if size < FACTS.hdlc_shortest + 2 then return false end
  local first = tvb(0, 1):uint()
  if first ~= FLAG and first ~= 0 then return false end
  if not convincing(tvb:raw()) then return false end
  pinfo.conversation = protocol
  dissect(tvb, pinfo, tree)
  return true
end

for _, transport in ipairs({ "tcp", "udp" }) do
  DissectorTable.get(transport .. ".port"):add(FACTS.port, protocol)
  protocol:register_heuristic(transport, heuristic)
end
for number = 0, 15 do
  local encapsulation = wtap["USER" .. number]
  if encapsulation then DissectorTable.get("wtap_encap"):add(encapsulation, protocol) end
end
-- Exported PDUs name the dissector they want: Wireshark 4.6 has these two itself, before that they are ours.
for _, name in ipairs({ "dlms", "cosem" }) do
  local found, known = pcall(Dissector.get, name)
  if not found or not known then
    local alias = Proto(name, "DLMS/COSEM, asked for as " .. name .. " (dlmscope)")
    alias.dissector = dissect
  end
end
