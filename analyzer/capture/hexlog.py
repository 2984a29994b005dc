"""Hex logs in the shapes people paste: one record a line of data, with its direction and time where the line says them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from analyzer.capture.record import LINK_HEX, Record
from analyzer.capture.stream import CHUNK, Input
from analyzer.store import SpoolStore

_COMMENT = re.compile(r"\s*(?:#|//|;).*$")
_TIME = re.compile(
    r"^\W*(?:(?P<date>\d{4}-\d\d-\d\d|\d\d[./]\d\d[./]\d{4})[T ,]+)?"
    r"(?P<time>\d\d:\d\d:\d\d(?:[.,]\d{1,9})?)(?P<zone>Z|[+-]\d\d:?\d\d)?[\s\]):,]*"
)
_MARK = re.compile(
    r"^\W*(?P<mark>TX|RX|SEND|SENT|RECV|RECEIVED?|REQUEST|RESPONSE|OUT|IN|WRITE|READ|>>>?|<<<?|->|<-|>|<)(?![A-Za-z0-9])[:\s=>\])]*",
    re.IGNORECASE,
)
_SENT = {"TX", "SEND", "SENT", "REQUEST", "OUT", "WRITE", ">>", ">>>", "->", ">"}
_OFFSET = re.compile(r"^\s*(?:0x)?[0-9a-fA-F]{4,8}(?:\s*[:|]\s+|\s{2,})(?=[0-9a-fA-F]{2}\b)")
_ASCII = re.compile(r"\s*(?:\|.*\|?\s*$|\s{2,}\S*[^0-9a-fA-F\s,:]\S*.*$)")
_HEX_RUN = re.compile(r"(?:0[xX])?([0-9a-fA-F]+)")
_ALLOWED = re.compile(r"^(?:(?:0[xX]|\\x)?[0-9a-fA-F]+[\s,:;.\-_|]*)+$")


class HexLogReader:
    """Records of a hex log; the bytes of the lines go into ``spool``, for they are nowhere as such."""

    kind = "hex"
    resolution = 6

    def __init__(self, data: Input, spool: SpoolStore) -> None:
        self.notes: list[str] = []
        self.secrets: list[tuple[int, bytes]] = []
        self.comments: dict[int, str] = {}
        self.names: dict[tuple[int, int], str] = {}
        self.position = 0
        self._data = data
        self._spool = spool

    def batches(self, size: int) -> Iterator[list[Record]]:
        """Lists of records, about ``size`` bytes of text each."""
        del size
        no = 0
        number = 0
        rest = b""
        while True:
            ended = self._data.ended  # asked first: what came before it is read now
            block = self._data.read(self.position, CHUNK)
            self.position += len(block)
            lines = (rest + block).split(b"\n")
            rest = lines.pop() if block or not ended else b""
            records: list[Record] = []
            for line in lines:
                number += 1
                found = parse_line(line.decode("utf-8", "replace"))
                if found is None:
                    continue
                data, direction, time, readable = found
                if not readable:
                    self.notes.append(f"line {number}: not all of it is hex")
                if data:
                    no += 1
                    records.append(Record(no, time, LINK_HEX, self._spool.append(data), data, direction=direction))
            if records or not (block or ended):
                yield records
            if not block and ended:
                return


def parse_line(line: str) -> tuple[bytes, int | None, int | None, bool] | None:
    """(bytes, direction, time in ns, whether all of it was hex) of one line; None where it holds no data."""
    text = _COMMENT.sub("", line).strip()
    if not text:
        return None
    time: int | None = None
    direction: int | None = None
    match = _TIME.match(text)
    if match is not None:
        time = _nanoseconds(match)
        text = text[match.end() :]
    match = _MARK.match(text)
    if match is not None and not _ALLOWED.match(match["mark"]):
        direction = 0 if match["mark"].upper() in _SENT else 1
        text = text[match.end() :]
    if match is not None and time is None:
        match = _TIME.match(text)
        if match is not None:
            time = _nanoseconds(match)
            text = text[match.end() :]
    text = _OFFSET.sub("", text)
    if not _ALLOWED.match(text):
        text = _ASCII.sub("", text)
    digits: list[str] = []
    readable = True
    for word in text.replace("\\x", " ").split():
        if _ALLOWED.match(word):
            for run in _HEX_RUN.finditer(word):
                part = run.group(1)
                digits.append(part if len(part) % 2 == 0 else "0" + part if len(part) == 1 else part[:-1])
                readable = readable and (len(part) % 2 == 0 or len(part) == 1)
        else:
            readable = False
            if digits:
                break
    if not digits:
        return None
    return bytes.fromhex("".join(digits)), direction, time, readable


def looks_like_hex(sample: bytes) -> bool:
    """Whether text is a hex log: most lines with data hold hex, and one holds four bytes at least."""
    try:
        text = sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return False
        text = sample[: error.start].decode("utf-8")
    good = bad = longest = 0
    for line in text.splitlines()[:200]:
        stripped = _COMMENT.sub("", line).strip()
        if not stripped:
            continue
        found = parse_line(line)
        if found is not None and len(found[0]) >= 1:
            good += 1
            longest = max(longest, len(found[0]))
        else:
            bad += 1
    return good > bad and longest >= 3


def _nanoseconds(match: re.Match[str]) -> int | None:
    """Time since the epoch of a line with a date; None where it has but a time of day."""
    if match["date"] is None:
        return None
    date = match["date"]
    if date[4] != "-":
        day, month, year = re.split(r"[./]", date)
        date = f"{year}-{month}-{day}"
    clock, _, fraction = match["time"].replace(",", ".").partition(".")
    try:
        moment = datetime.datetime.fromisoformat(f"{date}T{clock}{match['zone'] or ''}")
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.astimezone()
    return int(moment.timestamp()) * 1_000_000_000 + int((fraction or "0").ljust(9, "0"))
