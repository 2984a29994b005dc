-- Which keys may open a message? Those of the key file and those the capture taught, in the order to try.
--   A reference: { bytes, field, name, entry }; `name` is what is shown of it, never the key.
--   wanted: { titles, addresses, sap, agreed }: whose key it is; titles and addresses are lists.
local MOST_LEARNT, MOST_TRIES, PATIENCE, MOST_PARTNERS, MOST_SENDERS = 1024, 1000000, 4, 16, 4096
local ring = { version = 0, entries = {} }
dlmscope.ring = ring
local learnt, misses, senders, tries = {}, {}, 0, 0

local function has(list, value)
  for _, each in ipairs(list) do
    if each == value then return true end
  end
  return false
end

-- Begin anew with the entries of a key file (keys.parse).
function ring.reset(entries)
  ring.entries, ring.version = entries or {}, ring.version + 1
  learnt, misses, senders, tries = {}, {}, 0, 0
  for number, entry in ipairs(ring.entries) do
    entry.refs = {}
    for field, keys in pairs(entry.fields) do
      local refs = {}
      for slot, bytes in ipairs(keys) do
        refs[slot] = { bytes = bytes, field = field, entry = number, name = entry.name .. ": " .. field }
      end
      entry.refs[field] = refs
    end
  end
end

-- A key seen in the capture holds for the meter of that title from now on.
function ring.learn(field, bytes, name, title)
  local ref = { bytes = bytes, field = field, name = name, title = title }
  if #learnt >= MOST_LEARNT then table.remove(learnt, 1) end
  learnt[#learnt + 1] = ref
  ring.version = ring.version + 1
  return ref
end

local function rank_of(entry, wanted)
  local rank = 2
  if entry.title and has(wanted.titles, entry.title) then
    rank = 0
  else
    for _, address in ipairs(entry.addresses) do
      if has(wanted.addresses, address) then rank = 1 end
    end
  end
  return rank * 2 + (entry.sap and 0 or 1)
end

-- References of a field in the order to try: the association's own, learnt ones last first, entries by how well they match.
function ring.candidates(field, wanted, size)
  local found, ranked = {}, {}
  local function take(ref)
    if not size or #ref.bytes == size then found[#found + 1] = ref end
  end
  if wanted.agreed and wanted.agreed.field == field then found[1] = wanted.agreed end
  for at = #learnt, 1, -1 do
    local ref = learnt[at]
    if ref.field == field and (not ref.title or has(wanted.titles, ref.title)) then take(ref) end
  end
  for number, entry in ipairs(ring.entries) do
    if entry.refs[field] and (not entry.sap or entry.sap == wanted.sap) then
      ranked[#ranked + 1] = { rank_of(entry, wanted), number }
    end
  end
  table.sort(ranked, function(a, b) return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2]) end)
  for _, each in ipairs(ranked) do
    for _, ref in ipairs(ring.entries[each[2]].refs[field]) do take(ref) end
  end
  return found
end

-- Authentication keys that may go with an encryption key: those learnt, those of its meter, else the likeliest.
function ring.partners(ref, wanted, size)
  local own, found = {}, {}
  local group = ref.entry and ring.entries[ref.entry].group
  if group then
    for _, entry in ipairs(ring.entries) do
      if entry.group == group and (not entry.sap or entry.sap == wanted.sap) then
        for _, ak in ipairs(entry.refs.gak or {}) do
          if not size or #ak.bytes == size then own[#own + 1] = ak end
        end
      end
    end
  end
  if #own > 0 and #learnt == 0 then return own end
  for _, ak in ipairs(ring.candidates("gak", wanted, size)) do
    if (#own == 0 or not ak.entry) and #found < MOST_PARTNERS then found[#found + 1] = ak end
  end
  for _, ak in ipairs(own) do found[#found + 1] = ak end
  return found
end

-- Titles that the key file gives for the side that sends.
function ring.titles(sender, sap)
  local found = {}
  for _, entry in ipairs(ring.entries) do
    local fits
    if sender == "server" then
      fits = not entry.sap and not entry.any_sap
    else
      fits = entry.any_sap or (entry.sap and entry.sap == sap)
    end
    if entry.title and fits then found[#found + 1] = entry.title end
  end
  return found
end

-- Whether a reference may go with a title that only the key file knows: its meter's, or one of a meter without title.
function ring.kin(ref, title)
  if not ref.entry then return true end
  local group, titled = ring.entries[ref.entry].group, false
  for _, entry in ipairs(ring.entries) do
    if entry.group == group and entry.title then
      titled = true
      if entry.title == title then return true end
    end
  end
  return not titled
end

-- The name that the key file gives the meter of that title, else at one of those addresses.
function ring.meter(title, addresses)
  for _, entry in ipairs(ring.entries) do
    if title and not entry.sap and entry.title == title then return entry.name end
  end
  for _, entry in ipairs(ring.entries) do
    if not entry.title or entry.title == title then
      for _, address in ipairs(entry.addresses) do
        if has(addresses, address) then return entry.name end
      end
    end
  end
end

-- Trying every key for a sender that none opens costs once, then ever less often.
function ring.hopeless(sender)
  if tries > MOST_TRIES then return true end
  local known = misses[sender]
  if not known or known.version ~= ring.version or known.count < PATIENCE then return false end
  known.count = known.count + 1
  local rest = known.count - 1
  while rest > 1 do
    if rest % 2 == 1 then return true end
    rest = rest / 2
  end
  return false
end

function ring.give_up(sender, spent)
  tries = tries + spent
  local known = misses[sender]
  if known and known.version == ring.version then
    known.count = known.count + 1
    return
  end
  if senders >= MOST_SENDERS then misses, senders = {}, 0 end
  if not known then senders = senders + 1 end
  misses[sender] = { version = ring.version, count = 1 }
end
