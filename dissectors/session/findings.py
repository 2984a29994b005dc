"""The catalogue of findings: code, severity, what it is, what it means, what to do. Documentation is made from it.

``note``: information, refused access, a tolerated deviation. ``warning``: a rule broken, everything still decoded.
``error``: something not decoded, not checked or not completed.
"""

from __future__ import annotations

from typing import NamedTuple

NOTE, WARNING, ERROR = "note", "warning", "error"


class Entry(NamedTuple):
    """A kind of finding; ``clause`` is where the standard speaks of it."""

    code: str
    severity: str
    title: str
    meaning: str
    advice: str = ""
    clause: str = ""


# fmt: off
_ENTRIES = (
    # --- Frames and links --------------------------------------------------------------------------
    Entry("noise", NOTE, "bytes that are no frame",
          "Wake-up bytes, echo, text or line noise stood between frames.",
          "Nothing, unless it is much: then look at baud rate and parity."),
    Entry("fcs-wrong", ERROR, "frame check sequence wrong",
          "The frame was damaged on the way, or redacted.",
          "Compare with the retransmission; check wiring, parity and baud rate.", "ISO/IEC 13239"),
    Entry("hcs-wrong", ERROR, "header check sequence wrong",
          "The header of the frame was damaged.", "As for a wrong frame check sequence.", "ISO/IEC 13239"),
    Entry("checksum-wrong", ERROR, "M-Bus checksum wrong",
          "The telegram was damaged on the way.", "Check wiring and baud rate.", "EN 13757-2"),
    Entry("frame-truncated", ERROR, "frame cut short",
          "Its end is not in the capture.", "Capture with a larger snap length, or look for lost packets."),
    Entry("illegal-address", ERROR, "HDLC address of no legal length",
          "Addresses have 1, 2 or 4 bytes.", "The bytes are probably no HDLC frame."),
    Entry("echo", NOTE, "echo of what was sent",
          "The line hears its own bytes: the same frame came back at once. It is no message of the other side.",
          "Normal on half-duplex RS-485 and optical heads; switch it off if the client takes it for an answer."),
    Entry("retransmission", NOTE, "frame sent again",
          "The acknowledgement did not arrive in time.", "Many of them: look at timeouts and the line."),
    Entry("sequence-gap", WARNING, "frame number skipped",
          "N(S) is not the one that was next.",
          "Frames are missing from the capture, or the sender numbers wrongly."),
    Entry("segment-missing", ERROR, "segment missing",
          "An APDU in several frames is not whole.", "The part that is there is decoded."),
    Entry("receive-number-wrong", WARNING, "acknowledgement of a frame that was not sent",
          "N(R) is none of the numbers that the frames seen allow.",
          "Frames are missing from the capture, or the station counts wrongly.", "IEC 62056-46"),
    Entry("window-exceeded", WARNING, "more frames than the window allows",
          "A station goes on sending although the agreed number of frames waits for its acknowledgement.",
          "Compare the window sizes that SNRM and UA carry; `sessions` shows them.", "IEC 62056-46"),
    Entry("frame-too-long", WARNING, "information field longer than agreed",
          "The other side announced that it takes less.",
          "Compare the lengths that SNRM and UA carry; `sessions` shows them.", "IEC 62056-46"),
    Entry("not-connected", WARNING, "station not connected",
          "The server answers with DM: it is not connected, or does not want to be.",
          "Send SNRM first; compare the addresses; see whether another client holds the connection.",
          "IEC 62056-46"),
    Entry("frame-rejected", WARNING, "frame rejected",
          "The server answers with FRMR; the text says what it does not like. Only a new SNRM leads on.",
          "Compare the rejected frame with what SNRM and UA settled.", "IEC 62056-46"),
    Entry("station-busy", NOTE, "station busy",
          "RNR: the station takes no I frames for now.",
          "Many of them: the meter's buffers are too small for the client's pace.", "IEC 62056-46"),
    Entry("reject-used", NOTE, "REJ or SREJ used",
          "COSEM knows no REJ: lost frames are sent again after a timeout.", "", "IEC 62056-46"),
    Entry("link-encrypted", ERROR, "encrypted below the APDU",
          "The link layer, or the transport layer of M-Bus, encrypts what it carries.",
          "Capture behind the device that decrypts it; keys of these layers cannot be given.", "EN 13757-7"),
    # --- APDUs -------------------------------------------------------------------------------------
    Entry("unknown-apdu", ERROR, "no known APDU",
          "The first byte is the tag of no APDU.", "Check the profile (--decode-as)."),
    Entry("malformed", ERROR, "APDU malformed",
          "The encoding contradicts the standard.", "The tree shows how far it could be read."),
    Entry("tolerated-form", NOTE, "vendor's own encoding",
          "Known deviation from the standard; it was read."),
    # --- Questions and answers ---------------------------------------------------------------------
    Entry("answer-without-question", NOTE, "answer without a question",
          "No question that this could answer was seen.", "The capture may begin too late."),
    Entry("invoke-id-mismatch", WARNING, "invoke id of the answer differs from the question's",
          "Paired by order.", "The meter or head-end gets the invoke id wrong."),
    Entry("no-answer", WARNING, "question without an answer",
          "The other side did not answer before the client went on, or before the capture ends.",
          "Look at the line before and after; compare timeouts."),
    Entry("retry", NOTE, "question put again",
          "The same question was put before and not answered in time.",
          "Compare the client's timeout with the response times in `sessions`."),
    Entry("slow-answer", NOTE, "slow answer",
          "More than five seconds went by between question and answer.", "Compare with the client's timeout."),
    Entry("access-refused", NOTE, "access refused",
          "The meter refused to read, write or invoke; the result says why.",
          "Check the association's access rights, the object and the class version."),
    # --- Associations ------------------------------------------------------------------------------
    Entry("association-refused", NOTE, "association refused",
          "The meter refused the association; `sessions` says why in a sentence.",
          "Compare mechanism, secret, titles and SAPs with what the meter wants.", "Green Book 9.3.2"),
    Entry("not-negotiated", WARNING, "service outside the negotiated conformance",
          "A service was used that the association did not agree on.",
          "Compare proposed and negotiated conformance.", "Green Book 9.4.6.1"),
    Entry("pdu-too-large", WARNING, "APDU larger than negotiated",
          "The other side announced a smaller maximum receive PDU size.",
          "Use block transfer, or negotiate a larger size.", "Green Book 9.3.2"),
    Entry("weak-mechanism", NOTE, "weak authentication",
          "The mechanism sends a password in clear, or rests on a broken hash.",
          "Use HLS-GMAC, HLS-SHA256 or HLS-ECDSA.", "Green Book 9.2.2"),
    Entry("mechanism-unchecked", NOTE, "national mechanism",
          "Mechanisms 8 to 10 rest on GOST algorithms; their proofs are named, never judged.", "",
          "Green Book 9.2.2"),
    Entry("password-in-clear", NOTE, "password in clear",
          "Low level security sends the password as it is.", "Use HLS-GMAC, HLS-SHA256 or HLS-ECDSA.",
          "Green Book 9.2.2"),
    Entry("password-differs", WARNING, "password not that of the key file",
          "The client sent another password than the key file has for this meter.",
          "Compare `password` in the key file and in the client.", "Green Book 9.2.2"),
    Entry("hls-verified", NOTE, "high level security proved",
          "One side's answer to the challenge fits the secret in the key file.", "", "Green Book 9.2.7.4"),
    Entry("hls-proof-wrong", ERROR, "high level security failed",
          "The answer to the challenge fits none of the secrets in the key file.",
          "Compare password, keys and system titles.", "Green Book 9.2.7.4"),
    # --- Protection --------------------------------------------------------------------------------
    Entry("ic-replay", ERROR, "invocation counter replayed",
          "A counter that was used before came again with other content, from the same sender under the same key.",
          "A recorded message was sent again, or the counter was reset.", "Green Book 9.2.3"),
    Entry("ic-regress", WARNING, "invocation counter went back",
          "A counter below the last one came from the same sender under the same key.",
          "Receivers refuse such messages; look for a restart or a second client.", "Green Book 9.2.3"),
    Entry("ic-jump", NOTE, "invocation counter jumped",
          "Far more than one was added: messages are missing from the capture, or the sender skips.",
          "Look for another connection of the same client.", "Green Book 9.2.3"),
    Entry("ic-reset", WARNING, "invocation counter began anew",
          "A counter near zero came after a high one, from the same sender under the same key.",
          "It may only begin anew with a new key: receivers refuse such messages.", "Green Book 9.2.3"),
    Entry("ic-expected", NOTE, "the meter expects a higher invocation counter",
          "An exception response names the counter that the server expects.",
          "Let the client go on from there, or look for a second client with the same title.", "Green Book 9.2.3"),
    Entry("tag-failed", ERROR, "not authentic, or not to be opened with the keys at hand",
          "The authentication tag does not fit, or what the keys give is no APDU.",
          "`dlmscope keys check` tells which key is wrong as far as that can be known.", "Green Book 9.2.7.2"),
    Entry("keys-untried", ERROR, "keys not tried",
          "So many messages of unknown senders were tried with every key in vain that senders of no known title or address"
          " are no longer tried.",
          "Give `system_title` or `address` in the key file: keys of senders that it names are always tried."),
    Entry("signature-wrong", ERROR, "signature wrong",
          "The signature fits none of the public keys that the key file has for the originator.",
          "Compare `signing_public_key`; look for changed bytes.", "Green Book 9.2.7.2.5"),
    Entry("other-layout", NOTE, "protected in another layout",
          "Two layouts are in use where the standard can be read in two ways; the tag or signature fits the less usual one.",
          "Both sides must use the same: compare them where one refuses the other.", "Green Book 9.2.7.2"),
    Entry("unprotected", WARNING, "unprotected where the policy demands protection",
          "The security policy that the meter showed demands protection of messages in this direction.",
          "The sender ignores the policy, or it was changed on another connection.", "Green Book 9.2.7.1"),
    Entry("ciphered-outside", NOTE, "block transfer inside a protected APDU",
          "Protection belongs inside general block transfer; here each block is protected by itself. It is read all the same.",
          "", "Green Book 9.4.6.13"),
    Entry("key-transferred", NOTE, "key transferred",
          "A key came wrapped under the master key; it was unwrapped and is used from here on.", "",
          "Green Book 9.2.5"),
    Entry("key-transferred-unseen", WARNING, "key transferred, but not readable",
          "A key came wrapped under a master key that is not in the key file: what it protects stays closed.",
          "Give `kek`, or the new key beside the old one.", "Green Book 9.2.5"),
    Entry("key-agreed", NOTE, "key agreed on",
          "Both sides agreed on a key; an ephemeral private key of the key file gives it.", "", "Green Book 9.2.6"),
    Entry("key-agreed-unseen", WARNING, "key agreed on, but unknown",
          "Both sides agreed on a key with ephemeral keys; what it protects stays closed from here on.",
          "Give the ephemeral private key of one side (`ephemeral_private_keys`), or the agreed key itself.",
          "Green Book 9.2.6"),
    # --- Block transfer ----------------------------------------------------------------------------
    Entry("block-repeated", NOTE, "block sent again",
          "A block that was received came again; it is not new data.", "Look at the acknowledgements."),
    Entry("block-missing", ERROR, "block missing",
          "Block numbers do not follow one another: there is a hole in the transfer.",
          "What stands before the hole is shown; nothing is invented for the rest."),
    Entry("gbt-window-exceeded", WARNING, "more blocks than the window allows",
          "A side goes on streaming although the other announced a smaller window.",
          "Compare window and streaming bit of the block control octets.", "Green Book 9.4.6.13"),
    Entry("gbt-acknowledge-wrong", WARNING, "acknowledgement of a block that was not sent",
          "The acknowledged block number is above all that were seen.",
          "Blocks are missing from the capture, or the receiver counts wrongly.", "Green Book 9.4.6.13"),
    Entry("gbt-recovery", NOTE, "blocks asked for again",
          "The receiver acknowledges less than was sent: the sender goes on behind the block acknowledged.",
          "Many of them: blocks are lost, or the receiver acknowledges too early.", "Green Book 9.4.6.13"),
    Entry("transfer-aborted", ERROR, "transfer aborted",
          "One side ended a block transfer before it was complete.",
          "See which side stopped, and the result it gives.", "Green Book 9.4.6.13"),
    Entry("transfer-incomplete", ERROR, "transfer never completed",
          "The last block, or one before it, never came.", "See which side stopped."),
    Entry("transfer-too-large", ERROR, "transfer given up",
          "More blocks than are kept, or too many transfers open at a time.",
          "The blocks themselves are shown, each in its row."),
    # --- Clocks and images -------------------------------------------------------------------------
    Entry("clock-drift", NOTE, "meter's clock differs",
          "The clock that the meter reports and the time of capture are a minute or more apart.",
          "Set the clock; or the capture is not of today."),
    Entry("image-transferred", NOTE, "image transferred",
          "All blocks up to the last one were sent.", "", "Blue Book 4.4.6"),
    Entry("image-block-repeated", NOTE, "image block sent again",
          "A block of the image was sent before.", "Many of them: the meter loses blocks.", "Blue Book 4.4.6"),
    Entry("image-blocks-missing", WARNING, "image blocks missing",
          "The image is verified or activated although blocks of it were not seen.",
          "They may have been sent before the capture began.", "Blue Book 4.4.6"),
)
# fmt: on
CATALOGUE: dict[str, Entry] = {entry.code: entry for entry in _ENTRIES}


def severity(code: str) -> str:
    """Severity of a finding by its code; an unknown code is a warning."""
    entry = CATALOGUE.get(code)
    return entry.severity if entry is not None else WARNING
