-- How do HDLC frames become APDUs: where frames lie in bytes, who speaks, which segments belong together (IEC 62056-46)?
local hdlc = {}
dlmscope.hdlc = hdlc
local FLAG, SHORTEST, LARGEST_WHOLE, MOST_STREAMS = FACTS.hdlc_flag, FACTS.hdlc_shortest, 65536, 64
local FLAG_TEXT, LENGTH_BITS = char(FLAG), 2 ^ FACTS.hdlc_length_bits
local FORMAT, FORMAT_STEP = FACTS.hdlc_format, 256 - FACTS.hdlc_format_mask
local NONE = dlmscope.services.NONE

local MOST_CHECKS = 256 -- of frames without a closing flag in one buffer: bytes that only look like frames must not cost more
local checks = MOST_CHECKS

-- Before the first look into a buffer.
function hdlc.begin() checks = MOST_CHECKS end

-- The next frame in data[at, to): its range, or nil and where to go on (a frame that may be cut short: `wants` bytes more).
-- `shared`: the flag that closed the frame before may open this one.
function hdlc.next(data, at, to, shared)
  while at < to do
    local start = at
    if byte(data, at + 1) == FLAG then
      while at < to and byte(data, at + 1) == FLAG do at = at + 1 end
      start = at - 1
    elseif not shared then
      local found = data:find(FLAG_TEXT, at + 1, true)
      if not found or found > to then return nil, to end
      at, start = found - 1, nil
    end
    if start then
      shared = false
      if at + 1 >= to then return nil, start, SHORTEST end
      local first = byte(data, at + 1)
      if first - first % FORMAT_STEP == FORMAT then
        local size = number_at(data, at, 2) % LENGTH_BITS
        local stop = at + size
        if size >= SHORTEST then
          if stop > to then return nil, start, stop + 1 - to end
          local closed = stop < to and byte(data, stop + 1) == FLAG
          if closed then return start, stop + 1, true end
          checks = checks - 1
          if checks < 0 then return nil, to end
          if dlmscope.checks(data, at, stop) then return start, stop, false end
        end
      end
    end
  end
  return nil, to
end

-- streams ------------------------------------------------------------------------------------------

local function stream_of(flow, direction, addresses)
  local streams = flow.streams
  if not streams or flow.stream_count >= MOST_STREAMS and not streams[direction .. addresses] then
    streams, flow.stream_count = {}, 0
    flow.streams, flow.senders = streams, flow.senders or {}
  end
  local key = direction .. addresses
  local stream = streams[key]
  if not stream then
    stream = { expected = -1, parts = NONE, entries = NONE, size = 0 }
    streams[key], flow.stream_count = stream, flow.stream_count + 1
  end
  return stream
end

local function reset(flow)
  for _, stream in pairs(flow.streams or NONE) do
    stream.expected, stream.number, stream.information, stream.parts, stream.entries, stream.size = 0, nil, nil, NONE, NONE, 0
  end
end

-- Take one decoded frame. Returns what it says: { kind, from, to } of its information, `parts` where it completes an APDU of
-- several frames, `segment` where it is one that does not; findings; who sends to whom.
function hdlc.take(flow, direction, node, data)
  local parts = node.children
  local control = parts and parts[4]
  local found = { kind = "unknown" }
  local function finding(code, text)
    if not found.findings then found.findings = {} end
    found.findings[#found.findings + 1] = { code, text }
  end
  local check = parts and parts[#parts]
  if check and check.element.name == "fcs" and check.note then
    finding("fcs-wrong", "frame check sequence is wrong")
  end
  if not control or not control.value or parts[2].note or parts[3].note then
    finding("illegal-address", "the header cannot be read")
    return found
  end
  local destination, source = parts[2], parts[3]
  local addresses = sub(data, destination.from + 1, source.to)
  local name = control.row and control.row.name or "unknown"
  found.kind, found.destination, found.source = name, destination, source
  if parts[5] and parts[5].element.name == "hcs" and parts[5].note then
    finding("hcs-wrong", "header check sequence is wrong")
  end
  local stream = stream_of(flow, direction, addresses)
  local senders, sender = flow.senders, FACTS.frame_senders[name]
  if name == "snrm" then reset(flow) end
  if name == "i" or name == "ui" then
    local information = parts[6] and parts[6].element.name == "information" and parts[6]
    found.from = information and information.from or control.to
    found.to = information and information.to or control.to
    local text = sub(data, found.from + 1, found.to)
    if name == "i" then
      local number = floor(control.value / 2) % 8
      if stream.number == number and stream.information == text and number ~= stream.expected then
        if #stream.parts > 0 then found.segment, found.repeated = true, true end
        finding("retransmission", format("I frame %d was sent before", number))
      elseif stream.expected >= 0 and number ~= stream.expected then
        finding("sequence-gap", format("N(S) is %d, %d was next", number, stream.expected))
        if #stream.parts > 0 then
          finding("segment-missing", format("%d segments before it: the last one is missing", #stream.parts))
          stream.parts, stream.entries, stream.size = NONE, NONE, 0
        end
      end
      stream.expected, stream.number, stream.information = (number + 1) % 8, number, text
    end
    local segmented = bit_of(parts[1].value, FACTS.hdlc_segmentation)
    if not found.repeated and (segmented or #stream.parts > 0) then
      if stream.parts == NONE then stream.parts, stream.entries = {}, {} end
      stream.parts[#stream.parts + 1], stream.entries[#stream.entries + 1] = text, found
      stream.size = stream.size + #text
      if segmented and stream.size <= LARGEST_WHOLE then
        found.segment = true
      else
        found.parts, found.entries = stream.parts, stream.entries
        stream.parts, stream.entries, stream.size = NONE, NONE, 0
      end
    end
  end
  if sender and not senders[addresses] then
    local back = sub(data, source.from + 1, source.to) .. sub(data, destination.from + 1, destination.to)
    senders[addresses], senders[back] = sender, sender == "client" and "server" or "client"
  end
  found.sender, found.known = sender, senders[addresses]
  local longer = (destination.to - destination.from) - (source.to - source.from)
  found.guess = longer > 0 and "client" or longer < 0 and "server" or nil
  return found
end

-- Client, server and lower address of a frame that `sender` sent.
function hdlc.ends(found, sender)
  local destination, source = found.destination, found.source
  if not destination then return nil end
  if sender == "server" then return destination.value, source.value, source.lower end
  return source.value, destination.value, destination.lower
end
