-- How is one ciphered content opened with whatever keys there are, and why does it stay closed where it does?
--   request: { field, control, counter (4 bytes), body, titles, certain, wanted, inner_tag, headers, offered }
--   outcome: { status, reason, plain, ref, ak, title, layout }; status and reason as dlmscope's JSON names them.
local opener = {}
dlmscope.opener = opener
local crypto, ring = dlmscope.crypto, dlmscope.ring
local TAG_SIZE, TITLE_SIZE, APDU_ROOT = FACTS.tag_size, FACTS.title_size, "apdu"
local NO_HEADER = { { "", "" } }
opener.NO_HEADER = NO_HEADER

local function outcome(status, reason, plain, ref, ak, title, layout)
  return { status = status, reason = reason, plain = plain, ref = ref, ak = ak, title = title, layout = layout or "" }
end

function opener.suite(control) return control % 16 end

function opener.is(control, name) return bit_of(control, FACTS[name]) end

function opener.policy(control)
  local authenticated, encrypted = bit_of(control, FACTS.authenticated), bit_of(control, FACTS.encrypted)
  if authenticated then return encrypted and "authenticated+encrypted" or "authenticated" end
  return encrypted and "encrypted" or "none"
end

local function state_of(ref)
  local state = ref.state
  if not state then
    state = crypto.key(ref.bytes)
    ref.state = state
  end
  return state
end

-- Decrypt a content: its plain text, whether the tag fits (nil: not checked), and the layout that fitted.
local function open_body(ref, ak, title, control, counter, body, headers)
  local authenticated, encrypted = bit_of(control, FACTS.authenticated), bit_of(control, FACTS.encrypted)
  local nonce, text, tag, plain, verified = title .. counter, body, nil, nil, nil
  if authenticated then text, tag = sub(body, 1, -TAG_SIZE - 1), sub(body, -TAG_SIZE) end
  if not tag or not ak then
    return encrypted and crypto.open(state_of(ref), nonce, "", text) or text, nil, headers[1][1]
  end
  local aad = char(control) .. ak.bytes
  for _, header in ipairs(headers) do
    if encrypted then
      plain, verified = crypto.open(state_of(ref), nonce, aad .. header[2], text, tag)
    else
      local _
      plain = text
      _, verified = crypto.open(state_of(ref), nonce, aad .. header[2] .. text, "", tag)
    end
    if verified then return plain, true, header[1] end
  end
  return plain, false, headers[1][1]
end
opener.open_body = open_body

-- Whether bytes are one whole APDU, of the kind that the outer tag implies where it implies one.
local function plausible(plain, inner_tag)
  if not plain or plain == "" or (inner_tag and byte(plain) ~= inner_tag) then return false end
  if not inner_tag and byte(plain) == FACTS.p1_first then -- a P1 telegram travels as text
    return not plain:find("[\128-\255]") and plain:find("!", 1, true) ~= nil
  end
  local _, notes, tolerated = dlmscope.decode(APDU_ROOT, plain)
  return notes == tolerated
end
opener.plausible = plausible

local function attempt(request, ref, title)
  local control, size = request.control, FACTS.key_sizes[request.control % 16]
  local aks = ring.partners(ref, request.wanted, size)
  local plain, verified, layout
  if bit_of(control, FACTS.authenticated) then
    for _, ak in ipairs(aks) do
      plain, verified, layout = open_body(ref, ak, title, control, request.counter, request.body, request.headers)
      if verified then
        local reason = bit_of(control, FACTS.compressed) and "compressed" or nil
        return outcome("ok", reason, plain, ref, ak, title, layout)
      end
    end
  end
  if not plain then
    plain, verified, layout = open_body(ref, nil, title, control, request.counter, request.body, request.headers)
  end
  local authenticated = bit_of(control, FACTS.authenticated)
  if bit_of(control, FACTS.compressed) and not authenticated then
    return outcome("unverified", "compressed", plain, ref, nil, title)
  end
  if not bit_of(control, FACTS.encrypted) then
    if #aks > 0 then return outcome("failed", "wrong-key-or-title", plain, nil, nil, title) end
    return outcome("unverified", "no-authentication-key", plain, ref, nil, title)
  end
  if not plausible(plain, request.inner_tag) then return outcome("failed", "wrong-key-or-title") end
  if not authenticated then return outcome("unverified", "no-tag", plain, ref, nil, title) end
  if #aks == 0 then return outcome("unverified", "no-authentication-key", plain, ref, nil, title) end
  return outcome("failed", "wrong-authentication-key", plain, ref, nil, title)
end

-- Nothing opened it: plain text in a ciphered envelope, text that was only authenticated, or closed for `reason`.
local function closed(request, text, readable, reason)
  if readable then
    local status = reason == "wrong-key-or-title" and "failed" or "unverified"
    return outcome(status, reason == "no-key" and "no-authentication-key" or reason, readable)
  end
  for _, candidate in ipairs({ text, request.body }) do
    if plausible(candidate, request.inner_tag) then return outcome("unverified", "not-encrypted", candidate) end
  end
  return outcome(reason == "wrong-key-or-title" and "failed" or "no-key", reason)
end

local function keys_for(request, size)
  if request.offered then return request.offered end
  local fields = { request.field }
  if request.field == "guek" or request.field == "gbek" then
    fields = bit_of(request.control, FACTS.key_set) and { "gbek", "guek" } or { "guek", "gbek" }
  end
  local found = {}
  for _, field in ipairs(fields) do
    for _, ref in ipairs(ring.candidates(field, request.wanted, size)) do found[#found + 1] = ref end
  end
  return found
end

function opener.open(request)
  local control, body = request.control, request.body
  request.headers = request.headers or NO_HEADER
  local authenticated, encrypted = bit_of(control, FACTS.authenticated), bit_of(control, FACTS.encrypted)
  if authenticated and #body < TAG_SIZE then return outcome("failed", "truncated") end
  local text = authenticated and sub(body, 1, -TAG_SIZE - 1) or body
  if not authenticated and not encrypted then return outcome("unverified", "no-tag", text) end
  local readable = not encrypted and text or nil
  local titles = {}
  for _, title in ipairs(request.titles) do
    if #title == TITLE_SIZE then titles[#titles + 1] = title end
  end
  if #titles == 0 then return closed(request, text, readable, "no-title") end
  if not crypto.backend then return closed(request, text, readable, "no-key") end
  local sender = request.field .. control % 16 .. titles[1] .. (request.wanted.sap or "")
  if not request.offered and ring.hopeless(sender) then return closed(request, text, readable, "wrong-key-or-title") end
  local refs = keys_for(request, FACTS.key_sizes[control % 16])
  if #refs == 0 then return closed(request, text, readable, "no-key") end
  local best, tried = nil, 0
  for number, title in ipairs(titles) do
    for _, ref in ipairs(refs) do
      if number <= request.certain or request.offered or ring.kin(ref, title) then
        tried = tried + 1
        local found = attempt(request, ref, title)
        if found.status == "ok" or (found.status == "unverified" and found.plain) then return found end
        if found.reason == "wrong-authentication-key" then best = best or found end
      end
    end
  end
  if best then return best end
  if not request.offered then ring.give_up(sender, tried) end
  return closed(request, text, readable, "wrong-key-or-title")
end
