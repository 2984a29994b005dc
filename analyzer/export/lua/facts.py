"""What the Lua session goes by, lowered from the same facts as the Python session's: services, protection, key file, findings."""

from __future__ import annotations

from typing import Any

from analyzer.export.lua.tables import Lowered
from analyzer.keys import CLIENT_FIELDS, METER_FIELDS, SYMMETRIC_SIZES
from analyzer.link.flows import EPHEMERAL
from dissectors.core import clock, framing, ops
from dissectors.core.ops import Op
from dissectors.profiles import hdlc, hdlc_link
from dissectors.security import key_ring, suites
from dissectors.session import exchange, key_roll, link_frames, protection, rules, services
from dissectors.session.findings import CATALOGUE
from dissectors.spec import acse, block, catalog, ciphering, codes, common, facts, link, short_name, xdlms
from dissectors.spec.data import DATA

_GENERAL_CIPHERING_FIELDS = 5  # in front of key-info: what additional authenticated data may cover


def flags() -> dict[str, int]:
    """How elements say that they are special (core/ops.py)."""
    names = ("OPTIONAL_TIME", "LENGTH_OF_REST", "SIGNED_CONTENT", "ANCHOR")
    return {name: getattr(ops, name) for name in names}


def session_facts() -> dict[str, Any]:
    """Single facts by name."""
    bits = {member.name: 1 << member.shift for member in ciphering.SECURITY_CONTROL.members}
    length = next(member for member in link.HDLC_FRAME.children[0].members if member.name == "length")
    segmentation = next(member for member in link.HDLC_FRAME.children[0].members if member.name == "segmentation")
    key_info = {op.name: op for op in ciphering.KEY_INFO.table.values()}
    identified, wrapped, agreed = key_info
    identified_key = {name: code for code, name in codes.IDENTIFIED_KEY.items()}
    last_block = next(
        member for member in block.GENERAL_BLOCK_TRANSFER.children[0].members if member.name == "last-block"
    )
    mechanisms = {name: int(oid.rpartition(".")[2]) for oid, name in codes.MECHANISM.items()}
    return {
        "authenticated": bits["authenticated"],
        "encrypted": bits["encrypted"],
        "key_set": bits["key-set"],
        "compressed": bits["compressed"],
        "tag_size": ciphering.TAG_SIZE,
        "header_size": suites.HEADER_SIZE,
        "title_size": 8,
        "key_sizes": {suite.number: suite.key_size for suite in suites.SUITES.values()},
        "ciphered_content": ciphering.CIPHERED.name,
        "header_fields": _GENERAL_CIPHERING_FIELDS,
        "identified_key": identified,
        "wrapped_key": wrapped,
        "agreed_key": agreed,
        "broadcast_key": identified_key["global-broadcast-encryption-key"],
        "p1_first": ord("/"),
        "last_block": 1 << last_block.shift,
        "descriptor_size": 9,
        "class_id": common.CLASS_ID.name,
        "method_id": common.COSEM_METHOD_DESCRIPTOR.children[2].name,
        "variable_name": short_name.VARIABLE_NAME.name,
        "counter_error": codes.EXCEPTION_SERVICE_ERROR[6],
        "low_level_security": mechanisms["low-level-security"],
        "security_setup": key_roll.SECURITY_SETUP,
        "key_transfer": key_roll.KEY_TRANSFER,
        "hdlc_flag": framing.FLAG,
        "hdlc_length_bits": length.width,
        "hdlc_segmentation": 1 << segmentation.shift,
        "hdlc_format": hdlc._FORMAT,
        "hdlc_format_mask": hdlc._FORMAT_MASK,
        "hdlc_shortest": hdlc.SHORTEST,
        "wrapper_version": link.WRAPPER_VERSION,
        "wrapper_header": link.WRAPPER_HEADER_SIZE,
        "success": codes.DATA_ACCESS_RESULT[0],
        "port": link.REGISTERED_PORT,
        "ephemeral": EPHEMERAL,
        "request": exchange.REQUEST,
        "closed_request": exchange.CLOSED,
        "lsap": link.LSAP,
        "lsap_all": link.LSAP_ALL,
        "llc_size": link.LLC_SIZE,
        "llc_432": link.DL_DATA_REQUEST,
        "llc_senders": {link.LSAP_COMMAND: "client", link.LSAP_RESPONSE: "server"},
        "gateway_senders": {link.GATEWAY_REQUEST: "client", link.GATEWAY_RESPONSE: "server"},
        "link_commands": [link_frames.CONNECT, link_frames.DISCONNECT],
        "link_roles": dict.fromkeys(link_frames._COMMANDS, "command")
        | dict.fromkeys(link_frames._REFUSALS, "refusal")
        | {"ua": "answer"},
        "frame_senders": hdlc_link._SENDERS,
    }


def services_of(lowered: Lowered) -> dict[int, dict[str, Any]]:
    """The head plans by tag, and by choice where the APDU is one."""
    found: dict[int, dict[str, Any]] = {}
    for tag in common.APDU.table:
        choices = facts.BY_CHOICE.get(tag)
        plan = facts.BY_TAG[tag]
        if choices is not None:
            plans = {number: each for number, each in enumerate(choices) if each is not None}
            found[tag] = {"choices": {number: _plan(tag, each, lowered) for number, each in plans.items()}}
        elif plan is not None:
            found[tag] = _plan(tag, plan, lowered)
    return found


def _plan(tag: int, plan: facts.Plan, lowered: Lowered) -> dict[str, Any]:
    row: dict[str, Any] = {"name": plan.name, "family": plan.family, "sender": plan.sender, "tag": tag}
    row |= {"answers": plan.answers, "asks": plan.asks, "blocks": plan.blocks, "behind": plan.behind}
    if plan.invoke is not None:
        row |= {"invoke": plan.invoke[0], "invoke_size": plan.invoke[1] - plan.invoke[0]}
        row |= {"invoke_mask": plan.invoke_mask, "confirmed": plan.confirmed_bit}
    row |= {"class_at": plan.class_at, "method": plan.method, "listed": plan.lists}
    row["results"] = [(span.start, lowered.names(span.op.names)) for span in plan.results]
    if plan.varying is None:
        row["fixed"] = plan.behind  # an APDU of that size has no faults
    elif plan.varying is common.ACCESS_SELECTION and plan.ends_with_varying:
        row["absent"] = plan.behind + 1  # nor has one of that size that ends in a zero
    if plan.varying is not None and plan.ends_with_varying:
        row["rests"] = {tag: _rest(op) for tag, op in plan.varying.table.items() if _rest(op) is not None}
    if plan.varying is not None:
        row["refuses"] = {
            code: lowered.names(op.names)
            for code, op in plan.varying.table.items()
            if op.names in (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT) and op.names
        }
    row["result_list"] = plan.name in rules._WITH_RESULTS
    row["error"] = plan.error
    row["exception"] = plan.op is xdlms.EXCEPTION_RESPONSE
    row["invokes"] = plan.family == xdlms.ACTION_REQUEST.name
    row["lists"] = services.WITH_LIST in plan.name
    row["whole_of_list"] = services.LIST_WHOLES.get(plan.family, services.LIST_WHOLE) if plan.blocks else None
    row["wholes"] = list(services.ACTION_WHOLES) if plan.family == xdlms.ACTION_RESPONSE.name else None
    row |= {"opens": plan.op is acse.AARQ, "opened": plan.op is acse.AARE}
    row |= _kind(tag)
    return {key: value for key, value in row.items() if value is not None and value not in ("", False, [], {})}


def data_sizes() -> dict[int, int]:
    """Data tag -> how many bytes its value has; -1 for those that tell it in front."""
    return {tag: size for tag, op in DATA.table.items() if (size := _size(op)) is not None}


def _size(op: Op) -> int | None:
    if op.kind in facts.FIXED:
        return op.size
    return {ops.NULL: 0, ops.OCTET_STRING: -1}.get(op.kind)


def _rest(op: Op) -> int | bool | None:
    """How many bytes an alternative has, -1 where it tells so in front; True where it is a Data; None where it varies."""
    return True if op.table is DATA.table else _size(op)


def result_names(lowered: Lowered) -> dict[int, bool]:
    """The tables of names whose codes are results."""
    tables = (codes.DATA_ACCESS_RESULT, codes.ACTION_RESULT)
    return {number: True for table in tables if (number := lowered.names(table)) is not None}


def _kind(tag: int) -> dict[str, Any]:
    """What an APDU is for the session: protected, ACSE, a block; nothing for a plain service."""
    if tag in catalog.ACSE:
        return {"kind": "acse"}
    if catalog.GENERAL.get(tag) is block.GENERAL_BLOCK_TRANSFER:
        return {"kind": "general-block-transfer"}
    if tag not in protection.PROTECTED:
        return {}
    row: dict[str, Any] = {"kind": "protected", "simple": tag in catalog.PROTECTS}
    row["dedicated"] = tag in catalog.DED or tag == protection.GENERAL_DED
    row["key_info"] = tag == protection.GENERAL_CIPHERING
    row["signs"] = tag == protection.GENERAL_SIGNING
    inner = catalog.PROTECTS.get(tag)
    if inner is not None:
        family = catalog.PLAIN[inner].name
        row |= {"inner_tag": inner, "inner_family": family, "inner_asks": family.endswith("request")}
        plan = facts.plan_of(bytes((inner, 1)))
        row["inner_answers"] = plan.answers if plan is not None else ""
    return row


def conformance() -> dict[str, int]:
    """Family of a service -> number of the conformance bit that allows it, the first bit being 0."""
    number = {name: bit for bit, name in codes.CONFORMANCE.items()}
    return {family: number[name] for family, name in rules.CONFORMANCE.items()}


def weak() -> dict[int, str]:
    """Mechanism -> why it protects little."""
    numbers = {name: int(oid.rpartition(".")[2]) for oid, name in codes.MECHANISM.items()}
    return {numbers[name]: f"{name}: {why}" for name, why in rules.WEAK.items()}


def key_ids() -> dict[int, str]:
    """Key id of a key transfer -> the field of the key file that holds that key."""
    return dict(key_roll.FIELDS)


def key_file() -> dict[str, Any]:
    """The fields of a key file, those that Lua takes as keys, and their sizes."""
    names = {field for field in (*METER_FIELDS, *CLIENT_FIELDS) if field != "client"}
    return {
        "fields": dict.fromkeys(sorted(names), True),
        "keys": dict.fromkeys(key_ring.KEY_FIELDS, True),
        "sizes": dict.fromkeys(SYMMETRIC_SIZES, True),
    }


def findings() -> dict[str, dict[str, str]]:
    """The catalogue: severity and title by code."""
    return {code: {"severity": entry.severity, "title": entry.title} for code, entry in CATALOGUE.items()}


def clock_words() -> dict[str, Any]:
    """The special values of dates and times, and how they are written."""
    found: dict[str, Any] = {"not_specified": clock.NOT_SPECIFIED, "no_year": clock.NO_YEAR}
    return found | {"no_deviation": clock.NO_DEVIATION, "months": clock._MONTHS, "days": clock._DAYS}
