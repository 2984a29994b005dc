-- How are texts decrypted and tags checked: AES-GCM as the security suites use it, AES key wrap (RFC 3394)?
--   crypto.key(bytes) -> state;  crypto.open(state, nonce, aad, text, tag) -> plain, verified (nil without a tag)
--   crypto.unwrap(kek, wrapped) -> key or nil;  crypto.backend is "gcrypt", "operators", "bit32" or nil.
local crypto = { backend = nil }
dlmscope.crypto = crypto
local MOST_KEYS = 64 -- of which tables are kept

-- One source for every Lua: XOR{a ^ b}, BYTE<n>(word) and WORD(a, b, c, d) become operators or calls of bit32.
local CORE = [=[
local bit32, char, byte, sub, rep = ...
local extract, bxor, band = bit32 and bit32.extract, bit32 and bit32.bxor, bit32 and bit32.band
local S, INVERSE, T0, T1, T2, T3 = {}, {}, {}, {}, {}, {}

local function double(a)
  a = a * 2
  if a > 255 then a = XOR{a ^ 283} end
  return a
end

do -- the S-box by walking the field with a generator and its inverse
  local power, log, x = {}, {}, 1
  for i = 0, 254 do
    power[i], log[x] = x, i
    x = XOR{x ^ double(x)}
  end
  for i = 0, 255 do
    local inverse = i == 0 and 0 or power[(255 - log[i]) % 255]
    local value, turned = inverse, inverse
    for _ = 1, 4 do
      turned = turned * 2
      if turned > 255 then turned = turned - 255 end
      value = XOR{value ^ turned}
    end
    value = XOR{value ^ 99}
    S[i], INVERSE[value] = value, i
  end
  for i = 0, 255 do
    local s = S[i]
    local d = double(s)
    local t = XOR{d ^ s}
    T0[i], T1[i] = WORD(d, s, s, t), WORD(t, d, s, s)
    T2[i], T3[i] = WORD(s, t, d, s), WORD(s, s, t, d)
  end
end

local function words(text, at)
  local a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p = byte(text, at, at + 15)
  return WORD(a, b, c, d), WORD(e, f, g, h), WORD(i, j, k, l), WORD(m, n, o, p)
end

local function schedule(key)
  local size = #key / 4
  local rounds = size + 6
  local w, round = {}, 1
  for i = 0, size - 1 do
    local a, b, c, d = byte(key, 4 * i + 1, 4 * i + 4)
    w[i + 1] = WORD(a, b, c, d)
  end
  for i = size, 4 * (rounds + 1) - 1 do
    local t = w[i]
    if i % size == 0 then
      t = XOR{WORD(S[BYTE1(t)], S[BYTE2(t)], S[BYTE3(t)], S[BYTE0(t)]) ^ round * 16777216}
      round = double(round)
    elseif size > 6 and i % size == 4 then
      t = WORD(S[BYTE0(t)], S[BYTE1(t)], S[BYTE2(t)], S[BYTE3(t)])
    end
    w[i + 1] = XOR{w[i + 1 - size] ^ t}
  end
  return w
end

local function encrypt(k, a, b, c, d)
  a, b, c, d = XOR{a ^ k[1]}, XOR{b ^ k[2]}, XOR{c ^ k[3]}, XOR{d ^ k[4]}
  local at = 5
  local last = #k - 3
  while at < last do
    local e = XOR{T0[BYTE0(a)] ^ T1[BYTE1(b)] ^ T2[BYTE2(c)] ^ T3[BYTE3(d)] ^ k[at]}
    local f = XOR{T0[BYTE0(b)] ^ T1[BYTE1(c)] ^ T2[BYTE2(d)] ^ T3[BYTE3(a)] ^ k[at + 1]}
    local g = XOR{T0[BYTE0(c)] ^ T1[BYTE1(d)] ^ T2[BYTE2(a)] ^ T3[BYTE3(b)] ^ k[at + 2]}
    d = XOR{T0[BYTE0(d)] ^ T1[BYTE1(a)] ^ T2[BYTE2(b)] ^ T3[BYTE3(c)] ^ k[at + 3]}
    a, b, c, at = e, f, g, at + 4
  end
  return XOR{WORD(S[BYTE0(a)], S[BYTE1(b)], S[BYTE2(c)], S[BYTE3(d)]) ^ k[at]},
    XOR{WORD(S[BYTE0(b)], S[BYTE1(c)], S[BYTE2(d)], S[BYTE3(a)]) ^ k[at + 1]},
    XOR{WORD(S[BYTE0(c)], S[BYTE1(d)], S[BYTE2(a)], S[BYTE3(b)]) ^ k[at + 2]},
    XOR{WORD(S[BYTE0(d)], S[BYTE1(a)], S[BYTE2(b)], S[BYTE3(c)]) ^ k[at + 3]}
end

local function text_of(a, b, c, d)
  return char(BYTE0(a), BYTE1(a), BYTE2(a), BYTE3(a), BYTE0(b), BYTE1(b), BYTE2(b), BYTE3(b),
    BYTE0(c), BYTE1(c), BYTE2(c), BYTE3(c), BYTE0(d), BYTE1(d), BYTE2(d), BYTE3(d))
end

-- The products of H with every value of every byte of a block: 16 positions, 4 words, 256 values.
local function products(k)
  local a, b, c, d = encrypt(k, 0, 0, 0, 0)
  local tables = {}
  for position = 0, 15 do
    local t0, t1, t2, t3 = { [0] = 0 }, { [0] = 0 }, { [0] = 0 }, { [0] = 0 }
    local mask = 128
    for _ = 1, 8 do
      t0[mask], t1[mask], t2[mask], t3[mask] = a, b, c, d
      local low = d % 2
      d = (d - low) / 2 + c % 2 * 2147483648
      c = (c - c % 2) / 2 + b % 2 * 2147483648
      b = (b - b % 2) / 2 + a % 2 * 2147483648
      a = (a - a % 2) / 2
      a, b, c, d = INTEGER(a), INTEGER(b), INTEGER(c), INTEGER(d)
      if low == 1 then a = XOR{a ^ 3774873600} end
      mask = INTEGER(mask / 2)
    end
    local top = 1
    for value = 1, 255 do
      if value >= 2 * top then top = 2 * top end
      local rest = value - top
      if rest > 0 then
        t0[value], t1[value] = XOR{t0[top] ^ t0[rest]}, XOR{t1[top] ^ t1[rest]}
        t2[value], t3[value] = XOR{t2[top] ^ t2[rest]}, XOR{t3[top] ^ t3[rest]}
      end
    end
    tables[4 * position + 1], tables[4 * position + 2] = t0, t1
    tables[4 * position + 3], tables[4 * position + 4] = t2, t3
  end
  return tables
end

local function multiply(t, a, b, c, d)
  local b0, b1, b2, b3 = BYTE0(a), BYTE1(a), BYTE2(a), BYTE3(a)
  local b4, b5, b6, b7 = BYTE0(b), BYTE1(b), BYTE2(b), BYTE3(b)
  local b8, b9, b10, b11 = BYTE0(c), BYTE1(c), BYTE2(c), BYTE3(c)
  local b12, b13, b14, b15 = BYTE0(d), BYTE1(d), BYTE2(d), BYTE3(d)
  return PRODUCT1, PRODUCT2, PRODUCT3, PRODUCT4
end

local function open(state, nonce, aad, text, tagged)
  local k = state.schedule
  local n0, n1, n2 = words(nonce .. "\0\0\0\0", 1)
  local size = #text
  local padded = size % 16 == 0 and text or text .. rep("\0", 16 - size % 16)
  local t, y0, y1, y2, y3 = nil, 0, 0, 0, 0
  if tagged then
    t = state.products
    if not t then
      t = products(k)
      state.products = t
    end
    local whole = #aad % 16 == 0 and aad or aad .. rep("\0", 16 - #aad % 16)
    for at = 1, #whole, 16 do
      local a, b, c, d = words(whole, at)
      y0, y1, y2, y3 = multiply(t, XOR{y0 ^ a}, XOR{y1 ^ b}, XOR{y2 ^ c}, XOR{y3 ^ d})
    end
  end
  local parts, counter = {}, 2
  for at = 1, size, 16 do
    local a, b, c, d = words(padded, at)
    local e, f, g, h = encrypt(k, n0, n1, n2, counter)
    if t then y0, y1, y2, y3 = multiply(t, XOR{y0 ^ a}, XOR{y1 ^ b}, XOR{y2 ^ c}, XOR{y3 ^ d}) end
    parts[counter - 1] = text_of(XOR{a ^ e}, XOR{b ^ f}, XOR{c ^ g}, XOR{d ^ h})
    counter = counter + 1
  end
  local plain = sub(table.concat(parts), 1, size)
  if not t then return plain end
  y0, y1, y2, y3 = multiply(t, y0, XOR{y1 ^ #aad * 8}, y2, XOR{y3 ^ size * 8})
  local a, b, c, d = encrypt(k, n0, n1, n2, 1)
  return plain, text_of(XOR{y0 ^ a}, XOR{y1 ^ b}, XOR{y2 ^ c}, XOR{y3 ^ d})
end

local function times(a, factor) -- in the field of the cipher
  local result = 0
  while factor > 0 do
    if factor % 2 == 1 then result = XOR{result ^ a} end
    a, factor = double(a), (factor - factor % 2) / 2
  end
  return result
end

-- One block backwards: only key wrap needs it, so it is short and not fast.
local function decrypt(k, block)
  local state = { byte(block, 1, 16) }
  local function add(at)
    for word = 0, 3 do
      local w = k[at + word]
      local o = 4 * word
      state[o + 1], state[o + 2] = XOR{state[o + 1] ^ BYTE0(w)}, XOR{state[o + 2] ^ BYTE1(w)}
      state[o + 3], state[o + 4] = XOR{state[o + 3] ^ BYTE2(w)}, XOR{state[o + 4] ^ BYTE3(w)}
    end
  end
  add(#k - 3)
  for at = #k - 7, 1, -4 do
    local shifted = {}
    for column = 0, 3 do
      for row = 0, 3 do shifted[4 * ((column + row) % 4) + row + 1] = INVERSE[state[4 * column + row + 1]] end
    end
    state = shifted
    add(at)
    if at > 1 then
      for column = 0, 3 do
        local o = 4 * column
        local p, q, r, s = state[o + 1], state[o + 2], state[o + 3], state[o + 4]
        state[o + 1] = XOR{times(p, 14) ^ times(q, 11) ^ times(r, 13) ^ times(s, 9)}
        state[o + 2] = XOR{times(p, 9) ^ times(q, 14) ^ times(r, 11) ^ times(s, 13)}
        state[o + 3] = XOR{times(p, 13) ^ times(q, 9) ^ times(r, 14) ^ times(s, 11)}
        state[o + 4] = XOR{times(p, 11) ^ times(q, 13) ^ times(r, 9) ^ times(s, 14)}
      end
    end
  end
  return char(table.unpack(state))
end

local function exclusive(a, b) return XOR{a ^ b} end
return schedule, open, decrypt, exclusive
]=]

-- The core compiled for this Lua; nil where it has neither operators nor bit32.
local function compile(operators)
  local products = {}
  for word = 1, 4 do
    local terms = {}
    for position = 0, 15 do terms[position + 1] = format("t[%d][b%d]", 4 * position + word, position) end
    products[word] = "XOR{" .. table.concat(terms, " ^ ") .. "}"
  end
  local source = CORE:gsub("PRODUCT(%d)", function(word) return products[tonumber(word)] end)
  local function xor(body)
    body = body:sub(2, -2):gsub("XOR(%b{})", xor)
    return operators and "(" .. body:gsub("%^", "~") .. ")" or "bxor(" .. body:gsub("%^", ",") .. ")"
  end
  source = source:gsub("XOR(%b{})", xor)
  source = source:gsub("BYTE(%d)%((%w+)%)", function(number, word)
    local shift = 24 - 8 * number
    if not operators then return format("extract(%s, %d, 8)", word, shift) end
    return shift == 24 and format("(%s >> 24)", word) or format("(%s >> %d & 255)", word, shift)
  end)
  source = source:gsub("INTEGER(%b())", operators and "math.tointeger%1" or "%1")
  for _ = 1, 2 do
    source = source:gsub("WORD(%b())", function(list)
      local parts, depth, from = {}, 0, 2
      for at = 2, #list do
        local c = list:sub(at, at)
        if c == "(" or c == "[" then depth = depth + 1 end
        if (c == "," and depth == 0) or at == #list then
          parts[#parts + 1] = list:sub(from, at - 1)
          from = at + 1
        elseif c == ")" or c == "]" then
          depth = depth - 1
        end
      end
      return format("((%s) * 16777216 + (%s) * 65536 + (%s) * 256 + (%s))", parts[1], parts[2], parts[3], parts[4])
    end)
  end
  local chunk = load(source, "=crypto")
  if chunk then return chunk(not operators and bit32 or nil, char, byte, sub, string.rep) end
end

local schedule, open_text, decrypt_block, exclusive

local function open_pure(state, nonce, aad, text, tag)
  local plain, whole = open_text(state, nonce, aad, text, tag ~= nil)
  if tag then return plain, whole:sub(1, #tag) == tag end
  return plain
end

-- libgcrypt by Wireshark itself (4.6 and later), several times faster.
local function gcrypt()
  local Cipher, modes = rawget(_G, "GcryptCipher"), { [16] = "GCRY_CIPHER_AES", [32] = "GCRY_CIPHER_AES256" }
  local gcm = rawget(_G, "GCRY_CIPHER_MODE_GCM")
  if not Cipher or not gcm then return nil end
  return function(state, nonce, aad, text, tag)
    local cipher = state.cipher
    if not cipher then
      cipher = Cipher.open(rawget(_G, modes[#state.bytes]), gcm, 0)
      cipher:setkey(ByteArray.new(state.bytes, true))
      state.cipher = cipher
    end
    cipher:setiv(ByteArray.new(nonce, true))
    if #aad > 0 then cipher:authenticate(ByteArray.new(aad, true)) end
    local plain = #text > 0 and cipher:decrypt(nil, ByteArray.new(text, true)):raw() or ""
    if tag then return plain, cipher:checktag(ByteArray.new(tag, true)) == 0 end
    return plain
  end
end

local states, kept = {}, 0

function crypto.key(bytes)
  local state = states[bytes]
  if not state then
    if kept >= MOST_KEYS then states, kept = {}, 0 end
    state = { bytes = bytes, schedule = schedule and schedule(bytes) }
    states[bytes], kept = state, kept + 1
  end
  return state
end

function crypto.unwrap(kek, wrapped)
  local count = #wrapped / 8 - 1
  if not schedule or count < 2 or count ~= floor(count) or #kek % 8 ~= 0 then return nil end
  local k, a, r = schedule(kek), wrapped:sub(1, 8), {}
  for i = 1, count do r[i] = wrapped:sub(8 * i + 1, 8 * i + 8) end
  for step = 6 * count, 1, -1 do
    local i = (step - 1) % count + 1
    local high, low = byte(a, 7, 8)
    local text = decrypt_block(k, a:sub(1, 6) .. char(exclusive(high, floor(step / 256) % 256), exclusive(low, step % 256)) .. r[i])
    a, r[i] = text:sub(1, 8), text:sub(9)
  end
  return a == ("\166"):rep(8) and table.concat(r) or nil
end

-- Test case 4 of the GCM specification, with the tag cut to 12 bytes.
local function works()
  local state = { bytes = bytes_of("feffe9928665731c6d6a8f9467308308") }
  state.schedule = schedule and schedule(state.bytes)
  local text = bytes_of("42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091")
  local plain, verified = crypto.open(state, bytes_of("cafebabefacedbaddecaf888"),
    bytes_of("feedfacedeadbeeffeedfacedeadbeefabaddad2"), text, bytes_of("5bc94fbc3221a5db94fae95a"))
  return verified and plain:sub(1, 4) == bytes_of("d9313225")
end

local function choose()
  local ready
  ready, schedule, open_text, decrypt_block, exclusive = pcall(compile, true)
  crypto.backend = "operators"
  if not ready or not schedule then
    ready, schedule, open_text, decrypt_block, exclusive = pcall(compile, false)
    crypto.backend = "bit32"
  end
  if not rawget(_G, "bit32") and crypto.backend == "bit32" then schedule = nil end
  local native = gcrypt()
  crypto.open = native
  if native then
    local fine, right = pcall(works)
    if fine and right then
      crypto.backend = "gcrypt"
      return
    end
  end
  crypto.open = open_pure
  local fine, right = pcall(works)
  if not fine or not right then crypto.backend = nil end
end
choose()
