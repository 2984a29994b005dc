"""AES-GCM and AES key wrap in Lua: the published vectors, and whatever the library of the Python side gives."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.export.lua import runtime, specifications
from tests.unit.test_lua_runtime import LUAS, STRICT

TAG_SIZE = 12
KEY = "feffe9928665731c6d6a8f9467308308"
LONG_KEY = KEY * 2
NONCE = "cafebabefacedbaddecaf888"
AAD = "feedfacedeadbeeffeedfacedeadbeefabaddad2"
TEXT = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
# Test cases of the GCM specification (McGrew, Viega), their tags cut to 12 bytes: key, nonce, AAD, plain, text, tag
GCM = [
    ("00" * 16, "00" * 12, "", "", "", "58e2fccefa7e3061367f1d57"),  # 1
    ("00" * 16, "00" * 12, "", "00" * 16, "0388dace60b6a392f328c2b971b2fe78", "ab6e47d42cec13bdf53a67b2"),  # 2
    (
        KEY, NONCE, AAD, TEXT,  # 4
        "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
        "5bc94fbc3221a5db94fae95a",
    ),
    ("00" * 32, "00" * 12, "", "", "", "530f8afbc74536b9a963b4f1"),  # 13
    ("00" * 32, "00" * 12, "", "00" * 16, "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5"),  # 14
    (
        LONG_KEY, NONCE, AAD, TEXT,  # 16
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853",
    ),
]  # fmt: skip
# RFC 3394, 4.1 to 4.6 where the key has a size of ours: KEK, key, wrapped
WRAPPED = [
    (
        "000102030405060708090A0B0C0D0E0F", "00112233445566778899AABBCCDDEEFF",  # 4.1
        "1FA68B0A8112B447AEF34BD8FB5A7B829D3E862371D2CFE5",
    ),
    (
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", "00112233445566778899AABBCCDDEEFF",  # 4.3
        "64E8C3F9CE0F5BA263E9777905818A2A93C8191E7D6E8AE7",
    ),
    (
        "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F",
        "00112233445566778899AABBCCDDEEFF000102030405060708090A0B0C0D0E0F",  # 4.6
        "28C9F404C4B810F4CBCCB35CFB87F8263F5786E2D80ED326CBC7F0E71A99F43BFB988B9B7A02DD21",
    ),
]  # fmt: skip


@pytest.fixture(scope="module", params=[LUAS[0], LUAS[-1]])
def crypto(request: pytest.FixtureRequest) -> Any:
    loaded = importlib.import_module(f"lupa.{request.param}").LuaRuntime(encoding=None)
    loaded.execute(STRICT)
    return loaded.execute((specifications() + runtime(wireshark=False)).encode())[b"crypto"]


def test_each_lua_finds_a_way_to_compute(crypto: Any) -> None:
    assert crypto[b"backend"] in (b"bit32", b"operators")


@pytest.mark.parametrize(("key", "nonce", "aad", "plain", "text", "tag"), GCM)
def test_gcm_vectors(crypto: Any, key: str, nonce: str, aad: str, plain: str, text: str, tag: str) -> None:
    key_, nonce_, aad_, plain_, text_, tag_ = (bytes.fromhex(each) for each in (key, nonce, aad, plain, text, tag))
    state = crypto[b"key"](key_)
    assert crypto[b"open"](state, nonce_, aad_, text_, tag_) == (plain_, True)
    wrong = bytes((tag_[0] ^ 1,)) + tag_[1:]
    assert crypto[b"open"](state, nonce_, aad_, text_, wrong) == (plain_, False)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from((16, 32)).flatmap(lambda size: st.binary(min_size=size, max_size=size)),
    st.binary(min_size=12, max_size=12),
    st.binary(max_size=40),
    st.binary(max_size=100),
)
def test_gcm_as_the_library_does_it(crypto: Any, key: bytes, nonce: bytes, aad: bytes, plain: bytes) -> None:
    sealed = AESGCM(key).encrypt(nonce, plain, aad)
    text, tag = sealed[: len(plain)], sealed[len(plain) :][:TAG_SIZE]
    state = crypto[b"key"](key)
    assert crypto[b"open"](state, nonce, aad, text, tag) == (plain, True)
    assert crypto[b"open"](state, nonce, aad + b"x", text, tag)[1] is False


@pytest.mark.parametrize(("kek", "key", "wrapped"), WRAPPED)
def test_key_wrap_vectors(crypto: Any, kek: str, key: str, wrapped: str) -> None:
    assert crypto[b"unwrap"](bytes.fromhex(kek), bytes.fromhex(wrapped)) == bytes.fromhex(key)


@settings(max_examples=50, deadline=None)
@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16), st.integers(0, 23))
def test_a_changed_wrapped_key_is_none(crypto: Any, kek: bytes, key: bytes, at: int) -> None:
    wrapped = bytearray(aes_key_wrap(kek, key))
    assert crypto[b"unwrap"](kek, bytes(wrapped)) == key
    wrapped[at] ^= 1
    assert crypto[b"unwrap"](kek, bytes(wrapped)) is None
    assert crypto[b"unwrap"](kek, bytes(wrapped[:at])) is None


# --- libgcrypt as Wireshark 4.6 offers it ---------------------------------------------------------

# The calls that Wireshark 4.6 documents; what they compute comes from the library of the Python side.
WIRESHARK_46 = b"""
local plain_of, tag_of = ...
GCRY_CIPHER_AES, GCRY_CIPHER_AES256, GCRY_CIPHER_MODE_GCM = 7, 9, 9
ByteArray = { new = function(text, binary)
  assert(binary, "hex is not what is meant")
  return { raw = function() return text end }
end }
local Cipher = {}
Cipher.__index = Cipher
function Cipher:setkey(key)
  self.key = key:raw()
  assert(#self.key == (self.algorithm == GCRY_CIPHER_AES and 16 or 32))
end
function Cipher:setiv(nonce) self.nonce, self.aad, self.text = nonce:raw(), "", "" end
function Cipher:authenticate(aad) self.aad = aad:raw() end
function Cipher:decrypt(into, text)
  assert(into == nil)
  self.text = text:raw()
  return ByteArray.new(plain_of(self.key, self.nonce, self.text), true)
end
function Cipher:checktag(tag)
  if tag_of(self.key, self.nonce, self.aad, self.text):sub(1, #tag:raw()) == tag:raw() then return 0 end
  return 10, "Checksum error"
end
GcryptCipher = { open = function(algorithm, mode, flags)
  assert(mode == GCRY_CIPHER_MODE_GCM and flags == 0)
  return setmetatable({ algorithm = algorithm }, Cipher)
end }
"""


def _plain(key: bytes, nonce: bytes, text: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, text, None)[:-16]


def _tag(key: bytes, nonce: bytes, aad: bytes, text: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, _plain(key, nonce, text), aad)[-16:]


@pytest.mark.parametrize("right", [True, False], ids=["that works", "that fails its self-test"])
def test_wireshark_s_own_cipher_is_taken_where_it_works(right: bool) -> None:
    loaded = importlib.import_module(f"lupa.{LUAS[-1]}").LuaRuntime(encoding=None)
    given = loaded.eval(b"function(text, plain, tag) return assert(load(text))(plain, tag) end")
    given(WIRESHARK_46, _plain, _tag if right else lambda *_: b"x" * 16)
    loaded.execute(STRICT)
    crypto = loaded.execute((specifications() + runtime(wireshark=False)).encode())[b"crypto"]
    assert crypto[b"backend"] == (b"gcrypt" if right else b"operators")
    for row in GCM:
        key, nonce, aad, plain, text, tag = (bytes.fromhex(each) for each in row)
        state = crypto[b"key"](key)
        for _ in range(2):  # a cipher is used again
            assert crypto[b"open"](state, nonce, aad, text, tag) == (plain, True)
            assert crypto[b"open"](state, nonce, aad, text, bytes(12)) == (plain, False)
        assert crypto[b"open"](state, nonce, aad, text, None) in (plain, (plain, None))
