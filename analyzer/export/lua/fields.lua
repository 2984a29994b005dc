-- Which fields, findings and preferences does Wireshark know of us?
local wire = {}
dlmscope.wire = wire
local protocol = Proto("dlmscope", "DLMS/COSEM (dlmscope)")
wire.protocol = protocol

local MAKE = {
  number = function(f) return f.size > 4 and ProtoField.uint64 or ProtoField.uint32 end,
  signed = function(f) return f.size > 4 and ProtoField.int64 or ProtoField.int32 end,
  float = function() return ProtoField.double end,
  boolean = function() return ProtoField.bool end,
  bytes = function() return ProtoField.bytes end,
  duration = function() return ProtoField.relative_time end,
  frame = function() return ProtoField.framenum end,
}
local FRAMES = { answers = frametype.REQUEST, answered_by = frametype.RESPONSE }
local fields, types, wide = {}, {}, {}
for _, f in ipairs(FIELDS) do
  local make, title = MAKE[f.type] and MAKE[f.type](f) or ProtoField.string, f.title
  if f.type == "frame" then
    fields[f.field] = make("dlmscope." .. f.field, title, base.NONE, FRAMES[f.field])
  elseif f.hex then
    local of_size = f.size == 1 and ProtoField.uint8 or f.size == 2 and ProtoField.uint16 or ProtoField.uint32
    fields[f.field] = of_size("dlmscope." .. f.field, title, base.HEX)
  else
    fields[f.field] = make("dlmscope." .. f.field, title)
  end
  types[f.field], wide[f.field] = f.type, f.size > 4
end
wire.fields, wire.types, wire.wide = fields, types, wide

-- Findings as expert infos: groups and, where Wireshark has a convention, severities.
local GROUPS = {
  CHECKSUM = { "fcs-wrong", "hcs-wrong", "checksum-wrong" },
  SEQUENCE = { "retransmission", "sequence-gap", "answer-without-question", "no-answer", "invoke-id-mismatch", "slow-answer" },
  RESPONSE_CODE = { "access-refused", "ic-expected" },
  REASSEMBLE = { "segment-missing", "block-missing", "block-repeated", "transfer-incomplete", "transfer-too-large" },
  UNDECODED = { "unknown-apdu", "noise" },
  MALFORMED = { "malformed", "frame-truncated", "illegal-address" },
  SECURITY = {
    "ic-replay", "ic-regress", "ic-jump", "ic-reset", "weak-mechanism", "password-in-clear", "password-differs", "unprotected",
  },
  DECRYPTION = {
    "tag-failed", "key-transferred", "key-transferred-unseen", "no-key", "no-title", "not-authenticated", "agreed-key",
    "wrong-key", "wrong-authentication-key", "compressed", "key-file", "self-test",
  },
}
local SEVERITIES = { note = expert.severity.NOTE, warning = expert.severity.WARN, error = expert.severity.ERROR }
local OURS = { -- what Wireshark's user has to be told beside the catalogue of findings
  ["no-key"] = { severity = "note", title = "no key for this message" },
  ["no-title"] = { severity = "note", title = "no system title is known for the sender" },
  ["agreed-key"] = { severity = "note", title = "key agreed on with elliptic curves: dlmscope itself opens it, Lua cannot" },
  ["wrong-key"] = { severity = "warning", title = "no key at hand fits, or the system title is another one" },
  ["wrong-authentication-key"] = { severity = "warning", title = "readable, but the tag does not fit the authentication key" },
  ["not-authenticated"] = { severity = "note", title = "readable, but not verified" },
  ["compressed"] = { severity = "note", title = "compressed content is not unpacked" },
  ["key-file"] = { severity = "warning", title = "the key file cannot be read" },
  ["self-test"] = { severity = "warning", title = "this Lua cannot decrypt: its self-test failed" },
}
local group_of, experts, list, titles = {}, {}, {}, {}
for group, codes in pairs(GROUPS) do
  for _, code in ipairs(codes) do group_of[code] = group end
end
for _, catalogue in ipairs({ FINDINGS, OURS }) do
  for code, entry in pairs(catalogue) do
    local group = group_of[code] or "PROTOCOL"
    local severity = group == "CHECKSUM" and expert.severity.WARN or SEVERITIES[entry.severity]
    local made = ProtoExpert.new("dlmscope.expert." .. code:gsub("%-", "_"), entry.title, expert.group[group], severity)
    experts[code], titles[code], list[#list + 1] = made, entry.title, made
  end
end
wire.experts, wire.titles = experts, titles
protocol.fields, protocol.experts = fields, list

-- A finding on an item: an expert info, and our own field so that filters of dlmscope work here too.
function wire.finding(item, range, code, text)
  if wire.looked then item:add(fields.finding, range, code):set_generated() end
  item:add_tvb_expert_info(experts[code] or experts.malformed, range, text)
end

-- keys ---------------------------------------------------------------------------------------------

protocol.prefs.key_file = Pref.string("Key file", "", "A keys.toml as dlmscope reads it: [[meter]] tables with guek, gak and the like")
local SINGLE = {
  { "system_title", "System title of the meter" }, { "guek", "Global unicast encryption key" },
  { "gbek", "Global broadcast encryption key" }, { "gak", "Authentication key" }, { "kek", "Master key" },
  { "dedicated", "Dedicated key" },
}
protocol.prefs.note = Pref.statictext("For one meter instead, in hex (Wireshark keeps these in clear text):", "")
for _, each in ipairs(SINGLE) do protocol.prefs[each[1]] = Pref.string(each[2], "", each[2] .. ", in hex") end
protocol.prefs.client_title = Pref.string("System title of the client", "", "Where the capture does not show it, in hex")

local argument_file
for _, argument in ipairs({ ... }) do argument_file = tostring(argument):match("^keyfile=(.+)$") or argument_file end

-- The entries that preferences and arguments name; nil and why not.
local function entries_of()
  local name = argument_file or protocol.prefs.key_file
  if name and name ~= "" then
    local file = io.open(name, "rb")
    if not file then return nil, name .. ": cannot be read" end
    local text = file:read("*a") or ""
    file:close()
    return dlmscope.keys.parse(text, name)
  end
  local settings, given = {}, false
  for _, each in ipairs(SINGLE) do
    settings[each[1]] = protocol.prefs[each[1]]
    given = given or settings[each[1]] ~= ""
  end
  if not given then return {} end
  return dlmscope.keys.single(settings, protocol.prefs.client_title)
end

-- Read the keys anew; `wire.key_fault` says what is wrong with them, or is nil.
function wire.load_keys()
  local entries, fault = entries_of()
  wire.key_fault = fault
  return entries or {}
end
