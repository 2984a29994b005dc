-- dlmscope.lua: DLMS/COSEM for Wireshark and tshark, decrypting.
-- Made by dlmscope 0.1.0 (`dlmscope export lua`); do not edit.
--
-- Install: put this file into the personal Lua plugin folder (Help > About Wireshark > Folders), or for one run
--   tshark -X lua_script:dlmscope.lua -r capture.pcapng
-- As root, Wireshark 4.4 and later skip scripts silently unless they lie in the global Lua plugin folder.
-- Keys: preference dlmscope.key_file names a keys.toml, or for one run -X lua_script1:keyfile=keys.toml
--
-- SPDX-License-Identifier: GPL-2.0-or-later
local FLAGS = {OPTIONAL_TIME=2,LENGTH_OF_REST=4,SIGNED_CONTENT=8,ANCHOR=16}
local FACTS = {authenticated=16,encrypted=32,key_set=64,compressed=128,tag_size=12,header_size=5,title_size=8,key_sizes={[0]=16,[1]=16,[2]=32},ciphered_content="ciphered-content",header_fields=5,identified_key="identified-key",wrapped_key="wrapped-key",agreed_key="agreed-key",broadcast_key=1,p1_first=47,last_block=128,descriptor_size=9,class_id="class-id",method_id="method-id",variable_name="variable-name",counter_error="invocation-counter-error",low_level_security=1,security_setup=64,key_transfer=2,hdlc_flag=126,hdlc_length_bits=11,hdlc_segmentation=2048,hdlc_format=160,hdlc_format_mask=240,hdlc_shortest=7,wrapper_version="\000\001",wrapper_header=8,success="success",port=4059,ephemeral=32768,request="request",closed_request="closed-request",lsap=230,lsap_all=255,llc_size=3,llc_432=144,llc_senders={[230]="client",[231]="server"},gateway_senders={[230]="client",[231]="server"},link_commands={"snrm","disc"},link_roles={snrm="command",disc="command",dm="refusal",frmr="refusal",ua="answer"},frame_senders={snrm="client",disc="client",ua="server",dm="server",frmr="server"}}
local ELEMENTS = {
{kind="sequence",name="coap",field="coap",children={5,4,3,2}},
{kind="rest",name="token-options-payload",field="coap.rest"},
{kind="unsigned",name="message-id",field="coap.message_id",size=2},
{kind="bits",name="code",field="coap.code",size=1,members={{name="code-class",field="coap.code.class",shift=5,width=3},{name="code-detail",field="coap.code.detail",shift=0,width=5}}},
{kind="bits",name="first",field="coap.first",size=1,members={{name="version",field="coap.version",shift=6,width=2},{name="type",field="coap.type",shift=4,width=2,names=1},{name="token-length",field="coap.token_length",shift=0,width=4}}},
{kind="sequence",name="ieee-802-15-4",field="ieee_802_15_4",children={9,8,7}},
{kind="rest",name="addresses-and-payload",field="wpan.rest"},
{kind="unsigned",name="sequence-number",field="wpan.sequence_number",size=1},
{kind="unsigned",name="frame-control",field="wpan.frame_control",size=2,flags=1},
{kind="sequence",name="prime-packet",field="prime_packet",children={12,11}},
{kind="bits",name="node",field="prime.node",size=4,members={{name="sid",field="prime.sid",shift=24,width=8},{name="lnid",field="prime.lnid",shift=10,width=14},{name="spad",field="prime.spad",shift=9,width=1},{name="length",field="prime.length",shift=0,width=9}}},
{kind="bits",name="packet-header",field="prime.packet_header",size=2,members={{name="nad",field="prime.nad",shift=12,width=1},{name="priority",field="prime.priority",shift=10,width=2},{name="control",field="prime.control",shift=9,width=1},{name="lcid",field="prime.lcid",shift=0,width=9}}},
{kind="sequence",name="prime-mac-pdu",field="prime_mac_pdu",children={17,16,15,14}},
{kind="rest",name="packets",field="prime.packets"},
{kind="unsigned",name="hcs",field="prime.hcs",size=1},
{kind="bits",name="level",field="prime.second",size=1,members={{name="downlink",field="prime.downlink",shift=6,width=1},{name="level",field="prime.level",shift=0,width=6}}},
{kind="bits",name="header-type",field="prime.first",size=1,members={{name="ht",field="prime.ht",shift=4,width=2,names=2}}},
{kind="sequence",name="repeater-call",field="repeater_call",children={22,21,20,19}},
{kind="unsigned",name="reception-threshold",field="ciase.reception_threshold",size=1},
{kind="unsigned",name="nb-tslot-for-new",field="ciase.nb_tslot_for_new",size=1},
{kind="unsigned",name="max-adr-mac",field="ciase.max_adr_mac",size=2},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="discover-report",field="discover_report",children={26,25,24}},
{kind="rest",name="reports",field="ciase.reports"},
{kind="unsigned",name="count",field="ciase.count",size=1},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="discover-request",field="discover_request",children={32,31,30,29,28}},
{kind="boolean",name="ic-equal-credit",field="ciase.ic_equal_credit",size=1},
{kind="unsigned",name="discover-report-initial-credit",field="ciase.initial_credit",size=1},
{kind="unsigned",name="allowed-time-slots",field="ciase.allowed_time_slots",size=2},
{kind="unsigned",name="response-probability",field="ciase.response_probability",size=1},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="register-request",field="register_request",children={35,34}},
{kind="rest",name="list",field="ciase.register"},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="clear-alarm",field="clear_alarm",children={38,37}},
{kind="rest",name="choice",field="ciase.choice"},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="ping-response",field="ping_response",children={41,40}},
{kind="rest",name="system-title",field="ciase.system_title"},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="ping-request",field="ping_request",children={43,40}},
{kind="unsigned",name="tag",field="ciase.tag",size=1},
{kind="sequence",name="sfsk-mac-frame",field="sfsk_mac_frame",children={49,48,47,46,45}},
{kind="rest",name="payload",field="sfsk.payload"},
{kind="unsigned",name="pad-length",field="sfsk.pad_length",size=1},
{kind="bits",name="mac-addresses",field="sfsk.addresses",size=3,members={{name="source-address",field="sfsk.source",shift=12,width=12},{name="destination-address",field="sfsk.destination",shift=0,width=12}}},
{kind="bits",name="credits",field="sfsk.credits",size=1,members={{name="initial-credit",field="sfsk.initial_credit",shift=5,width=3},{name="current-credit",field="sfsk.current_credit",shift=2,width=3},{name="delta-credit",field="sfsk.delta_credit",shift=0,width=2}}},
{kind="unsigned",name="subframes",field="sfsk.subframes",size=2},
{kind="sequence",name="transport-layer-long",field="transport_layer_long",children={58,57,56,55,54,53,52,51}},
{kind="unsigned",name="configuration-field",field="mbus.tpl.configuration",size=2,flags=1},
{kind="unsigned",name="status",field="mbus.tpl.status",size=1},
{kind="unsigned",name="access-number",field="mbus.tpl.access_number",size=1},
{kind="unsigned",name="device-type",field="mbus.tpl.device_type",size=1},
{kind="unsigned",name="version",field="mbus.tpl.version",size=1},
{kind="unsigned",name="manufacturer",field="mbus.tpl.manufacturer",size=2,flags=1},
{kind="unsigned",name="identification-number",field="mbus.tpl.identification_number",size=4,flags=1},
{kind="unsigned",name="control-information",field="mbus.tpl_ci",size=1},
{kind="sequence",name="transport-layer-short",field="transport_layer_short",children={63,62,61,60}},
{kind="unsigned",name="configuration-field",field="mbus.tpl.configuration",size=2,flags=1},
{kind="unsigned",name="status",field="mbus.tpl.status",size=1},
{kind="unsigned",name="access-number",field="mbus.tpl.access_number",size=1},
{kind="unsigned",name="control-information",field="mbus.tpl_ci",size=1},
{kind="sequence",name="authentication-and-fragmentation-layer",field="authentication_and_fragmentation_layer",children={68,67,66,65}},
{kind="rest",name="afl-fields",field="afl.fields"},
{kind="unsigned",name="fragmentation-control-field",field="afl.fcl",size=2,flags=1},
{kind="unsigned",name="afl-length",field="afl.length",size=1},
{kind="unsigned",name="control-information",field="mbus.tpl_ci",size=1},
{kind="sequence",name="wmbus-link",field="wmbus_link",children={76,75,74,73,72,71,70}},
{kind="rest",name="blocks",field="wmbus.blocks"},
{kind="unsigned",name="device-type",field="wmbus.device_type",size=1},
{kind="unsigned",name="version",field="wmbus.version",size=1},
{kind="unsigned",name="identification-number",field="wmbus.identification_number",size=4,flags=1},
{kind="unsigned",name="manufacturer",field="wmbus.manufacturer",size=2,flags=1},
{kind="unsigned",name="c-field",field="wmbus.c",size=1},
{kind="unsigned",name="l-field",field="wmbus.length",size=1},
{kind="sequence",name="mbus-short-frame",field="mbus_short_frame",children={82,81,80,79,78}},
{kind="unsigned",name="stop",field="mbus.stop",size=1},
{kind="check",name="checksum",field="mbus.checksum",form="sum8"},
{kind="unsigned",name="a-field",field="mbus.address",size=1},
{kind="unsigned",name="c-field",field="mbus.c",size=1,flags=16},
{kind="unsigned",name="start",field="mbus.start",size=1},
{kind="sequence",name="mbus-long-frame-with-transport-layer",field="mbus_long_frame_with_transport_layer",children={92,91,90,89,88,87,86,85,84}},
{kind="unsigned",name="stop",field="mbus.stop",size=1},
{kind="check",name="checksum",field="mbus.checksum",form="sum8"},
{kind="rest",name="data",field="mbus.data",size=2},
{kind="unsigned",name="a-field",field="mbus.address",size=1},
{kind="unsigned",name="c-field",field="mbus.c",size=1,flags=16},
{kind="unsigned",name="start-repeated",field="mbus.start",size=1},
{kind="unsigned",name="l-field-repeated",field="mbus.length",size=1},
{kind="unsigned",name="l-field",field="mbus.length",size=1},
{kind="unsigned",name="start",field="mbus.start",size=1},
{kind="sequence",name="mbus-long-frame-without-tsap",field="mbus_long_frame_without_tsap",children={102,101,100,99,98,97,96,86,95,94}},
{kind="unsigned",name="stop",field="mbus.stop",size=1},
{kind="check",name="checksum",field="mbus.checksum",form="sum8"},
{kind="bits",name="control-information",field="mbus.ci",size=1,members={{name="reserved",field="mbus.ci.reserved",shift=5,width=3},{name="final",field="mbus.ci.final",shift=4,width=1},{name="segment-number",field="mbus.ci.segment",shift=0,width=4}}},
{kind="unsigned",name="a-field",field="mbus.address",size=1},
{kind="unsigned",name="c-field",field="mbus.c",size=1,flags=16},
{kind="unsigned",name="start-repeated",field="mbus.start",size=1},
{kind="unsigned",name="l-field-repeated",field="mbus.length",size=1},
{kind="unsigned",name="l-field",field="mbus.length",size=1},
{kind="unsigned",name="start",field="mbus.start",size=1},
{kind="sequence",name="mbus-long-frame",field="mbus_long_frame",children={92,91,90,89,88,87,96,105,104,86,85,84}},
{kind="unsigned",name="destination-tsap",field="mbus.destination_tsap",size=1},
{kind="unsigned",name="source-tsap",field="mbus.source_tsap",size=1},
{kind="sequence",name="gateway-prefix",field="gateway_prefix",children={109,108,107}},
{kind="octet-string",name="physical-device-address",field="gateway.physical_device_address"},
{kind="unsigned",name="network-id",field="gateway.network_id",size=1},
{kind="enumerated",name="header",field="gateway.header",size=1,names=3},
{kind="sequence",name="llc-432",field="llc_432",children={113,112,111}},
{kind="unsigned",name="source-lsap",field="llc432.source",size=1},
{kind="unsigned",name="destination-lsap",field="llc432.destination",size=1},
{kind="unsigned",name="control",field="llc432.control",size=1,names=4},
{kind="sequence",name="llc",field="llc",children={117,116,115}},
{kind="unsigned",name="quality",field="llc.quality",size=1},
{kind="unsigned",name="source-lsap",field="llc.source",size=1,names=5},
{kind="unsigned",name="destination-lsap",field="llc.destination",size=1},
{kind="sequence",name="wrapper",field="wrapper",children={123,122,121,120,119}},
{kind="rest",name="payload",field="wrapper.payload"},
{kind="unsigned",name="length",field="wrapper.length",size=2,flags=4},
{kind="unsigned",name="destination-wport",field="wrapper.destination",size=2},
{kind="unsigned",name="source-wport",field="wrapper.source",size=2},
{kind="unsigned",name="version",field="wrapper.version",size=2},
{kind="hdlc-frame",name="hdlc-frame",field="hdlc",children={143,142,141,140,139,126,125}},
{kind="check",name="fcs",field="hdlc.fcs",form="fcs16"},
{kind="rest",name="information",field="hdlc.information",child=127,table={[131]=132,[99]=132,[135]=128}},
{kind="rest",name="information",field="hdlc.information"},
{kind="sequence",name="frame-reject",field="frame_reject",children={131,130,129}},
{kind="bits",name="reason",field="hdlc.frmr.reason",size=1,members={{name="control-field-invalid",field="hdlc.frmr.w",shift=0,width=1},{name="information-not-permitted",field="hdlc.frmr.x",shift=1,width=1},{name="information-too-long",field="hdlc.frmr.y",shift=2,width=1},{name="receive-number-invalid",field="hdlc.frmr.z",shift=3,width=1}}},
{kind="bits",name="state-variables",field="hdlc.frmr.state",size=1,members={{name="receive-state-variable",field="hdlc.frmr.vr",shift=5,width=3},{name="response",field="hdlc.frmr.response",shift=4,width=1},{name="send-state-variable",field="hdlc.frmr.vs",shift=1,width=3}}},
{kind="unsigned",name="rejected-control-field",field="hdlc.frmr.control",size=1},
{kind="sequence",name="parameter-negotiation",field="parameter_negotiation",children={138,133}},
{kind="ber-members",name="hdlc-parameters",field="hdlc_parameters",tags={128},table={[5]=137,[6]=136,[7]=135,[8]=134}},
{kind="ber-integer",name="window-size-receive",field="hdlc.window_receive",tags={8}},
{kind="ber-integer",name="window-size-transmit",field="hdlc.window_transmit",tags={7}},
{kind="ber-integer",name="maximum-information-field-length-receive",field="hdlc.max_info_receive",tags={6}},
{kind="ber-integer",name="maximum-information-field-length-transmit",field="hdlc.max_info_transmit",tags={5}},
{kind="unsigned",name="format-identifier",field="hdlc.format_identifier",size=1},
{kind="check",name="hcs",field="hdlc.hcs",form="fcs16"},
{kind="pattern",name="control",field="hdlc.control",patterns={{mask=1,bits=0,name="i",members={{name="receive-sequence-number",field="hdlc.nr",shift=5,width=3},{name="poll-final",field="hdlc.poll_final",shift=4,width=1},{name="send-sequence-number",field="hdlc.ns",shift=1,width=3}}},{mask=15,bits=1,name="rr",members={{name="receive-sequence-number",field="hdlc.nr",shift=5,width=3},{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=15,bits=5,name="rnr",members={{name="receive-sequence-number",field="hdlc.nr",shift=5,width=3},{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=15,bits=9,name="rej",members={{name="receive-sequence-number",field="hdlc.nr",shift=5,width=3},{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=15,bits=13,name="srej",members={{name="receive-sequence-number",field="hdlc.nr",shift=5,width=3},{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=131,name="snrm",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=67,name="disc",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=99,name="ua",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=15,name="dm",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=135,name="frmr",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}},{mask=239,bits=3,name="ui",members={{name="poll-final",field="hdlc.poll_final",shift=4,width=1}}}}},
{kind="address",name="source-address",field="hdlc.source"},
{kind="address",name="destination-address",field="hdlc.destination"},
{kind="bits",name="format",field="hdlc.format",size=2,members={{name="format-type",field="hdlc.format_type",shift=12,width=4},{name="segmentation",field="hdlc.segmentation",shift=11,width=1},{name="length",field="hdlc.length",shift=0,width=11}}},
{kind="sequence",name="write-request",field="write_request",children={179,145}},
{kind="sequence-of",name="list-of-data",field="list_of_data",child=146},
{kind="choice",name="data",field="data",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="null",name="dont-care",field="data.dont_care"},
{kind="unsigned",name="delta-double-long-unsigned",field="data.delta_double_long_unsigned",size=4},
{kind="unsigned",name="delta-long-unsigned",field="data.delta_long_unsigned",size=2},
{kind="unsigned",name="delta-unsigned",field="data.delta_unsigned",size=1},
{kind="integer",name="delta-double-long",field="data.delta_double_long",size=4},
{kind="integer",name="delta-long",field="data.delta_long",size=2},
{kind="integer",name="delta-integer",field="data.delta_integer",size=1},
{kind="octets",name="time",field="data.time",size=4,form="time"},
{kind="octets",name="date",field="data.date",size=5,form="date"},
{kind="octets",name="date-time",field="data.date_time",size=12,form="date-time"},
{kind="float",name="float64",field="data.float64",size=8},
{kind="float",name="float32",field="data.float32",size=4},
{kind="enumerated",name="enum",field="data.enum",size=1},
{kind="unsigned",name="long64-unsigned",field="data.long64_unsigned",size=8},
{kind="integer",name="long64",field="data.long64",size=8},
{kind="compact-array",name="compact-array",field="data.compact_array",children={163}},
{kind="type-description",name="type-description",field="type_description",child=146},
{kind="unsigned",name="long-unsigned",field="data.long_unsigned",size=2},
{kind="unsigned",name="unsigned",field="data.unsigned",size=1},
{kind="integer",name="long",field="data.long",size=2},
{kind="integer",name="integer",field="data.integer",size=1},
{kind="unsigned",name="bcd",field="data.bcd",size=1},
{kind="octet-string",name="utf8-string",field="data.utf8_string",form="text"},
{kind="octet-string",name="visible-string",field="data.visible_string",form="text"},
{kind="octet-string",name="octet-string",field="data.octet_string"},
{kind="unsigned",name="double-long-unsigned",field="data.double_long_unsigned",size=4},
{kind="integer",name="double-long",field="data.double_long",size=4},
{kind="bit-string",name="bit-string",field="data.bit_string"},
{kind="boolean",name="boolean",field="data.boolean",size=1},
{kind="sequence-of",name="structure",field="data.structure",child=146},
{kind="sequence-of",name="array",field="data.array",child=146},
{kind="null",name="null-data",field="data.null_data"},
{kind="sequence-of",name="variable-access-specification-list",field="variable_access_specification_list",child=180},
{kind="choice",name="variable-access-specification",field="variable_access_specification",table={[2]=191,[4]=188,[5]=187,[6]=184,[7]=181}},
{kind="sequence",name="write-data-block-access",field="write_data_block_access",children={183,182}},
{kind="unsigned",name="block-number",field="block.number",size=2},
{kind="boolean",name="last-block",field="block.last",size=1},
{kind="sequence",name="read-data-block-access",field="read_data_block_access",children={183,182,185}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data-list"},
{kind="sequence-of",name="data-list",field="data_list",child=146},
{kind="sequence",name="block-number-access",field="block_number_access",children={182}},
{kind="sequence",name="parameterized-access",field="parameterized_access",children={191,190,189}},
{kind="choice",name="access-parameters",field="access_parameters",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="unsigned",name="access-selector",field="access_selector",size=1},
{kind="unsigned",name="variable-name",field="variable_name",size=2},
{kind="sequence-of",name="read-result-list",field="read_result_list",child=193},
{kind="choice",name="read-result",field="read_result",table={[0]=146,[1]=194}},
{kind="enumerated",name="data-access-error",field="data_access_result",size=1,names=6},
{kind="sequence",name="action-response-with-optional-data",field="action_response_with_optional_data",children={199,196}},
{kind="optional",name="return-parameters",field="return_parameters",child=197},
{kind="choice",name="get-data-result",field="get_data_result",table={[0]=146,[1]=198}},
{kind="enumerated",name="data-access-result",field="data_access_result",size=1,names=6},
{kind="enumerated",name="result",field="action_result",size=1,names=7},
{kind="sequence-of",name="result-list",field="result_list",child=197},
{kind="choice",name="apdu",field="apdu",table={[1]=460,[5]=459,[6]=144,[8]=452,[12]=446,[13]=441,[14]=427,[15]=424,[16]=422,[22]=421,[24]=419,[192]=415,[193]=397,[194]=394,[195]=376,[196]=366,[197]=357,[199]=346,[216]=337,[217]=334,[218]=311,[96]=295,[97]=275,[98]=273,[99]=270,[100]=269,[33]=268,[37]=267,[38]=266,[40]=265,[44]=264,[45]=263,[46]=262,[54]=261,[56]=260,[200]=259,[201]=258,[202]=257,[203]=256,[204]=255,[205]=254,[207]=253,[65]=252,[69]=251,[70]=250,[72]=249,[76]=248,[77]=247,[78]=246,[86]=245,[88]=244,[208]=243,[209]=242,[210]=241,[211]=240,[212]=239,[213]=238,[215]=237,[219]=235,[220]=232,[221]=215,[223]=207,[224]=202}},
{kind="sequence",name="general-block-transfer",field="general_block_transfer",children={206,205,204,203}},
{kind="octet-string",name="block-data",field="gbt.block_data",joined="apdu"},
{kind="unsigned",name="block-number-ack",field="gbt.block_number_ack",size=2},
{kind="unsigned",name="block-number",field="gbt.block_number",size=2},
{kind="bits",name="block-control",field="gbt.block_control",size=1,members={{name="last-block",field="gbt.last_block",shift=7,width=1},{name="streaming",field="gbt.streaming",shift=6,width=1},{name="window",field="gbt.window",shift=0,width=6}}},
{kind="sequence",name="general-signing",field="general_signing",children={214,213,212,211,210,209,208}},
{kind="octet-string",name="signature",field="security.signature"},
{kind="container",name="content",field="content",child=201},
{kind="octet-string",name="other-information",field="other_information"},
{kind="timestamp",name="date-time",field="date_time",form="date-time"},
{kind="octet-string",name="recipient-system-title",field="recipient_system_title",form="system-title"},
{kind="octet-string",name="originator-system-title",field="originator_system_title",form="system-title"},
{kind="octet-string",name="transaction-id",field="transaction_id"},
{kind="sequence",name="general-ciphering",field="general_ciphering",children={214,213,212,211,210,222,216}},
{kind="container",name="ciphered-service",field="ciphered_service",child=217},
{kind="ciphered",name="ciphered-content",field="ciphered_content",children={221,220,219,218}},
{kind="octets",name="authentication-tag",field="security.authentication_tag",size=12},
{kind="rest",name="protected-text",field="security.protected_text"},
{kind="unsigned",name="invocation-counter",field="security.invocation_counter",size=4},
{kind="bits",name="security-control",field="security.control",size=1,members={{name="security-suite-id",field="security.suite",shift=0,width=4},{name="authenticated",field="security.authenticated",shift=4,width=1},{name="encrypted",field="security.encrypted",shift=5,width=1},{name="key-set",field="security.key_set",shift=6,width=1,names=8},{name="compressed",field="security.compressed",shift=7,width=1}}},
{kind="optional",name="key-info",field="key_info",child=223},
{kind="choice",name="key-info",field="key_info",table={[0]=230,[1]=227,[2]=224}},
{kind="sequence",name="agreed-key",field="agreed_key",children={226,225}},
{kind="octet-string",name="key-ciphered-data",field="key_info.key_ciphered_data"},
{kind="octet-string",name="key-parameters",field="key_info.key_parameters"},
{kind="sequence",name="wrapped-key",field="wrapped_key",children={229,228}},
{kind="octet-string",name="key-ciphered-data",field="key_info.key_ciphered_data"},
{kind="enumerated",name="kek-id",field="key_info.kek_id",size=1,names=9},
{kind="sequence",name="identified-key",field="identified_key",children={231}},
{kind="enumerated",name="key-id",field="key_info.key_id",size=1,names=10},
{kind="sequence",name="general-ded-ciphering",field="general_ded_ciphering",children={234,233}},
{kind="container",name="ciphered-service",field="ciphered_service",child=217},
{kind="octet-string",name="system-title",field="system_title",form="system-title"},
{kind="sequence",name="general-glo-ciphering",field="general_glo_ciphering",children={234,236}},
{kind="container",name="ciphered-service",field="ciphered_service",child=217},
{kind="container",name="ded-action-response",field="ded_action_response",child=217},
{kind="container",name="ded-set-response",field="ded_set_response",child=217},
{kind="container",name="ded-get-response",field="ded_get_response",child=217},
{kind="container",name="ded-action-request",field="ded_action_request",child=217},
{kind="container",name="ded-event-notification-request",field="ded_event_notification_request",child=217},
{kind="container",name="ded-set-request",field="ded_set_request",child=217},
{kind="container",name="ded-get-request",field="ded_get_request",child=217},
{kind="container",name="ded-information-report-request",field="ded_information_report_request",child=217},
{kind="container",name="ded-unconfirmed-write-request",field="ded_unconfirmed_write_request",child=217},
{kind="container",name="ded-confirmed-service-error",field="ded_confirmed_service_error",child=217},
{kind="container",name="ded-write-response",field="ded_write_response",child=217},
{kind="container",name="ded-read-response",field="ded_read_response",child=217},
{kind="container",name="ded-initiate-response",field="ded_initiate_response",child=217},
{kind="container",name="ded-write-request",field="ded_write_request",child=217},
{kind="container",name="ded-read-request",field="ded_read_request",child=217},
{kind="container",name="ded-initiate-request",field="ded_initiate_request",child=217},
{kind="container",name="glo-action-response",field="glo_action_response",child=217},
{kind="container",name="glo-set-response",field="glo_set_response",child=217},
{kind="container",name="glo-get-response",field="glo_get_response",child=217},
{kind="container",name="glo-action-request",field="glo_action_request",child=217},
{kind="container",name="glo-event-notification-request",field="glo_event_notification_request",child=217},
{kind="container",name="glo-set-request",field="glo_set_request",child=217},
{kind="container",name="glo-get-request",field="glo_get_request",child=217},
{kind="container",name="glo-information-report-request",field="glo_information_report_request",child=217},
{kind="container",name="glo-unconfirmed-write-request",field="glo_unconfirmed_write_request",child=217},
{kind="container",name="glo-confirmed-service-error",field="glo_confirmed_service_error",child=217},
{kind="container",name="glo-write-response",field="glo_write_response",child=217},
{kind="container",name="glo-read-response",field="glo_read_response",child=217},
{kind="container",name="glo-initiate-response",field="glo_initiate_response",child=217},
{kind="container",name="glo-write-request",field="glo_write_request",child=217},
{kind="container",name="glo-read-request",field="glo_read_request",child=217},
{kind="container",name="glo-initiate-request",field="glo_initiate_request",child=217},
{kind="ber-members",name="abrt",field="abrt",tags={100}},
{kind="ber-members",name="rlre",field="rlre",tags={99},table={[128]=272,[190]=271}},
{kind="ber-content",name="user-information",field="user_information",tags={190,4},child=201},
{kind="ber-integer",name="reason",field="release_reason",tags={128},names=11},
{kind="ber-members",name="rlrq",field="rlrq",tags={98},table={[128]=274,[190]=271}},
{kind="ber-integer",name="reason",field="release_reason",tags={128},names=12},
{kind="ber-members",name="aare",field="aare",tags={97},table={[128]=294,[161]=293,[162]=292,[163]=289,[164]=288,[165]=287,[166]=286,[167]=285,[136]=284,[137]=283,[170]=278,[157]=277,[189]=276,[190]=271}},
{kind="ber-octets",name="implementation-information-explicit",field="implementation_information_explicit",tags={189}},
{kind="ber-octets",name="implementation-information",field="implementation_information",form="text",tags={157}},
{kind="ber-choice",name="responding-authentication-value",field="responding_authentication_value",tags={170},table={[128]=282,[129]=281,[162]=280,[163]=279}},
{kind="ber-octets",name="other",field="authentication_value",tags={163}},
{kind="ber-octets",name="external",field="authentication_value",tags={162}},
{kind="ber-octets",name="bitstring",field="authentication_value",tags={129}},
{kind="ber-octets",name="charstring",field="authentication_value",tags={128}},
{kind="ber-octets",name="mechanism-name",field="mechanism_name",form="oid",tags={137}},
{kind="ber-bits",name="responder-acse-requirements",field="responder_acse_requirements",tags={136},names=13},
{kind="ber-integer",name="responding-AE-invocation-id",field="responding_ae_invocation_id",tags={167,2}},
{kind="ber-integer",name="responding-AP-invocation-id",field="responding_ap_invocation_id",tags={166,2}},
{kind="ber-octets",name="responding-AE-qualifier",field="responding_ae_qualifier",tags={165,4}},
{kind="ber-octets",name="responding-AP-title",field="responding_ap_title",tags={164,4}},
{kind="ber-choice",name="result-source-diagnostic",field="result_source_diagnostic",tags={163},table={[161]=291,[162]=290}},
{kind="ber-integer",name="acse-service-provider",field="acse_service_provider",tags={162,2},names=14},
{kind="ber-integer",name="acse-service-user",field="acse_service_user",tags={161,2},names=15},
{kind="ber-integer",name="result",field="association_result",tags={162,2},names=16},
{kind="ber-octets",name="application-context-name",field="application_context_name",form="oid",tags={161,6}},
{kind="ber-bits",name="protocol-version",field="protocol_version",tags={128},names=17},
{kind="ber-members",name="aarq",field="aarq",tags={96},table={[128]=294,[161]=293,[162]=310,[163]=309,[164]=308,[165]=307,[166]=306,[167]=305,[168]=304,[169]=303,[138]=302,[139]=301,[172]=296,[157]=277,[189]=276,[190]=271}},
{kind="ber-choice",name="calling-authentication-value",field="calling_authentication_value",tags={172},table={[128]=300,[129]=299,[162]=298,[163]=297}},
{kind="ber-octets",name="other",field="authentication_value",tags={163}},
{kind="ber-octets",name="external",field="authentication_value",tags={162}},
{kind="ber-octets",name="bitstring",field="authentication_value",tags={129}},
{kind="ber-octets",name="charstring",field="authentication_value",tags={128}},
{kind="ber-octets",name="mechanism-name",field="mechanism_name",form="oid",tags={139}},
{kind="ber-bits",name="sender-acse-requirements",field="sender_acse_requirements",tags={138},names=13},
{kind="ber-integer",name="calling-AE-invocation-id",field="calling_ae_invocation_id",tags={169,2}},
{kind="ber-integer",name="calling-AP-invocation-id",field="calling_ap_invocation_id",tags={168,2}},
{kind="ber-octets",name="calling-AE-qualifier",field="calling_ae_qualifier",tags={167,4}},
{kind="ber-octets",name="calling-AP-title",field="calling_ap_title",tags={166,4}},
{kind="ber-integer",name="called-AE-invocation-id",field="called_ae_invocation_id",tags={165,2}},
{kind="ber-integer",name="called-AP-invocation-id",field="called_ap_invocation_id",tags={164,2}},
{kind="ber-octets",name="called-AE-qualifier",field="called_ae_qualifier",tags={163,4}},
{kind="ber-octets",name="called-AP-title",field="called_ap_title",tags={162,4}},
{kind="sequence",name="access-response",field="access_response",children={333,332,318,317,312}},
{kind="sequence-of",name="access-response-specification",field="access_response_specification",child=313},
{kind="choice",name="access-response-specification",field="access_response_specification",table={[1]=316,[2]=315,[3]=314}},
{kind="enumerated",name="access-response-action",field="action_result",size=1,names=7},
{kind="enumerated",name="access-response-set",field="data_access_result",size=1,names=6},
{kind="enumerated",name="access-response-get",field="data_access_result",size=1,names=6},
{kind="sequence-of",name="access-response-list-of-data",field="access_response_list_of_data",child=146},
{kind="optional",name="access-request-specification",field="access_request_specification",child=319},
{kind="sequence-of",name="access-request-list-of-spec",field="access_request_list_of_spec",child=320},
{kind="choice",name="access-request-specification",field="access_request_specification",table={[1]=331,[2]=330,[3]=328,[4]=327,[5]=321}},
{kind="sequence",name="access-request-set-with-selection",field="access_request_set_with_selection",children={323,322}},
{kind="sequence",name="access-selection",field="access_selection",children={190,189}},
{kind="sequence",name="cosem-attribute-descriptor",field="cosem_attribute_descriptor",children={326,325,324}},
{kind="integer",name="attribute-id",field="attribute",size=1},
{kind="octets",name="instance-id",field="obis",size=6,form="obis"},
{kind="unsigned",name="class-id",field="class_id",size=2},
{kind="sequence",name="access-request-get-with-selection",field="access_request_get_with_selection",children={323,322}},
{kind="sequence",name="access-request-action",field="access_request_action",children={326,325,329}},
{kind="integer",name="method-id",field="method",size=1},
{kind="sequence",name="access-request-set",field="access_request_set",children={326,325,324}},
{kind="sequence",name="access-request-get",field="access_request_get",children={326,325,324}},
{kind="timestamp",name="date-time",field="date_time",form="date-time"},
{kind="bits",name="long-invoke-id-and-priority",field="long_invoke_id_and_priority",size=4,members={{name="long-invoke-id",field="invoke_id",shift=0,width=24},{name="self-descriptive",field="self_descriptive",shift=28,width=1},{name="processing-option",field="processing_option",shift=29,width=1,names=18},{name="service-class",field="service_class",shift=30,width=1,names=19},{name="priority",field="priority",shift=31,width=1,names=20},{name="reserved",field="invoke_id.reserved",shift=24,width=4}}},
{kind="sequence",name="access-request",field="access_request",children={333,336,319,335}},
{kind="sequence-of",name="access-request-list-of-data",field="access_request_list_of_data",child=146},
{kind="timestamp",name="date-time",field="date_time",form="date-time"},
{kind="sequence",name="exception-response",field="exception_response",children={345,338}},
{kind="choice",name="service-error",field="exception_service_error",table={[1]=344,[2]=343,[3]=342,[4]=341,[5]=340,[6]=339}},
{kind="unsigned",name="invocation-counter-error",field="invocation_counter_error",size=4},
{kind="null",name="deciphering-error",field="deciphering_error"},
{kind="null",name="pdu-too-long",field="pdu_too_long"},
{kind="null",name="other-reason",field="other_reason"},
{kind="null",name="service-not-supported",field="service_not_supported"},
{kind="null",name="operation-not-possible",field="operation_not_possible"},
{kind="enumerated",name="state-error",field="state_error",size=1,names=21},
{kind="choice",name="action-response",field="action_response",table={[1]=356,[2]=352,[3]=350,[4]=347}},
{kind="sequence",name="action-response-next-pblock",field="action_response_next_pblock",children={349,348}},
{kind="unsigned",name="block-number",field="block.number",size=4},
{kind="bits",name="invoke-id-and-priority",field="invoke_id_and_priority",size=1,members={{name="invoke-id",field="invoke_id",shift=0,width=4},{name="service-class",field="service_class",shift=6,width=1,names=19},{name="priority",field="priority",shift=7,width=1,names=20},{name="reserved",field="invoke_id.reserved",shift=4,width=2}}},
{kind="sequence",name="action-response-with-list",field="action_response_with_list",children={349,351}},
{kind="sequence-of",name="list-of-responses",field="list_of_responses",child=195},
{kind="sequence",name="action-response-with-pblock",field="action_response_with_pblock",children={349,353}},
{kind="sequence",name="pblock",field="pblock",children={355,348,354}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="boolean",name="last-block",field="block.last",size=1},
{kind="sequence",name="action-response-normal",field="action_response_normal",children={349,199,196}},
{kind="choice",name="set-response",field="set_response",table={[1]=365,[2]=364,[3]=362,[4]=361,[5]=358}},
{kind="sequence",name="set-response-with-list",field="set_response_with_list",children={349,359}},
{kind="sequence-of",name="result-list",field="result_list",child=360},
{kind="enumerated",name="data-access-result",field="data_access_result",size=1,names=6},
{kind="sequence",name="set-response-last-datablock-with-list",field="set_response_last_datablock_with_list",children={349,359,348}},
{kind="sequence",name="set-response-last-datablock",field="set_response_last_datablock",children={349,363,348}},
{kind="enumerated",name="result",field="data_access_result",size=1,names=6},
{kind="sequence",name="set-response-datablock",field="set_response_datablock",children={349,348}},
{kind="sequence",name="set-response-normal",field="set_response_normal",children={349,363}},
{kind="choice",name="get-response",field="get_response",table={[1]=374,[2]=369,[3]=367}},
{kind="sequence",name="get-response-with-list",field="get_response_with_list",children={349,368}},
{kind="sequence-of",name="result",field="result",child=197},
{kind="sequence",name="get-response-with-datablock",field="get_response_with_datablock",children={349,370}},
{kind="sequence",name="datablock-g",field="datablock_g",children={355,348,371}},
{kind="choice",name="result",field="result",table={[0]=373,[1]=372}},
{kind="enumerated",name="data-access-result",field="data_access_result",size=1,names=6},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="sequence",name="get-response-normal",field="get_response_normal",children={349,375}},
{kind="choice",name="result",field="result",table={[0]=146,[1]=198}},
{kind="choice",name="action-request",field="action_request",table={[1]=391,[2]=390,[3]=388,[4]=385,[5]=380,[6]=377}},
{kind="sequence",name="action-request-with-pblock",field="action_request_with_pblock",children={349,378}},
{kind="sequence",name="pblock",field="pblock",children={355,348,379}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="sequence",name="action-request-with-list-and-first-pblock",field="action_request_with_list_and_first_pblock",children={349,383,381}},
{kind="sequence",name="pblock",field="pblock",children={355,348,382}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data-list"},
{kind="sequence-of",name="cosem-method-descriptor-list",field="cosem_method_descriptor_list",child=384},
{kind="sequence",name="cosem-method-descriptor",field="cosem_method_descriptor",children={326,325,329}},
{kind="sequence",name="action-request-with-first-pblock",field="action_request_with_first_pblock",children={349,384,386}},
{kind="sequence",name="pblock",field="pblock",children={355,348,387}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="sequence",name="action-request-with-list",field="action_request_with_list",children={349,383,389}},
{kind="sequence-of",name="method-invocation-parameter-list",field="method_invocation_parameter_list",child=146},
{kind="sequence",name="action-request-next-pblock",field="action_request_next_pblock",children={349,348}},
{kind="sequence",name="action-request-normal",field="action_request_normal",children={349,384,392}},
{kind="optional",name="method-invocation-parameters",field="method_invocation_parameters",child=393},
{kind="choice",name="method-invocation-parameter",field="method_invocation_parameter",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="sequence",name="event-notification-request",field="event_notification_request",children={396,323,395}},
{kind="choice",name="attribute-value",field="attribute_value",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="timestamp",name="time",field="date_time",flags=2,form="date-time"},
{kind="choice",name="set-request",field="set_request",table={[1]=413,[2]=410,[3]=407,[4]=405,[5]=398}},
{kind="sequence",name="set-request-with-list-and-first-datablock",field="set_request_with_list_and_first_datablock",children={349,401,399}},
{kind="sequence",name="datablock",field="datablock",children={355,348,400}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data-list"},
{kind="sequence-of",name="attribute-descriptor-list",field="attribute_descriptor_list",child=402},
{kind="sequence",name="cosem-attribute-descriptor-with-selection",field="cosem_attribute_descriptor_with_selection",children={323,403}},
{kind="optional",name="access-selection",field="access_selection",child=404},
{kind="sequence",name="selective-access-descriptor",field="selective_access_descriptor",children={190,189}},
{kind="sequence",name="set-request-with-list",field="set_request_with_list",children={349,401,406}},
{kind="sequence-of",name="value-list",field="value_list",child=146},
{kind="sequence",name="set-request-with-datablock",field="set_request_with_datablock",children={349,408}},
{kind="sequence",name="datablock",field="datablock",children={355,348,409}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="sequence",name="set-request-with-first-datablock",field="set_request_with_first_datablock",children={349,323,403,411}},
{kind="sequence",name="datablock",field="datablock",children={355,348,412}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="data"},
{kind="sequence",name="set-request-normal",field="set_request_normal",children={349,323,403,414}},
{kind="choice",name="value",field="value",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="choice",name="get-request",field="get_request",table={[1]=418,[2]=417,[3]=416}},
{kind="sequence",name="get-request-with-list",field="get_request_with_list",children={349,401}},
{kind="sequence",name="get-request-next",field="get_request_next",children={349,348}},
{kind="sequence",name="get-request-normal",field="get_request_normal",children={349,323,403}},
{kind="sequence",name="information-report-request",field="information_report_request",children={420,179,145}},
{kind="timestamp",name="current-time",field="date_time",flags=2,form="date-time"},
{kind="sequence",name="unconfirmed-write-request",field="unconfirmed_write_request",children={179,145}},
{kind="sequence",name="data-notification-confirm",field="data_notification_confirm",children={333,423}},
{kind="timestamp",name="date-time",field="date_time",form="date-time"},
{kind="sequence",name="data-notification",field="data_notification",children={333,426,425}},
{kind="choice",name="notification-body",field="notification_body",table={[0]=178,[1]=177,[2]=176,[3]=175,[4]=174,[5]=173,[6]=172,[9]=171,[10]=170,[12]=169,[13]=168,[15]=167,[16]=166,[17]=165,[18]=164,[19]=162,[20]=161,[21]=160,[22]=159,[23]=158,[24]=157,[25]=156,[26]=155,[27]=154,[28]=153,[29]=152,[30]=151,[31]=150,[32]=149,[33]=148,[255]=147}},
{kind="timestamp",name="date-time",field="date_time",form="date-time"},
{kind="sequence",name="confirmed-service-error",field="confirmed_service_error",children={440,428}},
{kind="choice",name="service-error",field="service_error",table={[0]=439,[1]=438,[2]=437,[3]=436,[4]=435,[5]=434,[6]=433,[7]=432,[8]=431,[9]=430,[10]=429}},
{kind="enumerated",name="other",field="service_error.other",size=1,names=22},
{kind="enumerated",name="task",field="service_error.task",size=1,names=23},
{kind="enumerated",name="change-scope",field="service_error.change_scope",size=1},
{kind="enumerated",name="load-data-set",field="service_error.load_data_set",size=1,names=24},
{kind="enumerated",name="initiate",field="service_error.initiate",size=1,names=25},
{kind="enumerated",name="access",field="service_error.access",size=1,names=26},
{kind="enumerated",name="definition",field="service_error.definition",size=1,names=27},
{kind="enumerated",name="service",field="service_error.service",size=1,names=28},
{kind="enumerated",name="vde-state-error",field="service_error.vde_state_error",size=1,names=29},
{kind="enumerated",name="hardware-resource",field="service_error.hardware_resource",size=1,names=30},
{kind="enumerated",name="application-reference",field="service_error.application_reference",size=1,names=31},
{kind="enumerated",name="service",field="confirmed_service",size=1,names=32},
{kind="sequence",name="write-response",field="write_response",children={442}},
{kind="sequence-of",name="write-response-list",field="write_response_list",child=443},
{kind="choice",name="write-result",field="write_result",table={[0]=445,[1]=444,[2]=182}},
{kind="enumerated",name="data-access-error",field="data_access_result",size=1,names=6},
{kind="null",name="success",field="success"},
{kind="sequence",name="read-response",field="read_response",children={447}},
{kind="sequence-of",name="read-response-list",field="read_response_list",child=448},
{kind="choice",name="read-result",field="read_result",table={[0]=146,[1]=451,[2]=449,[3]=182}},
{kind="sequence",name="data-block-result",field="data_block_result",children={183,182,450}},
{kind="octet-string",name="raw-data",field="block.raw_data",joined="read-result-list"},
{kind="enumerated",name="data-access-error",field="data_access_result",size=1,names=6},
{kind="sequence",name="initiate-response",field="initiate_response",children={457,456,455,454,453}},
{kind="unsigned",name="vaa-name",field="vaa_name",size=2,names=33},
{kind="unsigned",name="server-max-receive-pdu-size",field="server_max_receive_pdu_size",size=2},
{kind="ber-bits",name="negotiated-conformance",field="conformance",tags={95,31},names=34},
{kind="unsigned",name="negotiated-dlms-version-number",field="negotiated_dlms_version_number",size=1},
{kind="optional",name="negotiated-quality-of-service",field="negotiated_quality_of_service",child=458},
{kind="integer",name="negotiated-quality-of-service",field="negotiated_quality_of_service",size=1},
{kind="sequence",name="read-request",field="read_request",children={179}},
{kind="sequence",name="initiate-request",field="initiate_request",children={468,466,464,463,462,461}},
{kind="unsigned",name="client-max-receive-pdu-size",field="client_max_receive_pdu_size",size=2},
{kind="ber-bits",name="proposed-conformance",field="conformance",tags={95,31},names=34},
{kind="unsigned",name="proposed-dlms-version-number",field="proposed_dlms_version_number",size=1},
{kind="optional",name="proposed-quality-of-service",field="proposed_quality_of_service",child=465},
{kind="integer",name="proposed-quality-of-service",field="proposed_quality_of_service",size=1},
{kind="default",name="response-allowed",field="response_allowed",child=467,default=true},
{kind="boolean",name="response-allowed",field="response_allowed",size=1},
{kind="optional",name="dedicated-key",field="dedicated_key",child=469},
{kind="octet-string",name="dedicated-key",field="dedicated_key"},
}
local ROOTS = {apdu=201,data=146,["data-list"]=186,["get-data-result"]=197,["result-list"]=200,["action-response-with-optional-data"]=195,["read-result-list"]=192,["write-request"]=144,hdlc=124,wrapper=118,llc=114,llc_432=110,gateway=106}
local FIELDS = {
{field="access_selector",type="number",size=1,title="access-selector"},
{field="acse_service_provider",type="signed",size=4,title="acse-service-provider"},
{field="acse_service_user",type="signed",size=4,title="acse-service-user"},
{field="action_result",type="number",size=1,title="result"},
{field="afl.fcl",type="number",size=2,title="fragmentation-control-field"},
{field="afl.fields",type="bytes",size=4,title="afl-fields"},
{field="afl.length",type="number",size=1,title="afl-length"},
{field="answered_by",type="frame",size=4,title="Response in"},
{field="answers",type="frame",size=4,title="Request in"},
{field="application_context_name",type="oid",size=4,title="application-context-name"},
{field="association_result",type="signed",size=4,title="result"},
{field="attribute",type="signed",size=1,title="attribute-id"},
{field="authentication_value",type="bytes",size=4,title="other"},
{field="block.last",type="boolean",size=1,title="last-block"},
{field="block.number",type="number",size=4,title="block-number"},
{field="block.raw_data",type="bytes",size=4,title="raw-data"},
{field="block_frame",type="frame",size=4,title="Block in"},
{field="called_ae_invocation_id",type="signed",size=4,title="called-AE-invocation-id"},
{field="called_ae_qualifier",type="bytes",size=4,title="called-AE-qualifier"},
{field="called_ap_invocation_id",type="signed",size=4,title="called-AP-invocation-id"},
{field="called_ap_title",type="bytes",size=4,title="called-AP-title"},
{field="calling_ae_invocation_id",type="signed",size=4,title="calling-AE-invocation-id"},
{field="calling_ae_qualifier",type="bytes",size=4,title="calling-AE-qualifier"},
{field="calling_ap_invocation_id",type="signed",size=4,title="calling-AP-invocation-id"},
{field="calling_ap_title",type="bytes",size=4,title="calling-AP-title"},
{field="ciase.allowed_time_slots",type="number",size=2,title="allowed-time-slots"},
{field="ciase.choice",type="bytes",size=4,title="choice"},
{field="ciase.count",type="number",size=1,title="count"},
{field="ciase.ic_equal_credit",type="boolean",size=1,title="ic-equal-credit"},
{field="ciase.initial_credit",type="number",size=1,title="discover-report-initial-credit"},
{field="ciase.max_adr_mac",type="number",size=2,title="max-adr-mac"},
{field="ciase.nb_tslot_for_new",type="number",size=1,title="nb-tslot-for-new"},
{field="ciase.reception_threshold",type="number",size=1,title="reception-threshold"},
{field="ciase.register",type="bytes",size=4,title="list"},
{field="ciase.reports",type="bytes",size=4,title="reports"},
{field="ciase.response_probability",type="number",size=1,title="response-probability"},
{field="ciase.system_title",type="bytes",size=4,title="system-title"},
{field="ciase.tag",type="number",size=1,title="tag"},
{field="class_id",type="number",size=2,title="class-id"},
{field="class_name",type="text",size=4,title="Interface class"},
{field="client",type="number",size=4,title="Client"},
{field="client_max_receive_pdu_size",type="number",size=2,title="client-max-receive-pdu-size"},
{field="coap.code",type="number",size=1,title="code",hex=true},
{field="coap.code.class",type="number",size=4,title="code-class"},
{field="coap.code.detail",type="number",size=4,title="code-detail"},
{field="coap.first",type="number",size=1,title="first",hex=true},
{field="coap.message_id",type="number",size=2,title="message-id"},
{field="coap.rest",type="bytes",size=4,title="token-options-payload"},
{field="coap.token_length",type="number",size=4,title="token-length"},
{field="coap.type",type="number",size=4,title="type"},
{field="coap.version",type="number",size=4,title="version"},
{field="confirmed_service",type="number",size=1,title="service"},
{field="conformance",type="bits",size=4,title="proposed-conformance"},
{field="data.bcd",type="number",size=1,title="bcd"},
{field="data.bit_string",type="bits",size=4,title="bit-string"},
{field="data.boolean",type="boolean",size=1,title="boolean"},
{field="data.date",type="time",size=5,title="date"},
{field="data.date_time",type="time",size=12,title="date-time"},
{field="data.delta_double_long",type="signed",size=4,title="delta-double-long"},
{field="data.delta_double_long_unsigned",type="number",size=4,title="delta-double-long-unsigned"},
{field="data.delta_integer",type="signed",size=1,title="delta-integer"},
{field="data.delta_long",type="signed",size=2,title="delta-long"},
{field="data.delta_long_unsigned",type="number",size=2,title="delta-long-unsigned"},
{field="data.delta_unsigned",type="number",size=1,title="delta-unsigned"},
{field="data.double_long",type="signed",size=4,title="double-long"},
{field="data.double_long_unsigned",type="number",size=4,title="double-long-unsigned"},
{field="data.enum",type="number",size=1,title="enum"},
{field="data.float32",type="float",size=4,title="float32"},
{field="data.float64",type="float",size=8,title="float64"},
{field="data.integer",type="signed",size=1,title="integer"},
{field="data.long",type="signed",size=2,title="long"},
{field="data.long64",type="signed",size=8,title="long64"},
{field="data.long64_unsigned",type="number",size=8,title="long64-unsigned"},
{field="data.long_unsigned",type="number",size=2,title="long-unsigned"},
{field="data.octet_string",type="bytes",size=4,title="octet-string"},
{field="data.time",type="time",size=4,title="time"},
{field="data.unsigned",type="number",size=1,title="unsigned"},
{field="data.utf8_string",type="text",size=4,title="utf8-string"},
{field="data.visible_string",type="text",size=4,title="visible-string"},
{field="data_access_result",type="number",size=1,title="result"},
{field="date_time",type="time",size=4,title="time"},
{field="dedicated_key",type="bytes",size=4,title="dedicated-key"},
{field="direction",type="text",size=4,title="Direction"},
{field="finding",type="text",size=4,title="Finding"},
{field="gateway.header",type="number",size=1,title="header"},
{field="gateway.network_id",type="number",size=1,title="network-id"},
{field="gateway.physical_device_address",type="bytes",size=4,title="physical-device-address"},
{field="gbt.block_control",type="number",size=1,title="block-control",hex=true},
{field="gbt.block_data",type="bytes",size=4,title="block-data"},
{field="gbt.block_number",type="number",size=2,title="block-number"},
{field="gbt.block_number_ack",type="number",size=2,title="block-number-ack"},
{field="gbt.last_block",type="number",size=4,title="last-block"},
{field="gbt.streaming",type="number",size=4,title="streaming"},
{field="gbt.window",type="number",size=4,title="window"},
{field="hdlc.control",type="number",size=4,title="control",hex=true},
{field="hdlc.destination",type="address",size=4,title="destination-address"},
{field="hdlc.fcs",type="number",size=4,title="fcs",hex=true},
{field="hdlc.format",type="number",size=2,title="format",hex=true},
{field="hdlc.format_identifier",type="number",size=1,title="format-identifier"},
{field="hdlc.format_type",type="number",size=4,title="format-type"},
{field="hdlc.frmr.control",type="number",size=1,title="rejected-control-field"},
{field="hdlc.frmr.reason",type="number",size=1,title="reason",hex=true},
{field="hdlc.frmr.response",type="number",size=4,title="response"},
{field="hdlc.frmr.state",type="number",size=1,title="state-variables",hex=true},
{field="hdlc.frmr.vr",type="number",size=4,title="receive-state-variable"},
{field="hdlc.frmr.vs",type="number",size=4,title="send-state-variable"},
{field="hdlc.frmr.w",type="number",size=4,title="control-field-invalid"},
{field="hdlc.frmr.x",type="number",size=4,title="information-not-permitted"},
{field="hdlc.frmr.y",type="number",size=4,title="information-too-long"},
{field="hdlc.frmr.z",type="number",size=4,title="receive-number-invalid"},
{field="hdlc.hcs",type="number",size=4,title="hcs",hex=true},
{field="hdlc.information",type="bytes",size=4,title="information"},
{field="hdlc.length",type="number",size=4,title="length"},
{field="hdlc.max_info_receive",type="signed",size=4,title="maximum-information-field-length-receive"},
{field="hdlc.max_info_transmit",type="signed",size=4,title="maximum-information-field-length-transmit"},
{field="hdlc.nr",type="number",size=4,title="receive-sequence-number"},
{field="hdlc.ns",type="number",size=4,title="send-sequence-number"},
{field="hdlc.poll_final",type="number",size=4,title="poll-final"},
{field="hdlc.segmentation",type="number",size=4,title="segmentation"},
{field="hdlc.source",type="address",size=4,title="source-address"},
{field="hdlc.window_receive",type="signed",size=4,title="window-size-receive"},
{field="hdlc.window_transmit",type="signed",size=4,title="window-size-transmit"},
{field="implementation_information",type="text",size=4,title="implementation-information"},
{field="implementation_information_explicit",type="bytes",size=4,title="implementation-information-explicit"},
{field="invocation_counter",type="number",size=4,title="Invocation counter"},
{field="invocation_counter_error",type="number",size=4,title="invocation-counter-error"},
{field="invoke_id",type="number",size=4,title="invoke-id"},
{field="invoke_id.reserved",type="number",size=4,title="reserved"},
{field="invoke_id_and_priority",type="number",size=1,title="invoke-id-and-priority",hex=true},
{field="key_info.kek_id",type="number",size=1,title="kek-id"},
{field="key_info.key_ciphered_data",type="bytes",size=4,title="key-ciphered-data"},
{field="key_info.key_id",type="number",size=1,title="key-id"},
{field="key_info.key_parameters",type="bytes",size=4,title="key-parameters"},
{field="left_over",type="bytes",size=4,title="left over"},
{field="llc.destination",type="number",size=1,title="destination-lsap"},
{field="llc.quality",type="number",size=1,title="quality"},
{field="llc.source",type="number",size=1,title="source-lsap"},
{field="llc432.control",type="number",size=1,title="control"},
{field="llc432.destination",type="number",size=1,title="destination-lsap"},
{field="llc432.source",type="number",size=1,title="source-lsap"},
{field="long_invoke_id_and_priority",type="number",size=4,title="long-invoke-id-and-priority",hex=true},
{field="mbus.address",type="number",size=1,title="a-field"},
{field="mbus.c",type="number",size=1,title="c-field"},
{field="mbus.checksum",type="number",size=4,title="checksum",hex=true},
{field="mbus.ci",type="number",size=1,title="control-information",hex=true},
{field="mbus.ci.final",type="number",size=4,title="final"},
{field="mbus.ci.reserved",type="number",size=4,title="reserved"},
{field="mbus.ci.segment",type="number",size=4,title="segment-number"},
{field="mbus.data",type="bytes",size=2,title="data"},
{field="mbus.destination_tsap",type="number",size=1,title="destination-tsap"},
{field="mbus.length",type="number",size=1,title="l-field"},
{field="mbus.source_tsap",type="number",size=1,title="source-tsap"},
{field="mbus.start",type="number",size=1,title="start"},
{field="mbus.stop",type="number",size=1,title="stop"},
{field="mbus.tpl.access_number",type="number",size=1,title="access-number"},
{field="mbus.tpl.configuration",type="number",size=2,title="configuration-field"},
{field="mbus.tpl.device_type",type="number",size=1,title="device-type"},
{field="mbus.tpl.identification_number",type="number",size=4,title="identification-number"},
{field="mbus.tpl.manufacturer",type="number",size=2,title="manufacturer"},
{field="mbus.tpl.status",type="number",size=1,title="status"},
{field="mbus.tpl.version",type="number",size=1,title="version"},
{field="mbus.tpl_ci",type="number",size=1,title="control-information"},
{field="mechanism_name",type="oid",size=4,title="mechanism-name"},
{field="member_name",type="text",size=4,title="Attribute or method"},
{field="meter",type="text",size=4,title="Meter"},
{field="method",type="signed",size=1,title="method-id"},
{field="name",type="text",size=4,title="Name"},
{field="negotiated_dlms_version_number",type="number",size=1,title="negotiated-dlms-version-number"},
{field="negotiated_quality_of_service",type="signed",size=1,title="negotiated-quality-of-service"},
{field="obis",type="obis",size=6,title="instance-id"},
{field="originator_system_title",type="bytes",size=4,title="originator-system-title"},
{field="other_information",type="bytes",size=4,title="other-information"},
{field="p1_telegram",type="text",size=4,title="P1 telegram"},
{field="physical",type="number",size=4,title="Physical"},
{field="policy",type="text",size=4,title="Policy"},
{field="prime.control",type="number",size=4,title="control"},
{field="prime.downlink",type="number",size=4,title="downlink"},
{field="prime.first",type="number",size=1,title="header-type",hex=true},
{field="prime.hcs",type="number",size=1,title="hcs"},
{field="prime.ht",type="number",size=4,title="ht"},
{field="prime.lcid",type="number",size=4,title="lcid"},
{field="prime.length",type="number",size=4,title="length"},
{field="prime.level",type="number",size=4,title="level"},
{field="prime.lnid",type="number",size=4,title="lnid"},
{field="prime.nad",type="number",size=4,title="nad"},
{field="prime.node",type="number",size=4,title="node",hex=true},
{field="prime.packet_header",type="number",size=2,title="packet-header",hex=true},
{field="prime.packets",type="bytes",size=4,title="packets"},
{field="prime.priority",type="number",size=4,title="priority"},
{field="prime.second",type="number",size=1,title="level",hex=true},
{field="prime.sid",type="number",size=4,title="sid"},
{field="prime.spad",type="number",size=4,title="spad"},
{field="priority",type="number",size=4,title="priority"},
{field="processing_option",type="number",size=4,title="processing-option"},
{field="proposed_dlms_version_number",type="number",size=1,title="proposed-dlms-version-number"},
{field="proposed_quality_of_service",type="signed",size=1,title="proposed-quality-of-service"},
{field="protection",type="text",size=4,title="Protection"},
{field="protection.key",type="text",size=4,title="Protection key"},
{field="protection.reason",type="text",size=4,title="Protection reason"},
{field="protocol_version",type="bits",size=4,title="protocol-version"},
{field="reassembled_in",type="frame",size=4,title="Reassembled in"},
{field="recipient_system_title",type="bytes",size=4,title="recipient-system-title"},
{field="release_reason",type="signed",size=4,title="reason"},
{field="responder_acse_requirements",type="bits",size=4,title="responder-acse-requirements"},
{field="responding_ae_invocation_id",type="signed",size=4,title="responding-AE-invocation-id"},
{field="responding_ae_qualifier",type="bytes",size=4,title="responding-AE-qualifier"},
{field="responding_ap_invocation_id",type="signed",size=4,title="responding-AP-invocation-id"},
{field="responding_ap_title",type="bytes",size=4,title="responding-AP-title"},
{field="response_allowed",type="boolean",size=1,title="response-allowed"},
{field="result",type="text",size=4,title="Result"},
{field="rtt",type="duration",size=4,title="Response time"},
{field="security.authenticated",type="number",size=4,title="authenticated"},
{field="security.authentication_tag",type="bytes",size=12,title="authentication-tag"},
{field="security.compressed",type="number",size=4,title="compressed"},
{field="security.control",type="number",size=1,title="security-control",hex=true},
{field="security.encrypted",type="number",size=4,title="encrypted"},
{field="security.invocation_counter",type="number",size=4,title="invocation-counter"},
{field="security.key_set",type="number",size=4,title="key-set"},
{field="security.protected_text",type="bytes",size=4,title="protected-text"},
{field="security.signature",type="bytes",size=4,title="signature"},
{field="security.suite",type="number",size=4,title="security-suite-id"},
{field="self_descriptive",type="number",size=4,title="self-descriptive"},
{field="sender_acse_requirements",type="bits",size=4,title="sender-acse-requirements"},
{field="server",type="number",size=4,title="Server"},
{field="server_max_receive_pdu_size",type="number",size=2,title="server-max-receive-pdu-size"},
{field="service",type="text",size=4,title="Service"},
{field="service_class",type="number",size=4,title="service-class"},
{field="service_error.access",type="number",size=1,title="access"},
{field="service_error.application_reference",type="number",size=1,title="application-reference"},
{field="service_error.change_scope",type="number",size=1,title="change-scope"},
{field="service_error.definition",type="number",size=1,title="definition"},
{field="service_error.hardware_resource",type="number",size=1,title="hardware-resource"},
{field="service_error.initiate",type="number",size=1,title="initiate"},
{field="service_error.load_data_set",type="number",size=1,title="load-data-set"},
{field="service_error.other",type="number",size=1,title="other"},
{field="service_error.service",type="number",size=1,title="service"},
{field="service_error.task",type="number",size=1,title="task"},
{field="service_error.vde_state_error",type="number",size=1,title="vde-state-error"},
{field="sfsk.addresses",type="number",size=3,title="mac-addresses",hex=true},
{field="sfsk.credits",type="number",size=1,title="credits",hex=true},
{field="sfsk.current_credit",type="number",size=4,title="current-credit"},
{field="sfsk.delta_credit",type="number",size=4,title="delta-credit"},
{field="sfsk.destination",type="number",size=4,title="destination-address"},
{field="sfsk.initial_credit",type="number",size=4,title="initial-credit"},
{field="sfsk.pad_length",type="number",size=1,title="pad-length"},
{field="sfsk.payload",type="bytes",size=4,title="payload"},
{field="sfsk.source",type="number",size=4,title="source-address"},
{field="sfsk.subframes",type="number",size=2,title="subframes"},
{field="state_error",type="number",size=1,title="state-error"},
{field="suite",type="number",size=4,title="Suite"},
{field="system_title",type="bytes",size=4,title="system-title"},
{field="text",type="value",size=4,title="Reading"},
{field="trailing_bytes",type="bytes",size=4,title="trailing bytes"},
{field="transaction_id",type="bytes",size=4,title="transaction-id"},
{field="type",type="text",size=4,title="Type"},
{field="unknown_member",type="bytes",size=4,title="unknown member"},
{field="vaa_name",type="number",size=2,title="vaa-name"},
{field="variable_name",type="number",size=2,title="variable-name"},
{field="wmbus.blocks",type="bytes",size=4,title="blocks"},
{field="wmbus.c",type="number",size=1,title="c-field"},
{field="wmbus.device_type",type="number",size=1,title="device-type"},
{field="wmbus.identification_number",type="number",size=4,title="identification-number"},
{field="wmbus.length",type="number",size=1,title="l-field"},
{field="wmbus.manufacturer",type="number",size=2,title="manufacturer"},
{field="wmbus.version",type="number",size=1,title="version"},
{field="wpan.frame_control",type="number",size=2,title="frame-control"},
{field="wpan.rest",type="bytes",size=4,title="addresses-and-payload"},
{field="wpan.sequence_number",type="number",size=1,title="sequence-number"},
{field="wrapper.destination",type="number",size=2,title="destination-wport"},
{field="wrapper.length",type="number",size=2,title="length"},
{field="wrapper.payload",type="bytes",size=4,title="payload"},
{field="wrapper.source",type="number",size=2,title="source-wport"},
{field="wrapper.version",type="number",size=2,title="version"},
}
local SERVICES = {[1]={name="initiate-request",family="initiate-request",sender="client",tag=1,asks=true,behind=1},[5]={name="read-request",family="read-request",sender="client",tag=5,asks=true,blocks=true,behind=1,listed=true,whole_of_list="data-list"},[6]={name="write-request",family="write-request",sender="client",tag=6,asks=true,blocks=true,behind=1,listed=true,whole_of_list="data-list"},[8]={name="initiate-response",family="initiate-response",sender="server",tag=8,answers="initiate-request",behind=1},[12]={name="read-response",family="read-response",sender="server",tag=12,answers="read-request",blocks=true,behind=1,result_list=true,whole_of_list="data-list"},[13]={name="write-response",family="write-response",sender="server",tag=13,answers="write-request",blocks=true,behind=1,result_list=true,whole_of_list="data-list"},[14]={name="confirmed-service-error",family="confirmed-service-error",sender="server",tag=14,behind=2,rests={[0]=1,[1]=1,[2]=1,[3]=1,[4]=1,[5]=1,[6]=1,[7]=1,[8]=1,[9]=1,[10]=1},error=true},[15]={name="data-notification",family="data-notification",sender="server",tag=15,behind=5,invoke=1,invoke_size=4,invoke_mask=16777215,confirmed=1073741824},[16]={name="data-notification-confirm",family="data-notification-confirm",sender="client",tag=16,behind=5,invoke=1,invoke_size=4,invoke_mask=16777215,confirmed=1073741824},[22]={name="unconfirmed-write-request",family="unconfirmed-write-request",sender="client",tag=22,blocks=true,behind=1,listed=true,whole_of_list="data-list"},[24]={name="information-report-request",family="information-report-request",sender="server",tag=24,blocks=true,behind=1,listed=true,whole_of_list="data-list"},[192]={choices={[1]={name="get-request-normal",family="get-request",sender="client",tag=192,asks=true,behind=12,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,class_at=3,absent=13},[2]={name="get-request-next",family="get-request",sender="client",tag=192,asks=true,blocks=true,behind=7,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,fixed=7,whole_of_list="data-list"},[3]={name="get-request-with-list",family="get-request",sender="client",tag=192,asks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,lists=true}}},[193]={choices={[1]={name="set-request-normal",family="set-request",sender="client",tag=193,asks=true,behind=12,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,class_at=3},[2]={name="set-request-with-first-datablock",family="set-request",sender="client",tag=193,asks=true,blocks=true,behind=12,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,class_at=3,whole_of_list="data-list"},[3]={name="set-request-with-datablock",family="set-request",sender="client",tag=193,asks=true,blocks=true,behind=8,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,whole_of_list="data-list"},[4]={name="set-request-with-list",family="set-request",sender="client",tag=193,asks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,lists=true},[5]={name="set-request-with-list-and-first-datablock",family="set-request",sender="client",tag=193,asks=true,blocks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,lists=true,whole_of_list="data-list"}}},[194]={name="event-notification-request",family="event-notification-request",sender="server",tag=194,behind=1,listed=true},[195]={choices={[1]={name="action-request-normal",family="action-request",sender="client",tag=195,asks=true,behind=12,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,class_at=3,method=true,invokes=true},[2]={name="action-request-next-pblock",family="action-request",sender="client",tag=195,asks=true,blocks=true,behind=7,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,fixed=7,invokes=true,whole_of_list="data-list"},[3]={name="action-request-with-list",family="action-request",sender="client",tag=195,asks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,invokes=true,lists=true},[4]={name="action-request-with-first-pblock",family="action-request",sender="client",tag=195,asks=true,blocks=true,behind=17,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,class_at=3,method=true,invokes=true,whole_of_list="data-list"},[5]={name="action-request-with-list-and-first-pblock",family="action-request",sender="client",tag=195,asks=true,blocks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,invokes=true,lists=true,whole_of_list="data-list"},[6]={name="action-request-with-pblock",family="action-request",sender="client",tag=195,asks=true,blocks=true,behind=8,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,listed=true,invokes=true,whole_of_list="data-list"}}},[196]={choices={[1]={name="get-response-normal",family="get-response",sender="server",tag=196,answers="get-request",behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,rests={[0]=true,[1]=1},refuses={[1]=6}},[2]={name="get-response-with-datablock",family="get-response",sender="server",tag=196,answers="get-request",blocks=true,behind=8,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,refuses={[1]=6},whole_of_list="result-list"},[3]={name="get-response-with-list",family="get-response",sender="server",tag=196,answers="get-request",behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,result_list=true,lists=true}}},[197]={choices={[1]={name="set-response-normal",family="set-response",sender="server",tag=197,answers="set-request",behind=4,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,results={{3,6}},fixed=4},[2]={name="set-response-datablock",family="set-response",sender="server",tag=197,answers="set-request",blocks=true,behind=7,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,fixed=7,whole_of_list="data-list"},[3]={name="set-response-last-datablock",family="set-response",sender="server",tag=197,answers="set-request",blocks=true,behind=8,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,results={{3,6}},fixed=8,whole_of_list="data-list"},[4]={name="set-response-last-datablock-with-list",family="set-response",sender="server",tag=197,answers="set-request",blocks=true,behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,result_list=true,lists=true,whole_of_list="data-list"},[5]={name="set-response-with-list",family="set-response",sender="server",tag=197,answers="set-request",behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,result_list=true,lists=true}}},[199]={choices={[1]={name="action-response-normal",family="action-response",sender="server",tag=199,answers="action-request",behind=4,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,results={{3,7}},wholes={"data","get-data-result","action-response-with-optional-data"}},[2]={name="action-response-with-pblock",family="action-response",sender="server",tag=199,answers="action-request",blocks=true,behind=8,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,whole_of_list="data-list",wholes={"data","get-data-result","action-response-with-optional-data"}},[3]={name="action-response-with-list",family="action-response",sender="server",tag=199,answers="action-request",behind=3,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,result_list=true,lists=true,wholes={"data","get-data-result","action-response-with-optional-data"}},[4]={name="action-response-next-pblock",family="action-response",sender="server",tag=199,answers="action-request",blocks=true,behind=7,invoke=2,invoke_size=1,invoke_mask=15,confirmed=64,fixed=7,whole_of_list="data-list",wholes={"data","get-data-result","action-response-with-optional-data"}}}},[216]={name="exception-response",family="exception-response",sender="server",tag=216,behind=2,rests={[1]=0,[2]=0,[3]=0,[4]=0,[5]=0,[6]=4},error=true,exception=true},[217]={name="access-request",family="access-request",sender="client",tag=217,asks=true,behind=5,invoke=1,invoke_size=4,invoke_mask=16777215,confirmed=1073741824,listed=true},[218]={name="access-response",family="access-response",sender="server",tag=218,answers="access-request",behind=5,invoke=1,invoke_size=4,invoke_mask=16777215,confirmed=1073741824,result_list=true},[96]={name="aarq",family="aarq",sender="client",tag=96,asks=true,behind=1,opens=true,kind="acse"},[97]={name="aare",family="aare",sender="server",tag=97,answers="aarq",behind=1,opened=true,kind="acse"},[98]={name="rlrq",family="rlrq",sender="client",tag=98,asks=true,behind=1,kind="acse"},[99]={name="rlre",family="rlre",sender="server",tag=99,answers="rlrq",behind=1,kind="acse"},[100]={name="abrt",family="abrt",tag=100,behind=1,kind="acse"},[33]={name="glo-initiate-request",family="glo-initiate-request",sender="client",tag=33,behind=1,kind="protected",simple=true,inner_tag=1,inner_family="initiate-request",inner_asks=true},[37]={name="glo-read-request",family="glo-read-request",sender="client",tag=37,behind=1,kind="protected",simple=true,inner_tag=5,inner_family="read-request",inner_asks=true},[38]={name="glo-write-request",family="glo-write-request",sender="client",tag=38,behind=1,kind="protected",simple=true,inner_tag=6,inner_family="write-request",inner_asks=true},[40]={name="glo-initiate-response",family="glo-initiate-response",sender="server",tag=40,behind=1,kind="protected",simple=true,inner_tag=8,inner_family="initiate-response",inner_answers="initiate-request"},[44]={name="glo-read-response",family="glo-read-response",sender="server",tag=44,behind=1,kind="protected",simple=true,inner_tag=12,inner_family="read-response",inner_answers="read-request"},[45]={name="glo-write-response",family="glo-write-response",sender="server",tag=45,behind=1,kind="protected",simple=true,inner_tag=13,inner_family="write-response",inner_answers="write-request"},[46]={name="glo-confirmed-service-error",family="glo-confirmed-service-error",sender="server",tag=46,behind=1,kind="protected",simple=true,inner_tag=14,inner_family="confirmed-service-error"},[54]={name="glo-unconfirmed-write-request",family="glo-unconfirmed-write-request",sender="client",tag=54,behind=1,kind="protected",simple=true,inner_tag=22,inner_family="unconfirmed-write-request",inner_asks=true},[56]={name="glo-information-report-request",family="glo-information-report-request",sender="server",tag=56,behind=1,kind="protected",simple=true,inner_tag=24,inner_family="information-report-request",inner_asks=true},[200]={name="glo-get-request",family="glo-get-request",sender="client",tag=200,behind=1,kind="protected",simple=true,inner_tag=192,inner_family="get-request",inner_asks=true},[201]={name="glo-set-request",family="glo-set-request",sender="client",tag=201,behind=1,kind="protected",simple=true,inner_tag=193,inner_family="set-request",inner_asks=true},[202]={name="glo-event-notification-request",family="glo-event-notification-request",sender="server",tag=202,behind=1,kind="protected",simple=true,inner_tag=194,inner_family="event-notification-request",inner_asks=true},[203]={name="glo-action-request",family="glo-action-request",sender="client",tag=203,behind=1,kind="protected",simple=true,inner_tag=195,inner_family="action-request",inner_asks=true},[204]={name="glo-get-response",family="glo-get-response",sender="server",tag=204,behind=1,kind="protected",simple=true,inner_tag=196,inner_family="get-response",inner_answers="get-request"},[205]={name="glo-set-response",family="glo-set-response",sender="server",tag=205,behind=1,kind="protected",simple=true,inner_tag=197,inner_family="set-response",inner_answers="set-request"},[207]={name="glo-action-response",family="glo-action-response",sender="server",tag=207,behind=1,kind="protected",simple=true,inner_tag=199,inner_family="action-response",inner_answers="action-request"},[65]={name="ded-initiate-request",family="ded-initiate-request",sender="client",tag=65,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=1,inner_family="initiate-request",inner_asks=true},[69]={name="ded-read-request",family="ded-read-request",sender="client",tag=69,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=5,inner_family="read-request",inner_asks=true},[70]={name="ded-write-request",family="ded-write-request",sender="client",tag=70,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=6,inner_family="write-request",inner_asks=true},[72]={name="ded-initiate-response",family="ded-initiate-response",sender="server",tag=72,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=8,inner_family="initiate-response",inner_answers="initiate-request"},[76]={name="ded-read-response",family="ded-read-response",sender="server",tag=76,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=12,inner_family="read-response",inner_answers="read-request"},[77]={name="ded-write-response",family="ded-write-response",sender="server",tag=77,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=13,inner_family="write-response",inner_answers="write-request"},[78]={name="ded-confirmed-service-error",family="ded-confirmed-service-error",sender="server",tag=78,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=14,inner_family="confirmed-service-error"},[86]={name="ded-unconfirmed-write-request",family="ded-unconfirmed-write-request",sender="client",tag=86,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=22,inner_family="unconfirmed-write-request",inner_asks=true},[88]={name="ded-information-report-request",family="ded-information-report-request",sender="server",tag=88,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=24,inner_family="information-report-request",inner_asks=true},[208]={name="ded-get-request",family="ded-get-request",sender="client",tag=208,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=192,inner_family="get-request",inner_asks=true},[209]={name="ded-set-request",family="ded-set-request",sender="client",tag=209,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=193,inner_family="set-request",inner_asks=true},[210]={name="ded-event-notification-request",family="ded-event-notification-request",sender="server",tag=210,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=194,inner_family="event-notification-request",inner_asks=true},[211]={name="ded-action-request",family="ded-action-request",sender="client",tag=211,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=195,inner_family="action-request",inner_asks=true},[212]={name="ded-get-response",family="ded-get-response",sender="server",tag=212,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=196,inner_family="get-response",inner_answers="get-request"},[213]={name="ded-set-response",family="ded-set-response",sender="server",tag=213,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=197,inner_family="set-response",inner_answers="set-request"},[215]={name="ded-action-response",family="ded-action-response",sender="server",tag=215,behind=1,kind="protected",simple=true,dedicated=true,inner_tag=199,inner_family="action-response",inner_answers="action-request"},[219]={name="general-glo-ciphering",family="general-glo-ciphering",tag=219,behind=1,kind="protected"},[220]={name="general-ded-ciphering",family="general-ded-ciphering",tag=220,behind=1,kind="protected",dedicated=true},[221]={name="general-ciphering",family="general-ciphering",tag=221,behind=1,kind="protected",key_info=true},[223]={name="general-signing",family="general-signing",tag=223,behind=1,kind="protected",signs=true},[224]={name="general-block-transfer",family="general-block-transfer",tag=224,blocks=true,behind=6,whole_of_list="data-list",kind="general-block-transfer"}}
local DATA_SIZES = {[0]=0,[3]=1,[5]=4,[6]=4,[9]=-1,[10]=-1,[12]=-1,[13]=1,[15]=1,[16]=2,[17]=1,[18]=2,[20]=8,[21]=8,[22]=1,[23]=4,[24]=8,[25]=12,[26]=5,[27]=4,[28]=1,[29]=2,[30]=4,[31]=1,[32]=2,[33]=4,[255]=0}
local RESULT_NAMES = {[6]=true,[7]=true}
local CONFORMANCE = {["get-request"]=19,["set-request"]=20,["action-request"]=23,["access-request"]=17,["read-request"]=3,["write-request"]=4,["unconfirmed-write-request"]=5,["event-notification-request"]=22,["information-report-request"]=15,["data-notification"]=16}
local WEAK = {[3]="high-level-security-md5: MD5 is broken",[4]="high-level-security-sha1: SHA-1 is broken"}
local KEY_IDS = {[0]="guek",[1]="gbek",[2]="gak",[3]="kek"}
local KEY_FILE = {fields={address=true,agreement_private_key=true,agreement_public_key=true,dedicated=true,ephemeral_private_keys=true,gak=true,gbek=true,guek=true,kek=true,name=true,password=true,password_text=true,sap=true,signing_public_key=true,system_title=true},keys={guek=true,gbek=true,gak=true,kek=true,dedicated=true},sizes={[16]=true,[32]=true}}
local FINDINGS = {noise={severity="note",title="bytes that are no frame"},["fcs-wrong"]={severity="error",title="frame check sequence wrong"},["hcs-wrong"]={severity="error",title="header check sequence wrong"},["checksum-wrong"]={severity="error",title="M-Bus checksum wrong"},["frame-truncated"]={severity="error",title="frame cut short"},["illegal-address"]={severity="error",title="HDLC address of no legal length"},echo={severity="note",title="echo of what was sent"},retransmission={severity="note",title="frame sent again"},["sequence-gap"]={severity="warning",title="frame number skipped"},["segment-missing"]={severity="error",title="segment missing"},["receive-number-wrong"]={severity="warning",title="acknowledgement of a frame that was not sent"},["window-exceeded"]={severity="warning",title="more frames than the window allows"},["frame-too-long"]={severity="warning",title="information field longer than agreed"},["not-connected"]={severity="warning",title="station not connected"},["frame-rejected"]={severity="warning",title="frame rejected"},["station-busy"]={severity="note",title="station busy"},["reject-used"]={severity="note",title="REJ or SREJ used"},["link-encrypted"]={severity="error",title="encrypted below the APDU"},["unknown-apdu"]={severity="error",title="no known APDU"},malformed={severity="error",title="APDU malformed"},["tolerated-form"]={severity="note",title="vendor's own encoding"},["answer-without-question"]={severity="note",title="answer without a question"},["invoke-id-mismatch"]={severity="warning",title="invoke id of the answer differs from the question's"},["no-answer"]={severity="warning",title="question without an answer"},retry={severity="note",title="question put again"},["slow-answer"]={severity="note",title="slow answer"},["access-refused"]={severity="note",title="access refused"},exception={severity="note",title="exception response"},["service-error"]={severity="note",title="confirmed service error"},["association-refused"]={severity="note",title="association refused"},["not-negotiated"]={severity="warning",title="service outside the negotiated conformance"},["pdu-too-large"]={severity="warning",title="APDU larger than negotiated"},["weak-mechanism"]={severity="note",title="weak authentication"},["mechanism-unchecked"]={severity="note",title="national mechanism"},["password-in-clear"]={severity="note",title="password in clear"},["password-differs"]={severity="warning",title="password not that of the key file"},["hls-verified"]={severity="note",title="high level security proved"},["hls-proof-wrong"]={severity="error",title="high level security failed"},["ic-replay"]={severity="error",title="invocation counter replayed"},["ic-regress"]={severity="warning",title="invocation counter went back"},["ic-jump"]={severity="note",title="invocation counter jumped"},["ic-reset"]={severity="warning",title="invocation counter began anew"},["ic-expected"]={severity="note",title="the meter expects a higher invocation counter"},["tag-failed"]={severity="error",title="not authentic, or not to be opened with the keys at hand"},["keys-untried"]={severity="error",title="keys not tried"},["signature-wrong"]={severity="error",title="signature wrong"},["other-layout"]={severity="note",title="protected in another layout"},unprotected={severity="warning",title="unprotected where the policy demands protection"},["ciphered-outside"]={severity="note",title="block transfer inside a protected APDU"},["key-transferred"]={severity="note",title="key transferred"},["key-transferred-unseen"]={severity="warning",title="key transferred, but not readable"},["key-agreed"]={severity="note",title="key agreed on"},["key-agreed-unseen"]={severity="warning",title="key agreed on, but unknown"},["block-repeated"]={severity="note",title="block sent again"},["block-missing"]={severity="error",title="block missing"},["gbt-window-exceeded"]={severity="warning",title="more blocks than the window allows"},["gbt-acknowledge-wrong"]={severity="warning",title="acknowledgement of a block that was not sent"},["gbt-recovery"]={severity="note",title="blocks asked for again"},["transfer-aborted"]={severity="error",title="transfer aborted"},["transfer-incomplete"]={severity="error",title="transfer never completed"},["transfer-too-large"]={severity="error",title="transfer given up"},["clock-drift"]={severity="note",title="meter's clock differs"},["image-transferred"]={severity="note",title="image transferred"},["image-block-repeated"]={severity="note",title="image block sent again"},["image-blocks-missing"]={severity="warning",title="image blocks missing"}}
local CLOCK_WORDS = {not_specified=255,no_year=65535,no_deviation=-32768,months={[253]="dst-end",[254]="dst-begin"},days={[253]="last-1",[254]="last"}}
local OBIS_RULES = [=[ES	0	1	94	34	1-4	255	3	active demand control threshold, contract 1, rate {E}	active demand control threshold, contract 1, rate {E}
ES	0	1	94	34	11-14	255	3	passive demand control threshold, contract 1, rate {E-10}	passive demand control threshold, contract 1, rate {E-10}
ES	0	1	94	34	21-24	255	3	active demand control threshold, contract 3, rate {E-20}	active demand control threshold, contract 3, rate {E-20}
ES	0	1	94	34	41-44	255	3	passive demand control threshold, contract 3, rate {E-40}	passive demand control threshold, contract 3, rate {E-40}
ES	1	1	94	34	1	255	3	invalid limit of clock shift	invalid limit of clock shift
ES	0	0	94	34	11-13	255	1	billing period 1 last reset time, contract {E-10}	billing period 1 last reset time, contract {E-10}
ES	0	0	94	34	41-43	255	1	passive end of billing period 1, contract {E-40}	passive end of billing period 1, contract {E-40}
ES	0	0	94	34	51-55	255	3	timeout of open session, {E:51=reading;52=management;54=security client;55=security client;53=object #}	timeout of open session, {E:51=reading;52=management;54=security client;55=security client;53=object #}
ES	0	0	94	34	60	255	3	threshold of long power failure	threshold of long power failure
ES	0	0	94	34	70	255	3	threshold near contracted power	threshold near contracted power
ES	0	0	94	34	80	255	1	time trigger for sag, swell, long failure	time trigger for sag, swell, long failure
ES	0	0	94	34	100-103	255	3	duration of current long power failure, {E:100=any phase;101=L1;102=L2;103=L3}	duration of current long power failure, {E:100=any phase;101=L1;102=L2;103=L3}
ES	0	0	94	34	110	255	3	display scroll time	display scroll time
ES	0	1	94	34	20	255	70	previous disconnect control	previous disconnect control
ES	0	1	94	34	30,32	255	1	{E:30=import;32=export} over threshold status	{E:30=import;32=export} over threshold status
ES	0	1	94	34	31,33	255	3	current {E:31=import;33=export} threshold	current {E:31=import;33=export} threshold
ES	0	1	94	34	105-108,111-117	255	1	event log filter, {E:105=standard;106=fraud;107-108=power quality;111=power contract;115=power contract;112=firmware;113=synchronization;114=disconnect;116-117=security}	event log filter, {E:105=standard;106=fraud;107-108=power quality;111=power contract;115=power contract;112=firmware;113=synchronization;114=disconnect;116-117=security}
ES	1	0	94	34	90-93	255	1,3	sags and swells, {E:90=number;92=number;91=duration;93=duration}	sags and swells, {E:90=number;92=number;91=duration;93=duration}
ES	1	1	94	34	100-103	255	1	active quadrant{E:100=;101= L1;102= L2;103= L3}	active quadrant{E:100=;101= L1;102= L2;103= L3}
ES	1	1	94	34	104	255	1	phase presence	phase presence
ES	1	0	94	34	130	255	1	time stamp for new calendar activation	time stamp for new calendar activation
IN	0	0	0	1	0	255	1	cumulative billing count	cumulative billing count
IN	0	0	0	1	1	255	1	available billing periods	available billing periods
IN	0	0	0	1	2	255	3	billing date	billing date
IN	0	0	43	1	1-6	255	1	invocation counter, {E:1=public client;2=meter reader;3=utility setting;4=push;5=firmware;6=in-home display}	invocation counter, {E:1=public client;2=meter reader;3=utility setting;4=push;5=firmware;6=in-home display}
IN	0	0	94	91	0	255	1	cumulative tamper count	cumulative tamper count
IN	0	0	94	91	8	255	3	cumulative power failure duration	cumulative power failure duration
IN	0	0	94	91	9	255	1	meter type	meter type
IN	0	0	94	91	11	255	1	meter category	meter category
IN	0	0	94	91	12	255	1	current rating	current rating
IN	0	0	94	91	13	255	3	power-on duration in billing period	power-on duration in billing period
IN	0	0	94	91	14	255	3	cumulative power-on duration	cumulative power-on duration
IN	0	0	94	91	18	255	1	event status word 1	event status word 1
IN	0	0	94	91	26	255	1	event status word filter	event status word filter
IN	0	0	94	96	19	255	1	metering mode	metering mode
IN	0	0	94	96	20	255	1	payment mode	payment mode
IN	0	0	94	96	21	255	1	last token recharge amount	last token recharge amount
IN	0	0	94	96	22	255	1	last token recharge time	last token recharge time
IN	0	0	94	96	23	255	1	total amount at last recharge	total amount at last recharge
IN	0	0	94	96	24	255	1	current balance amount	current balance amount
IN	0	0	94	96	25	255	1	current balance time	current balance time
IN	0	0	96	1	0	255	1	meter serial number	meter serial number
IN	0	0	96	1	1	255	1	manufacturer name	manufacturer name
IN	0	0	96	1	2	255	1	device id	device id
IN	0	0	96	1	4	255	1	year of manufacture	year of manufacture
IN	0	0	96	2	0	255	1	cumulative programming count	cumulative programming count
IN	0	0	96	10	1	255	1	meter health indicator	meter health indicator
IN	0	0	96	11	0-6	255	1	event code, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}	event code, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}
IN	0	0	96	15	0-6	255	1	event log sequence number, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}	event log sequence number, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}
IN	0	0	96	15	128	255	1	tamper count for the billing period	tamper count for the billing period
IN	0	1	96	12	5	255	4	average signal strength	average signal strength
IN	1	0	0	8	0	255	1	demand integration period	demand integration period
IN	1	0	0	8	4	255	1	profile capture period	profile capture period
IN	1	0	96	128	25	255	1	active relay time	active relay time
IN	1	0	96	128	30	255	1	passive relay time	passive relay time
IN	1	0	0	4	2	255	1	current transformer ratio	current transformer ratio
IN	1	0	0	4	3	255	1	voltage transformer ratio	voltage transformer ratio
IN	1	0	0	2	0	255	1	meter firmware version	meter firmware version
IN	1	0	1,2,9,10	8	0-8	255	3	cumulative {C:1=active energy import;2=active energy export;9=apparent energy import;10=apparent energy export}, {E:0=total;1-8=zone TZ#}	cumulative {C:1=active energy import;2=active energy export;9=apparent energy import;10=apparent energy export}, {E:0=total;1-8=zone TZ#}
IN	1	0	1,2,9,10	29	0	255	3	block {C:1=active energy import;2=active energy export;9=apparent energy import;10=apparent energy export} (load survey)	block {C:1=active energy import;2=active energy export;9=apparent energy import;10=apparent energy export} (load survey)
IN	1	0	5,6,7,8	8	0	255	3	cumulative reactive energy {C:5=QI;6=QII;7=QIII;8=QIV}	cumulative reactive energy {C:5=QI;6=QII;7=QIII;8=QIV}
IN	1	0	5,6,7,8	29	0	255	3	block reactive energy {C:5=QI;6=QII;7=QIII;8=QIV}	block reactive energy {C:5=QI;6=QII;7=QIII;8=QIV}
IN	1	0	1,2,9,10	6	0-8	255	4	maximum demand, {C:1=active import;2=active export;9=apparent import;10=apparent export}, {E:0=total;1-8=zone TZ#}	maximum demand, {C:1=active import;2=active export;9=apparent import;10=apparent export}, {E:0=total;1-8=zone TZ#}
IN	1	0	11,31,51,71	27	0	255	3	average current{C:11=;31= L1;51= L2;71= L3}	average current{C:11=;31= L1;51= L2;71= L3}
IN	1	0	12,32,52,72	27	0	255	3	average voltage{C:12=;32= L1;52= L2;72= L3}	average voltage{C:12=;32= L1;52= L2;72= L3}
IN	1	0	13	0	0	255	3	average power factor of billing period	average power factor of billing period
IN	1	0	13	7	0	255	3	signed power factor	signed power factor
IN	1	0	3	7	0	255	3	signed reactive power	signed reactive power
IN	1	0	81	7	1,2,12	255	3	phase angle between voltages {E:1=A and B;2=A and C;12=B and C}	phase angle between voltages {E:1=A and B;2=A and C;12=B and C}
IN	1	0	91	7	0	255	3	neutral current	neutral current
IN	0	0	94	91	10	255	7	nameplate profile	nameplate profile
IN	1	0	94	91	0	255	7	instantaneous profile	instantaneous profile
IN	1	0	94	91	3-7	255	7	scaler profile, {E:3=instantaneous;4=block load;5=daily load;6=billing;7=events}	scaler profile, {E:3=instantaneous;4=block load;5=daily load;6=billing;7=events}
IN	1	0	98	1	0	255	7	billing profile	billing profile
IN	1	0	99	1	0	255	7	block load profile	block load profile
IN	1	0	99	2	0	255	7	daily load profile	daily load profile
IN	0	0	99	98	0-6	255	7	event profile, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}	event profile, {E:0=voltage;1=current;2=power;3=transaction;4=other;5=non-rollover;6=control}
IN	0	0	10	0	1	255	9	maximum demand reset action	maximum demand reset action
IN	0	0	40	0	1-6	255	15	association, {E:1=public client;2=meter reader (LLS);3=utility setting (HLS);4=push;5=firmware;6=in-home display}	association, {E:1=public client;2=meter reader (LLS);3=utility setting (HLS);4=push;5=firmware;6=in-home display}
IN	0	0	15	0	0	255	22	billing dates schedule	billing dates schedule
IN	0	0	15	0	2	255	22	image activation schedule	image activation schedule
IN	0	0	15	0	4	255	22	push schedule	push schedule
IN	0	0	25	9	0	255	40	instant push setup	instant push setup
IN	0	4	25	9	0	255	40	alert push setup	alert push setup
IN	0	0	25	9	1-5	255	40,64	push/security setup, {E:1=periodic, meter to head end;2=utility message;3=consumer message;4=periodic, to display;5=event push}	push/security setup, {E:1=periodic, meter to head end;2=utility message;3=consumer message;4=periodic, to display;5=event push}
IN	0	0	43	0	2-5	255	64	global key change, {E:2=meter reader;3=utility;4=push;5=firmware}	global key change, {E:2=meter reader;3=utility;4=push;5=firmware}
IN	0	0	96	3	10	255	70	load control status	load control status
IN	0	0	17	0	0	255	71	load limit	load limit
IT	0	0	96	1	10	255	1	metering point identifier	metering point identifier
IT	0	0	96	1	3	255	1	equipment class	equipment class
IT	0	0	96	1	5	255	1	UNI/TS reference version	UNI/TS reference version
IT	0	0	40	0	1,3,16,32,48,64	255	15	association, {E:1=management;3=installer/maintainer;16=public;32=broadcast;48=guarantor;64=gateway}	association, {E:1=management;3=installer/maintainer;16=public;32=broadcast;48=guarantor;64=gateway}
IT	0	0	94	39	33	255	1	global frame counter thresholds	global frame counter thresholds
IT	0	0-1	43	1	1	255	1	management frame counter, {B:0=on-line;1=off-line}	management frame counter, {B:0=on-line;1=off-line}
IT	0	0	43	1	3,32,48,64	255	1	frame counter, {E:3=installer/maintainer;32=broadcast;48=guarantor;64=gateway}	frame counter, {E:3=installer/maintainer;32=broadcast;48=guarantor;64=gateway}
IT	0	0	94	39	44	255	1	synchronization algorithm	synchronization algorithm
IT	0	0	94	39	20	255	1	synchronization registers	synchronization registers
IT	0	0	94	39	21-22	255	8192	tariff plan, {E:21=active;22=passive}	tariff plan, {E:21=active;22=passive}
IT	7	0-2	96	5	0-1	255,101	1,3	{E:0=device status;1=diagnostics}, {B:0=current;1=daily;2=snapshot period}	{E:0=device status;1=diagnostics}, {B:0=current;1=daily;2=snapshot period}
IT	0	0	94	39	30-32	255	1,3,21	installer {E:30=setup;31=remaining time;32=monitor}	installer {E:30=setup;31=remaining time;32=monitor}
IT	0	0	94	39	1-7	255	1,21	valve, {E:1=enable password;2=maximum password attempts;3=PGV configuration;4=days without communication;5=threshold of days without communication;6=validity of opening command;7=closure cause}	valve, {E:1=enable password;2=maximum password attempts;3=PGV configuration;4=days without communication;5=threshold of days without communication;6=validity of opening command;7=closure cause}
IT	0	0	94	39	10,11	255	1,21	{E:10=orphaned threshold of the radio link;11=billing snapshot start date}	{E:10=orphaned threshold of the radio link;11=billing snapshot start date}
IT	0	0	94	39	8,9,12-19,23-28,34-45	255	*	UNI/TS 11291 object {D}.{E}	UNI/TS 11291 object {D}.{E}
IT	0	0	94	39	46	255	1	user message	user message
IT	0	0	94	39	47-48	255	1	{E:47=black-listed;48=white-listed} devices	{E:47=black-listed;48=white-listed} devices
IT	0	0	94	39	50	255	1	radio PM1 payload	radio PM1 payload
IT	0	0	96	20	25	255	1	anti-fraud counter	anti-fraud counter
IT	0	0	96	20	30	255	1	communication tamper counter	communication tamper counter
IT	7	0	13	2	0-3	255	3	converted volume index, {E:0=total;1-3=tariff rate F#}	converted volume index, {E:0=total;1-3=tariff rate F#}
IT	7	0	13	26	0	101	3	converted volume index, previous gas day	converted volume index, previous gas day
IT	7	0	12	2	0	255	3	converted volume index under alarm	converted volume index under alarm
IT	7	0	43	45	0	255	4	maximum converted flow	maximum converted flow
IT	7	0	13	83	0-3	101	3	converted volume at end of billing period, {E:0=total;1-3=tariff rate F#}	converted volume at end of billing period, {E:0=total;1-3=tariff rate F#}
IT	7	0	0	1	0	255,101	1	snapshot period counter	snapshot period counter
IT	7	0	98	11	0	255	7	snapshot period data	snapshot period data
IT	7	0	99	99	3	255	7	daily load profile	daily load profile
IT	7	0	99	98	0,1,3,6	255	7	logbook, {E:0=events;1=metrological;3=directory;6=radio}	logbook, {E:0=events;1=metrological;3=directory;6=radio}
IT	7	0	99	16	0	255	7	parameter monitor logbook	parameter monitor logbook
IT	0	0	66	0	1-11	255	62	compact frame CF{E}	compact frame CF{E}
IT	0	0-4	15	0	4	255	22	push scheduler{B? #}	push scheduler{B? #}
IT	0	0-4	25	9	0	255	40	push setup{B? #}	push setup{B? #}
IT	0	0	10	0	1	255	9	snapshot script	snapshot script
IT	0	0	10	0	8	255	9	push script	push script
IT	0	0	96	6	0-6	255	3	battery counter {E}	battery counter {E}
IT	0	0	31	0	0	255	73	radio secondary address	radio secondary address
IT	0	0-1	25	2	0	255	43	radio {B:0=MAC address;1=peer address}	radio {B:0=MAC address;1=peer address}
IT	0	0	21	0	1-3	255	7	{E:1=detected devices;2=white list;3=black list}	{E:1=detected devices;2=white list;3=black list}
IT	0	1	21	0	1	255	7	enrolled devices	enrolled devices
IT	7	0	21	0	10-12	255	7	{E:10=command queue;11=response queue;12=broadcast command queue}	{E:10=command queue;11=response queue;12=broadcast command queue}
IT	7	0-1	0	2	1,8	255	1	{B:0=metrological firmware;1=other firmware} {E:1=version;8=signature}	{B:0=metrological firmware;1=other firmware} {E:1=version;8=signature}
RU	0	0	94	7	0-127	255	*	SPODES object 94.7.{E}	SPODES object 94.7.{E}
RU	0	0	94	7	1	255	7	passport data profile	passport data profile
RU	1	0	94	7	0-6	255	7	{E:0=current values profile;1=scale profile, monthly;2=scale profile, daily;3=scale profile, current;4=scale profile, load;5-6=telemechanics profile #}	{E:0=current values profile;1=scale profile, monthly;2=scale profile, daily;3=scale profile, current;4=scale profile, load;5-6=telemechanics profile #}
RU	1	0	98	1	0-127	255	7	monthly profile	monthly profile
RU	1	0	98	2	0-127	255	7	daily profile	daily profile
RU	1	0	99	1-2	0-127	255	7	load profile {D}	load profile {D}
RU	0	0-2	22	0	0	255	23	HDLC setup, {B:0=optical port;1=RS-485;2=GSM}	HDLC setup, {B:0=optical port;1=RS-485;2=GSM}
RU	0	0	40	0	1-4	255	15	association, {E:1=public client;2=reader;3=configurator;4=push}	association, {E:1=public client;2=reader;3=configurator;4=push}
RU	0	0-64	96	1	0-10	255	1	{E:0=factory number;1=device type;2=metrological software version;3=producer;4=release date;5=remote console;6=SPODES version;7=connection scheme;8=firmware ID;9=device ID;10=metering point}	{E:0=factory number;1=device type;2=metrological software version;3=producer;4=release date;5=remote console;6=SPODES version;7=connection scheme;8=firmware ID;9=device ID;10=metering point}
RU	0	0-64	96	11	0-8	255	1	event code, {E:0=voltage;1=current;2=relay;3=parameters;4=external impact;5=communication;6=access;7=self-diagnosis;8=reactive power}	event code, {E:0=voltage;1=current;2=relay;3=parameters;4=external impact;5=communication;6=access;7=self-diagnosis;8=reactive power}
RU	0	0-64	96	12	4	255	1	interface channel number	interface channel number
RU	0	0	96	51	0-9	255	1,3	{E:0=case seal;1=terminal cover seal;3=magnetic sensor;4=HF field sensor;5-7=electronic seal #;8-9=first opening time #;2=seal or sensor #}	{E:0=case seal;1=terminal cover seal;3=magnetic sensor;4=HF field sensor;5-7=electronic seal #;8-9=first opening time #;2=seal or sensor #}
RU	0	0-64	17	0	0-5	255	71	limiter, {E:0=power;1=current;2=voltage;3=magnetic field;4=differential current;5=temperature}	limiter, {E:0=power;1=current;2=voltage;3=magnetic field;4=differential current;5=temperature}
RU	0	0-64	99	98	0-28	255	7	log, {E:0=voltage;1=current;2=switching;3=data correction;4=external impact;5=communication;6=access;7=self-diagnosis;8=reactive power;9=power quality;10=input/output;11=object #;12=reactive limit;13=time correction;14=year start;15=quality period;16=power control;17=battery;18=relay blocker;19=temperature;20-25=voltage deviations #;26=overvoltage;27=interruption;28=abnormal network}	log, {E:0=voltage;1=current;2=switching;3=data correction;4=external impact;5=communication;6=access;7=self-diagnosis;8=reactive power;9=power quality;10=input/output;11=object #;12=reactive limit;13=time correction;14=year start;15=quality period;16=power control;17=battery;18=relay blocker;19=temperature;20-25=voltage deviations #;26=overvoltage;27=interruption;28=abnormal network}
RU	0	0	97	98	0-1	255	1	alarm register, {E:0=initiative output;1=load relay}	alarm register, {E:0=initiative output;1=load relay}
RU	0	0	97	98	10-11	255	1	alarm filter {E-9}	alarm filter {E-9}
RU	0	0	94	7	128-134	255	1,7	data concentrator, {E:128=meter list;129=direct channels;130=channel list;131=discovered meters;132=access policies;133=tasks;134=status}	data concentrator, {E:128=meter list;129=direct channels;130=channel list;131=discovered meters;132=access policies;133=tasks;134=status}
RU	0	0	94	7	141	255	1	time difference to meters	time difference to meters
RU	0	0	41	0	0	255	17	SAP assignment of the concentrator	SAP assignment of the concentrator
RU	0	0	96	50	0	255	1	event push message	event push message
RU	1	0-64	124-126	7	0-255	255	3,4	line voltage {C:124=L1-L2;125=L2-L3;126=L3-L1}	line voltage {C:124=L1-L2;125=L2-L3;126=L3-L1}
	0	0-64	0	1	0	0-99,255	1,3,4	billing period counter, scheme 1	billing period counter, scheme 1
	0	0-64	0	1	1	255	1,3,4	number of available billing periods, scheme 1	number of available billing periods, scheme 1
	0	0-64	0	1	2	0-99	1,3,4	time stamp of billing period {F}, scheme 1	time stamp of billing period {F}, scheme 1
	0	0-64	0	1	2	255	1,3,4	time stamp of the most recent billing period, scheme 1	time stamp of the most recent billing period, scheme 1
	0	0-64	0	1	3	0-99,255	1,3,4	billing period counter, scheme 2	billing period counter, scheme 2
	0	0-64	0	1	4	255	1,3,4	number of available billing periods, scheme 2	number of available billing periods, scheme 2
	0	0-64	0	1	5	0-99	1,3,4	time stamp of billing period {F}, scheme 2	time stamp of billing period {F}, scheme 2
	0	0-64	0	1	5	255	1,3,4	time stamp of the most recent billing period, scheme 2	time stamp of the most recent billing period, scheme 2
	1	0-64	0	1	0	0-99,255	1,3,4	billing period counter, scheme 1	billing period counter, scheme 1
	1	0-64	0	1	1	255	1,3,4	number of available billing periods, scheme 1	number of available billing periods, scheme 1
	1	0-64	0	1	2	0-99	1,3,4	time stamp of billing period {F}, scheme 1	time stamp of billing period {F}, scheme 1
	1	0-64	0	1	2	255	1,3,4	time stamp of the most recent billing period, scheme 1	time stamp of the most recent billing period, scheme 1
	1	0-64	0	1	3	0-99,255	1,3,4	billing period counter, scheme 2	billing period counter, scheme 2
	1	0-64	0	1	4	255	1,3,4	number of available billing periods, scheme 2	number of available billing periods, scheme 2
	1	0-64	0	1	5	0-99	1,3,4	time stamp of billing period {F}, scheme 2	time stamp of billing period {F}, scheme 2
	1	0-64	0	1	5	255	1,3,4	time stamp of the most recent billing period, scheme 2	time stamp of the most recent billing period, scheme 2
	7	0-64	0	1	0	0-99,255	1,3,4	billing period counter, scheme 1	billing period counter, scheme 1
	7	0-64	0	1	1	255	1,3,4	number of available billing periods, scheme 1	number of available billing periods, scheme 1
	7	0-64	0	1	2	0-99	1,3,4	time stamp of billing period {F}, scheme 1	time stamp of billing period {F}, scheme 1
	7	0-64	0	1	2	255	1,3,4	time stamp of the most recent billing period, scheme 1	time stamp of the most recent billing period, scheme 1
	7	0-64	0	1	3	0-99,255	1,3,4	billing period counter, scheme 2	billing period counter, scheme 2
	7	0-64	0	1	4	255	1,3,4	number of available billing periods, scheme 2	number of available billing periods, scheme 2
	7	0-64	0	1	5	0-99	1,3,4	time stamp of billing period {F}, scheme 2	time stamp of billing period {F}, scheme 2
	7	0-64	0	1	5	255	1,3,4	time stamp of the most recent billing period, scheme 2	time stamp of the most recent billing period, scheme 2
	7	0-64	0	1	6	0-99,255	1,3,4	billing period counter, scheme 3	billing period counter, scheme 3
	7	0-64	0	1	9	0-99,255	1,3,4	billing period counter, scheme 4	billing period counter, scheme 4
	7	0-64	0	1	7	255	1,3	number of available billing periods, scheme 3	number of available billing periods, scheme 3
	7	0-64	0	1	10	255	1,3	number of available billing periods, scheme 4	number of available billing periods, scheme 4
	7	0-64	0	1	8	255	1,3,4	time stamp of the most recent billing period, scheme 3	time stamp of the most recent billing period, scheme 3
	7	0-64	0	1	8	0-99	1,3,4	time stamp of billing period {F}, scheme 3	time stamp of billing period {F}, scheme 3
	7	0-64	0	1	11	255	1,3,4	time stamp of the most recent billing period, scheme 4	time stamp of the most recent billing period, scheme 4
	7	0-64	0	1	11	0-99	1,3,4	time stamp of billing period {F}, scheme 4	time stamp of billing period {F}, scheme 4
	0	0-64	0	2	0	255	1,3,4	active firmware identifier	active firmware identifier
	0	0-64	0	2	1	255	1,3,4	active firmware version	active firmware version
	0	0-64	0	2	8	255	1,3,4	active firmware signature	active firmware signature
	0	0-64	0	9	1	255	1,3,4	local time	local time
	0	0-64	0	9	2	255	1,3,4	local date	local date
	0	0-64	1	0	0	255	8	clock	clock
	0	0-64	1	0	1-127	255	8	clock, instance {E}	clock, instance {E}
	0	0-64	1	1	0-127	255	1,3,4	UNIX clock {E} (seconds)	UNIX clock {E} (seconds)
	0	0-64	1	2	0-127	255	1,3,4	high resolution clock {E} (milliseconds)	high resolution clock {E} (milliseconds)
	0	0-64	2	0	0	255	27	modem configuration	modem configuration
	0	0-64	2	1	0	255	29	auto connect	auto connect
	0	0-64	2	2	0	255	28	auto answer	auto answer
	0	0-64	10	0	0	255	9	script table: global meter reset	script table: global meter reset
	0	0-64	10	1-127	0	255	9	script table: global meter reset, implementation specific {D}	script table: global meter reset, implementation specific {D}
	0	0-64	10	0	1	255	9	script table: MDI reset / end of billing period	script table: MDI reset / end of billing period
	0	0-64	10	1-127	1	255	9	script table: MDI reset / end of billing period, implementation specific {D}	script table: MDI reset / end of billing period, implementation specific {D}
	0	0-64	10	0	100	255	9	script table: tariffication script	script table: tariffication script
	0	0-64	10	1-127	100	255	9	script table: tariffication script, implementation specific {D}	script table: tariffication script, implementation specific {D}
	0	0-64	10	0	101	255	9	script table: activate test mode	script table: activate test mode
	0	0-64	10	1-127	101	255	9	script table: activate test mode, implementation specific {D}	script table: activate test mode, implementation specific {D}
	0	0-64	10	0	102	255	9	script table: activate normal mode	script table: activate normal mode
	0	0-64	10	1-127	102	255	9	script table: activate normal mode, implementation specific {D}	script table: activate normal mode, implementation specific {D}
	0	0-64	10	0	103	255	9	script table: set output signals	script table: set output signals
	0	0-64	10	1-127	103	255	9	script table: set output signals, implementation specific {D}	script table: set output signals, implementation specific {D}
	0	0-64	10	0	104	255	9	script table: switch optical test output	script table: switch optical test output
	0	0-64	10	1-127	104	255	9	script table: switch optical test output, implementation specific {D}	script table: switch optical test output, implementation specific {D}
	0	0-64	10	0	105	255	9	script table: power quality measurement management	script table: power quality measurement management
	0	0-64	10	1-127	105	255	9	script table: power quality measurement management, implementation specific {D}	script table: power quality measurement management, implementation specific {D}
	0	0-64	10	0	106	255	9	script table: disconnect control	script table: disconnect control
	0	0-64	10	1-127	106	255	9	script table: disconnect control, implementation specific {D}	script table: disconnect control, implementation specific {D}
	0	0-64	10	0	107	255	9	script table: image activation	script table: image activation
	0	0-64	10	1-127	107	255	9	script table: image activation, implementation specific {D}	script table: image activation, implementation specific {D}
	0	0-64	10	0	108	255	9	script table: push	script table: push
	0	0-64	10	1-127	108	255	9	script table: push, implementation specific {D}	script table: push, implementation specific {D}
	0	0-64	10	0	109	255	9	script table: load profile control	script table: load profile control
	0	0-64	10	1-127	109	255	9	script table: load profile control, implementation specific {D}	script table: load profile control, implementation specific {D}
	0	0-64	10	0	110	255	9	script table: M-Bus profile control	script table: M-Bus profile control
	0	0-64	10	1-127	110	255	9	script table: M-Bus profile control, implementation specific {D}	script table: M-Bus profile control, implementation specific {D}
	0	0-64	10	0	111	255	9	script table: function control	script table: function control
	0	0-64	10	1-127	111	255	9	script table: function control, implementation specific {D}	script table: function control, implementation specific {D}
	0	0-64	10	0	125	255	9	script table: broadcast	script table: broadcast
	0	0-64	10	1-127	125	255	9	script table: broadcast, implementation specific {D}	script table: broadcast, implementation specific {D}
	0	0-64	11	0	0-127	255	11	special days table{E? #}	special days table{E? #}
	0	0-64	12	0	0	255	10	schedule	schedule
	0	0-64	12	0	1-127	255	10	schedule {E}	schedule {E}
	0	0-64	13	0	0-127	255	20	activity calendar{E? #}	activity calendar{E? #}
	0	0-64	14	0	0-127	255	6	register activation{E? #}	register activation{E? #}
	0	0-64	15	0	0	255	22	single action schedule: end of billing period	single action schedule: end of billing period
	0	0-64	15	1-127	0	255	22	single action schedule: end of billing period, implementation specific {D}	single action schedule: end of billing period, implementation specific {D}
	0	0-64	15	0	1	255	22	single action schedule: disconnect control	single action schedule: disconnect control
	0	0-64	15	1-127	1	255	22	single action schedule: disconnect control, implementation specific {D}	single action schedule: disconnect control, implementation specific {D}
	0	0-64	15	0	2	255	22	single action schedule: image activation	single action schedule: image activation
	0	0-64	15	1-127	2	255	22	single action schedule: image activation, implementation specific {D}	single action schedule: image activation, implementation specific {D}
	0	0-64	15	0	3	255	22	single action schedule: output control	single action schedule: output control
	0	0-64	15	1-127	3	255	22	single action schedule: output control, implementation specific {D}	single action schedule: output control, implementation specific {D}
	0	0-64	15	0	4	255	22	single action schedule: push	single action schedule: push
	0	0-64	15	1-127	4	255	22	single action schedule: push, implementation specific {D}	single action schedule: push, implementation specific {D}
	0	0-64	15	0	5	255	22	single action schedule: load profile control	single action schedule: load profile control
	0	0-64	15	1-127	5	255	22	single action schedule: load profile control, implementation specific {D}	single action schedule: load profile control, implementation specific {D}
	0	0-64	15	0	6	255	22	single action schedule: M-Bus profile control	single action schedule: M-Bus profile control
	0	0-64	15	1-127	6	255	22	single action schedule: M-Bus profile control, implementation specific {D}	single action schedule: M-Bus profile control, implementation specific {D}
	0	0-64	15	0	7	255	22	single action schedule: function control	single action schedule: function control
	0	0-64	15	1-127	7	255	22	single action schedule: function control, implementation specific {D}	single action schedule: function control, implementation specific {D}
	0	0-64	16	0	0-127	255	21	register monitor{E? #}	register monitor{E? #}
	0	0-64	16	1	0-9	255	21	alarm monitor {E+1}	alarm monitor {E+1}
	0	0-64	16	2	0-127	255	65	parameter monitor{E? #}	parameter monitor{E? #}
	0	0-64	17	0	0-127	255	71	limiter{E? #}	limiter{E? #}
	0	0-64	18	0	0-127	255	123	array manager{E? #}	array manager{E? #}
	0	0-64	19	0-9	0	255	111	payment metering: account	payment metering: account
	0	0-64	19	10-19	0-127	255	112	payment metering: credit	payment metering: credit
	0	0-64	19	20-29	0-127	255	113	payment metering: charge	payment metering: charge
	0	0-64	19	40-49	0-127	255	115	payment metering: token gateway	payment metering: token gateway
	0	0-64	19	60-69	0	255	116	payment metering: IEC 62055-41 attributes	payment metering: IEC 62055-41 attributes
	0	0-64	19	50-59	1	255	1,3,4	payment metering: maximum credit limit	payment metering: maximum credit limit
	0	0-64	19	50-59	2	255	1,3,4	payment metering: maximum vend limit	payment metering: maximum vend limit
	0	0-64	20	0	0	255	19	IEC optical port setup	IEC optical port setup
	0	0-64	20	0	1	255	19	IEC electrical port setup	IEC electrical port setup
	0	0-64	21	0	0	255	7	general local port readout	general local port readout
	0	0-64	21	0	1	255	7	general display readout	general display readout
	0	0-64	21	0	2	255	7	alternate display readout	alternate display readout
	0	0-64	21	0	3	255	7	service display readout	service display readout
	0	0-64	21	0	4	255	7	list of configurable meter data	list of configurable meter data
	0	0-64	21	0	5	255	7	additional readout profile	additional readout profile
	0	0-64	21	0	6-127	255	7	additional readout profile {E}	additional readout profile {E}
	0	0-64	21	0	0-127	255	1	standard readout parametrization{E? #}	standard readout parametrization{E? #}
	0	0-64	22	0	0	255	23	IEC HDLC setup	IEC HDLC setup
	0	0-64	23	0	0	255	24	IEC twisted pair setup	IEC twisted pair setup
	0	0-64	23	1	0	255	43	IEC twisted pair MAC address setup	IEC twisted pair MAC address setup
	0	0-64	23	2	0	255	1,3,4	IEC twisted pair fatal error register	IEC twisted pair fatal error register
	0	0-64	23	3	0	255	7	IEC 62056-3-1 short readout	IEC 62056-3-1 short readout
	0	0-64	23	3	1	255	7	IEC 62056-3-1 long readout	IEC 62056-3-1 long readout
	0	0-64	23	3	2-9	255	7	IEC 62056-3-1 alternate readout profile {E}	IEC 62056-3-1 alternate readout profile {E}
	0	0-64	23	3	0-127	255	1	IEC 62056-3-1 readout parametrization{E? #}	IEC 62056-3-1 readout parametrization{E? #}
	0	0-64	24	0	0	255	25	M-Bus slave port setup	M-Bus slave port setup
	0	0-64	24	1	0	255	72	M-Bus client	M-Bus client
	0	0-64	24	4	0	255	70	M-Bus disconnect control	M-Bus disconnect control
	0	0-64	24	5	0	255	7	M-Bus control log	M-Bus control log
	0	0-64	24	6	0	255	74	M-Bus master port setup	M-Bus master port setup
	0	0-64	24	2	0-127	255	4	M-Bus value {E}	M-Bus value {E}
	0	0-64	24	3	0-127	255	7	M-Bus profile {E}	M-Bus profile {E}
	0	0-64	24	8	0-127	255	76	COSEM server M-Bus port setup{E? #}	COSEM server M-Bus port setup{E? #}
	0	0-64	24	9	0-127	255	77	M-Bus diagnostic{E? #}	M-Bus diagnostic{E? #}
	0	0-64	25	0	0	255	41	TCP-UDP setup	TCP-UDP setup
	0	0-64	25	1	0	255	42	IPv4 setup	IPv4 setup
	0	0-64	25	2	0	255	43	MAC address setup	MAC address setup
	0	0-64	25	3	0	255	44	PPP setup	PPP setup
	0	0-64	25	4	0	255	45	GPRS modem setup	GPRS modem setup
	0	0-64	25	5	0	255	46	SMTP setup	SMTP setup
	0	0-64	25	6	0	255	47	GSM diagnostic	GSM diagnostic
	0	0-64	25	7	0	255	48	IPv6 setup	IPv6 setup
	0	0-64	25	9	0-127	255	40	push setup{E? #}	push setup{E? #}
	0	0-64	25	10	0	255	100	NTP setup	NTP setup
	0	0-64	25	11	0	255	151	LTE monitoring	LTE monitoring
	0	0-64	26	0	0	255	50	S-FSK physical and MAC setup	S-FSK physical and MAC setup
	0	0-64	26	1	0	255	51	S-FSK active initiator	S-FSK active initiator
	0	0-64	26	2	0	255	52	S-FSK MAC synchronization timeouts	S-FSK MAC synchronization timeouts
	0	0-64	26	3	0	255	53	S-FSK MAC counters	S-FSK MAC counters
	0	0-64	26	5	0	255	55	IEC 61334-4-32 LLC setup	IEC 61334-4-32 LLC setup
	0	0-64	26	6	0	255	56	S-FSK reporting system list	S-FSK reporting system list
	0	0-64	27	0	0	255	57	ISO 8802-2 LLC type 1 setup	ISO 8802-2 LLC type 1 setup
	0	0-64	27	1	0	255	58	ISO 8802-2 LLC type 2 setup	ISO 8802-2 LLC type 2 setup
	0	0-64	27	2	0	255	59	ISO 8802-2 LLC type 3 setup	ISO 8802-2 LLC type 3 setup
	0	0-64	28	0	0	255	80	61334-4-32 LLC SSCS setup	61334-4-32 LLC SSCS setup
	0	0-64	28	1	0	255	81	PRIME physical layer counters	PRIME physical layer counters
	0	0-64	28	2	0	255	82	PRIME MAC setup	PRIME MAC setup
	0	0-64	28	3	0	255	83	PRIME MAC functional parameters	PRIME MAC functional parameters
	0	0-64	28	4	0	255	84	PRIME MAC counters	PRIME MAC counters
	0	0-64	28	5	0	255	85	PRIME MAC network administration data	PRIME MAC network administration data
	0	0-64	28	6	0	255	43	PRIME MAC address setup	PRIME MAC address setup
	0	0-64	28	7	0	255	86	PRIME application identification	PRIME application identification
	0	0-64	29	0	0	255	90	G3-PLC MAC layer counters	G3-PLC MAC layer counters
	0	0-64	29	1	0	255	91	G3-PLC MAC setup	G3-PLC MAC setup
	0	0-64	29	2	0	255	92	G3-PLC 6LoWPAN adaptation layer setup	G3-PLC 6LoWPAN adaptation layer setup
	0	0-64	30	0	0-127	255	101	ZigBee SAS startup	ZigBee SAS startup
	0	0-64	30	1	0-127	255	102	ZigBee SAS join	ZigBee SAS join
	0	0-64	30	2	0-127	255	103	ZigBee SAS APS fragmentation	ZigBee SAS APS fragmentation
	0	0-64	30	3	0-127	255	104	ZigBee network control	ZigBee network control
	0	0-64	30	4	0-127	255	105	ZigBee tunnel setup	ZigBee tunnel setup
	0	0-64	31	0	0	255	73	wireless mode Q channel (M-Bus)	wireless mode Q channel (M-Bus)
	0	0-64	33	0	0	255	140	HS-PLC ISO 12139-1 MAC setup	HS-PLC ISO 12139-1 MAC setup
	0	0-64	33	1	0	255	141	HS-PLC ISO 12139-1 CPAS setup	HS-PLC ISO 12139-1 CPAS setup
	0	0-64	33	2	0	255	142	HS-PLC ISO 12139-1 IP SSAS setup	HS-PLC ISO 12139-1 IP SSAS setup
	0	0-64	33	3	0	255	143	HS-PLC ISO 12139-1 HDLC SSAS setup	HS-PLC ISO 12139-1 HDLC SSAS setup
	0	0	40	0	0	255	12,15	current association	current association
	0	0	40	0	1	255	12,15	association 1	association 1
	0	0	40	0	2-127	255	12,15	association {E}	association {E}
	0	0	41	0	0	255	17	SAP assignment	SAP assignment
	0	0	42	0	0	255	1,3	COSEM logical device name	COSEM logical device name
	0	0	43	0	0-127	255	64	security setup{E? #}	security setup{E? #}
	0	0-64	43	1	0-127	255	1,3,4	invocation counter {E}	invocation counter {E}
	0	0-64	43	2	0-127	255	30	data protection{E? #}	data protection{E? #}
	0	0	44	0	0-127	255	18	image transfer{E? #}	image transfer{E? #}
	0	0	44	1	0-127	255	122	function control{E? #}	function control{E? #}
	0	0-64	66	0	0-127	255	62	compact data{E? #}	compact data{E? #}
	0	0-64	65	0-15	0-127	255	26	utility standard table	utility standard table
	0	0-64	65	16-31	0-127	255	26	utility manufacturer table	utility manufacturer table
	0	0-64	65	32-47	0-127	255	26	utility standard pending table	utility standard pending table
	0	0-64	65	48-63	0-127	255	26	utility manufacturer pending table	utility manufacturer pending table
	0,1,7	0-64	94	0-255	0-255	0-255	*	country specific: {D:country_D}	country specific: {D:country_D}
	0	0-64	96	1	0	255	1,3,4	device id 1 (manufacturing number)	device ID 1
	0	0-64	96	1	1-9	255	1,3,4	device id {E+1}	device ID {E+1}
	0	0-64	96	1	10	255	1,3,4	metering point id	metering point ID
	0	0-64	96	1	255	255	1,3,4,7,61	all device ids	all device ids
	0	0-64	96	2	0	255	1,3,4	number of configuration program changes	number of configuration program changes
	0	0-64	96	2	1	255	1,3,4	date of last configuration program change	date of last configuration program change
	0	0-64	96	2	2	255	1,3,4	date of last time switch program change	date of last time switch program change
	0	0-64	96	2	3	255	1,3,4	date of last ripple control program change	date of last ripple control program change
	0	0-64	96	2	4	255	1,3,4	status of security switches	status of security switches
	0	0-64	96	2	5	255	1,3,4	date of last calibration	date of last calibration
	0	0-64	96	2	6	255	1,3,4	date of next configuration program change	date of next configuration program change
	0	0-64	96	2	7	255	1,3,4	date of activation of the passive calendar	date of activation of the passive calendar
	0	0-64	96	2	10	255	1,3,4	number of protected configuration program changes	number of protected configuration program changes
	0	0-64	96	2	11	255	1,3,4	date of last protected configuration program change	date of last protected configuration program change
	0	0-64	96	2	12	255	1,3,4	date of last clock synchronisation or setting, corrected	date of last clock synchronisation or setting, corrected
	0	0-64	96	2	13	255	1,3,4	date of last firmware activation	date of last firmware activation
	0	0-64	96	3	0	255	1,3,4,63	state of input/output control signals, all	state of input/output control signals, all
	0	0-64	96	3	1	255	1,3,4,63	state of input control signals	state of input control signals
	0	0-64	96	3	2	255	1,3,4,63	state of output control signals	state of output control signals
	0	0-64	96	3	3	255	1,3,4,63	state of input/output control signals 3	state of input/output control signals 3
	0	0-64	96	3	4	255	1,3,4,63	state of input/output control signals 4	state of input/output control signals 4
	0	0-64	96	3	10	255	70	disconnect control	disconnect control
	0	0-64	96	3	20-29	255	68	arbitrator {E-19}	arbitrator {E-19}
	0	0-64	96	4	0	255	1,3,4,63	state of internal control signals, all	state of internal control signals, all
	0	0-64	96	5	0	255	1,3,4,63	internal operating status, all	internal operating status, all
	0	0-64	96	4	1	255	1,3,4,63	state of internal control signals 1	state of internal control signals 1
	0	0-64	96	5	1	255	1,3,4,63	internal operating status 1	internal operating status 1
	0	0-64	96	4	2	255	1,3,4,63	state of internal control signals 2	state of internal control signals 2
	0	0-64	96	5	2	255	1,3,4,63	internal operating status 2	internal operating status 2
	0	0-64	96	4	3	255	1,3,4,63	state of internal control signals 3	state of internal control signals 3
	0	0-64	96	5	3	255	1,3,4,63	internal operating status 3	internal operating status 3
	0	0-64	96	4	4	255	1,3,4,63	state of internal control signals 4	state of internal control signals 4
	0	0-64	96	5	4	255	1,3,4,63	internal operating status 4	internal operating status 4
	0	0-64	96	6	0	255	1,3,4	battery use time counter	battery use time counter
	0	0-64	96	6	1	255	1,3,4	battery charge	battery charge
	0	0-64	96	6	2	255	1,3,4	date of next battery change	date of next battery change
	0	0-64	96	6	3	255	1,3,4	battery voltage	battery voltage
	0	0-64	96	6	4	255	1,3,4	battery initial capacity	battery initial capacity
	0	0-64	96	6	5	255	1,3,4	battery installation date and time	battery installation date and time
	0	0-64	96	6	6	255	1,3,4	battery estimated remaining use time	battery estimated remaining use time
	0	0-64	96	6	10	255	1,3,4	auxiliary supply use time counter	auxiliary supply use time counter
	0	0-64	96	6	11	255	1,3,4	auxiliary supply voltage	auxiliary supply voltage
	0	0-64	96	7	0	255	1,3,4	number of power failures, in all three phases	number of power failures, in all three phases
	0	0-64	96	7	1	255	1,3,4	number of power failures, phase L1	number of power failures, phase L1
	0	0-64	96	7	2	255	1,3,4	number of power failures, phase L2	number of power failures, phase L2
	0	0-64	96	7	3	255	1,3,4	number of power failures, phase L3	number of power failures, phase L3
	0	0-64	96	7	4	255	1,3,4	number of power failures, auxiliary power supply	number of power failures, auxiliary power supply
	0	0-64	96	7	5	255	1,3,4	number of long power failures, in all three phases	number of long power failures, in all three phases
	0	0-64	96	7	6	255	1,3,4	number of long power failures, phase L1	number of long power failures, phase L1
	0	0-64	96	7	7	255	1,3,4	number of long power failures, phase L2	number of long power failures, phase L2
	0	0-64	96	7	8	255	1,3,4	number of long power failures, phase L3	number of long power failures, phase L3
	0	0-64	96	7	9	255	1,3,4	number of long power failures, in any phase	number of long power failures, in any phase
	0	0-64	96	7	10	255	1,3,4	time of power failure, in all three phases	time of power failure, in all three phases
	0	0-64	96	7	11	255	1,3,4	time of power failure, phase L1	time of power failure, phase L1
	0	0-64	96	7	12	255	1,3,4	time of power failure, phase L2	time of power failure, phase L2
	0	0-64	96	7	13	255	1,3,4	time of power failure, phase L3	time of power failure, phase L3
	0	0-64	96	7	14	255	1,3,4	time of power failure, in any phase	time of power failure, in any phase
	0	0-64	96	7	15	255	1,3,4	duration of long power failure, in all three phases	duration of long power failure, in all three phases
	0	0-64	96	7	16	255	1,3,4	duration of long power failure, phase L1	duration of long power failure, phase L1
	0	0-64	96	7	17	255	1,3,4	duration of long power failure, phase L2	duration of long power failure, phase L2
	0	0-64	96	7	18	255	1,3,4	duration of long power failure, phase L3	duration of long power failure, phase L3
	0	0-64	96	7	19	255	1,3,4	duration of long power failure, in any phase	duration of long power failure, in any phase
	0	0-64	96	7	20	255	1,3,4	time threshold for a long power failure	time threshold for a long power failure
	0	0-64	96	7	21	255	1,3,4	number of power failures, any phase	number of power failures, any phase
	0	0-64	96	8	0	255	1,3,4	time of operation, total	time of operation, total
	0	0-64	96	8	1-63	255	1,3,4	time of operation, rate {E}	time of operation, rate {E}
	0	0-64	96	9	0	255	3,4	ambient temperature	ambient temperature
	0	0-64	96	9	1	255	3,4	ambient pressure	ambient pressure
	0	0-64	96	9	2	255	3,4	relative humidity	relative humidity
	0	0-64	96	10	1-10	255	1,3,4,63	status register {E}	status register {E}
	0	0-64	96	11	0-99	255	1,3,4	event code {E+1}	event code {E+1}
	0	0-64	96	12	1	255	1,3,4	communication port: number of connections	communication port: number of connections
	0	0-64	96	12	4	255	1,3,4	communication port: parameter 1	communication port: parameter 1
	0	0-64	96	12	5	255	1,3,4	communication port: field strength (GSM)	communication port: field strength (GSM)
	0	0-64	96	12	6	255	1,3,4	communication port: telephone number or device address	communication port: telephone number or device address
	0	0-64	96	13	0	255	1,3,4	consumer message via local consumer information port	consumer message via local consumer information port
	0	0-64	96	13	1	255	1,3,4	consumer message via display and/or consumer information port	consumer message via display and/or consumer information port
	0	0-64	96	14	0-15	255	1,3,4	currently active tariff{E? #}	active tariff{E? #}
	0	0-64	96	15	0-99	255	1,3,4	event counter {E+1}	event counter {E+1}
	0	0-64	96	16	0-9	255	1,3,4	profile entry digital signature {E+1}	profile entry digital signature {E+1}
	0	0-64	96	20	0	255	1,3,4	meter open event: event counter	meter open event: event counter
	0	0-64	96	20	1	255	1,3,4	meter open: time stamp of current event	meter open: time stamp of current event
	0	0-64	96	20	2	255	1,3,4	meter open: duration of current event	meter open: duration of current event
	0	0-64	96	20	3	255	1,3,4	meter open: cumulative duration	meter open: cumulative duration
	0	0-64	96	20	5	255	1,3,4	terminal cover open event: event counter	terminal cover open event: event counter
	0	0-64	96	20	6	255	1,3,4	terminal cover open: time stamp of current event	terminal cover open: time stamp of current event
	0	0-64	96	20	7	255	1,3,4	terminal cover open: duration of current event	terminal cover open: duration of current event
	0	0-64	96	20	8	255	1,3,4	terminal cover open: cumulative duration	terminal cover open: cumulative duration
	0	0-64	96	20	10	255	1,3,4	tilt event: event counter	tilt event: event counter
	0	0-64	96	20	11	255	1,3,4	tilt: time stamp of current event	tilt: time stamp of current event
	0	0-64	96	20	12	255	1,3,4	tilt: duration of current event	tilt: duration of current event
	0	0-64	96	20	13	255	1,3,4	tilt: cumulative duration	tilt: cumulative duration
	0	0-64	96	20	15	255	1,3,4	strong DC magnetic field event: event counter	strong DC magnetic field event: event counter
	0	0-64	96	20	16	255	1,3,4	strong DC magnetic field: time stamp of current event	strong DC magnetic field: time stamp of current event
	0	0-64	96	20	17	255	1,3,4	strong DC magnetic field: duration of current event	strong DC magnetic field: duration of current event
	0	0-64	96	20	18	255	1,3,4	strong DC magnetic field: cumulative duration	strong DC magnetic field: cumulative duration
	0	0-64	96	20	20	255	1,3,4	supply control switch or valve tamper event: event counter	supply control switch or valve tamper event: event counter
	0	0-64	96	20	21	255	1,3,4	supply control switch or valve tamper: time stamp of current event	supply control switch or valve tamper: time stamp of current event
	0	0-64	96	20	22	255	1,3,4	supply control switch or valve tamper: duration of current event	supply control switch or valve tamper: duration of current event
	0	0-64	96	20	23	255	1,3,4	supply control switch or valve tamper: cumulative duration	supply control switch or valve tamper: cumulative duration
	0	0-64	96	20	25	255	1,3,4	metrology tamper event: event counter	metrology tamper event: event counter
	0	0-64	96	20	26	255	1,3,4	metrology tamper: time stamp of current event	metrology tamper: time stamp of current event
	0	0-64	96	20	27	255	1,3,4	metrology tamper: duration of current event	metrology tamper: duration of current event
	0	0-64	96	20	28	255	1,3,4	metrology tamper: cumulative duration	metrology tamper: cumulative duration
	0	0-64	96	20	30	255	1,3,4	communication tamper event: event counter	communication tamper event: event counter
	0	0-64	96	20	31	255	1,3,4	communication tamper: time stamp of current event	communication tamper: time stamp of current event
	0	0-64	96	20	32	255	1,3,4	communication tamper: duration of current event	communication tamper: duration of current event
	0	0-64	96	20	33	255	1,3,4	communication tamper: cumulative duration	communication tamper: cumulative duration
	0	0-64	96	50-99	0-255	0-255	1,3,4,7,61,63	manufacturer specific service object	manufacturer specific service object
	0,1,7	0-64	97	97	0-9	255	1,3,4	error object {E+1}	error object {E+1}
	0,1,7	0-64	97	97	255	255	7,61	error profile	error profile
	0	0-64	97	98	0-9	255	1,3,4	alarm register {E+1}	alarm register {E+1}
	0	0-64	97	98	10-19	255	1,3,4	alarm filter {E-9}	alarm filter {E-9}
	0	0-64	97	98	20-29	255	1,3,4	alarm descriptor {E-19}	alarm descriptor {E-19}
	0	0-64	97	98	255	255	7,61	alarm register profile	alarm register profile
	0,1	0-64	98	1	0-127,255	0-99,101-126,255	7	billing data, scheme 1{E?, list #}, {F:F_period}	billing data 1{E?, list #}, {F:F_period}
	0,1	0-64	98	2	0-127,255	0-99,101-126,255	7	billing data, scheme 2{E?, list #}, {F:F_period}	billing data 2{E?, list #}, {F:F_period}
	0,1	0-64	98	10	0-127	0-99,101-126,255	61	register table {E}, general use	register table {E}, general use
	0,1	0-64	99	1	0-127	255	7	load profile, recording period 1{E?, instance #}	load profile 1{E?, instance #}
	0,1	0-64	99	2	0-127	255	7	load profile, recording period 2{E?, instance #}	load profile 2{E?, instance #}
	0,1	0-64	99	3	0	255	7	load profile during test	load profile during test
	0	0-64	99	12	0-127	255	7	connection profile{E? #}	connection profile{E? #}
	0	0-64	99	13	0-127	255	7	GSM diagnostic profile{E? #}	GSM diagnostic profile{E? #}
	0	0-64	99	14	0-127	255	7	charge collection history{E? #}	charge collection history{E? #}
	0	0-64	99	15	0-127	255	7	token credit history{E? #}	token credit history{E? #}
	0	0-64	99	16	0-127	255	7	parameter monitor log{E? #}	parameter monitor log{E? #}
	0	0-64	99	17	0-127	255	7	token transfer log{E? #}	token transfer log{E? #}
	0	0-64	99	18	0-127	255	7	LTE monitoring profile{E? #}	LTE monitoring profile{E? #}
	0,1,7	0-64	99	98	0-127	255	7	event log {E}	event log {E}
	0,1,7	0-64	127	0-255	0-255	0-255	*	inactive object	inactive object
	1	0-64	0	0	0-9	255	1,3,4	electricity id {E+1}	electricity ID {E+1}
	1	0-64	0	0	255	255	7,61	all electricity ids	all electricity ids
	1	0-64	0	2	0	255	1,3,4	active firmware identifier	active firmware identifier
	1	0-64	0	2	1	255	1,3,4	parameter record number	parameter record number
	1	0-64	0	2	2	255	1,3,4	time switch program number	time switch program number
	1	0-64	0	2	3	255	1,3,4	ripple control program number	ripple control program number
	1	0-64	0	2	4	255	1,3,4	meter connection diagram id	meter connection diagram id
	1	0-64	0	2	7	255	1,3,4	passive calendar name	passive calendar name
	1	0-64	0	2	8	255	1,3,4	active firmware signature	active firmware signature
	1	0-64	0	2	1	1	1,3,4	parameter number, line 1	parameter number, line 1
	1	0-64	0	3	0	255	1,3,4	meter constant: active energy, metrological LED	meter constant: active energy, metrological LED
	1	0-64	0	3	1	255	1,3,4	meter constant: reactive energy, metrological LED	meter constant: reactive energy, metrological LED
	1	0-64	0	3	2	255	1,3,4	meter constant: apparent energy, metrological LED	meter constant: apparent energy, metrological LED
	1	0-64	0	3	3	255	1,3,4	meter constant: active energy, output pulse	meter constant: active energy, output pulse
	1	0-64	0	3	4	255	1,3,4	meter constant: reactive energy, output pulse	meter constant: reactive energy, output pulse
	1	0-64	0	3	5	255	1,3,4	meter constant: apparent energy, output pulse	meter constant: apparent energy, output pulse
	1	0-64	0	3	6	255	1,3,4	meter constant: volt-squared hours, LED	meter constant: volt-squared hours, LED
	1	0-64	0	3	7	255	1,3,4	meter constant: ampere-squared hours, LED	meter constant: ampere-squared hours, LED
	1	0-64	0	3	8	255	1,3,4	meter constant: volt-squared hours, output pulse	meter constant: volt-squared hours, output pulse
	1	0-64	0	3	9	255	1,3,4	meter constant: ampere-squared hours, output pulse	meter constant: ampere-squared hours, output pulse
	1	0-64	0	4	0	255	1,3,4	reading factor for power	reading factor for power
	1	0-64	0	4	1	255	1,3,4	reading factor for energy	reading factor for energy
	1	0-64	0	4	2	0-99,255	1,3,4	transformer ratio current, numerator	transformer ratio current, numerator
	1	0-64	0	4	3	0-99,255	1,3,4	transformer ratio voltage, numerator	transformer ratio voltage, numerator
	1	0-64	0	4	4	0-99,255	1,3,4	overall transformer ratio, numerator	overall transformer ratio, numerator
	1	0-64	0	4	5	0-99,255	1,3,4	transformer ratio current, denominator	transformer ratio current, denominator
	1	0-64	0	4	6	0-99,255	1,3,4	transformer ratio voltage, denominator	transformer ratio voltage, denominator
	1	0-64	0	4	7	0-99,255	1,3,4	overall transformer ratio, denominator	overall transformer ratio, denominator
	1	0-64	0	5	1	1-4	3,4	demand limit {F}	demand limit {F}
	1	0-64	0	5	2	1-9	3,4	demand limit, rate {F}	demand limit, rate {F}
	1	0-64	0	6	0	255	3,4	nominal voltage	nominal voltage
	1	0-64	0	6	1	255	3,4	basic/nominal current	basic/nominal current
	1	0-64	0	6	2	255	3,4	nominal frequency	nominal frequency
	1	0-64	0	6	3	255	3,4	maximum current	maximum current
	1	0-64	0	6	4	0-99,255	3,4	reference voltage for power quality	reference voltage for power quality
	1	0-64	0	6	5	0-99,255	3,4	reference voltage of auxiliary supply	reference voltage of auxiliary supply
	1	0-64	0	7	0	255	1,3,4	input pulse value or constant: active energy	input pulse value or constant: active energy
	1	0-64	0	7	1	255	1,3,4	input pulse value or constant: reactive energy	input pulse value or constant: reactive energy
	1	0-64	0	7	2	255	1,3,4	input pulse value or constant: apparent energy	input pulse value or constant: apparent energy
	1	0-64	0	7	3	255	1,3,4	input pulse value or constant: volt-squared hours	input pulse value or constant: volt-squared hours
	1	0-64	0	7	4	255	1,3,4	input pulse value or constant: ampere-squared hours	input pulse value or constant: ampere-squared hours
	1	0-64	0	7	5	255	1,3,4	input pulse value or constant: unitless quantities	input pulse value or constant: unitless quantities
	1	0-64	0	7	10	255	1,3,4	input pulse value or constant: active energy export	input pulse value or constant: active energy export
	1	0-64	0	7	11	255	1,3,4	input pulse value or constant: reactive energy export	input pulse value or constant: reactive energy export
	1	0-64	0	7	12	255	1,3,4	input pulse value or constant: apparent energy export	input pulse value or constant: apparent energy export
	1	0-64	0	8	0	255	1,3,4	measurement period 1, averaging scheme 1	measurement period 1, averaging scheme 1
	1	0-64	0	8	1	255	1,3,4	measurement period 2, averaging scheme 2	measurement period 2, averaging scheme 2
	1	0-64	0	8	2	255	1,3,4	measurement period 3, instantaneous value	measurement period 3, instantaneous value
	1	0-64	0	8	3	255	1,3,4	measurement period 4, test value	measurement period 4, test value
	1	0-64	0	8	4	255	1,3,4	recording interval 1, load profile	recording interval 1, load profile
	1	0-64	0	8	5	255	1,3,4	recording interval 2, load profile	recording interval 2, load profile
	1	0-64	0	8	6	255	1,3,4	billing period (1)	billing period (1)
	1	0-64	0	8	7	255	1,3,4	billing period 2	billing period 2
	1	0-64	0	8	8	255	1,3,4	measurement period for harmonics	measurement period for harmonics
	1	0-64	0	9	0	255	1,3,4	time expired since last billing period end	time expired since last billing period end
	1	0-64	0	9	1	255	1,3,4	local time	local time
	1	0-64	0	9	2	255	1,3,4	local date	local date
	1	0-64	0	9	3	255	1,3,4	reserved, Germany	reserved, Germany
	1	0-64	0	9	4	255	1,3,4	reserved, Germany	reserved, Germany
	1	0-64	0	9	5	255	1,3,4	day of week	day of week
	1	0-64	0	9	6	255	1,3,4	time of last reset	time of last reset
	1	0-64	0	9	7	255	1,3,4	date of last reset	date of last reset
	1	0-64	0	9	8	255	1,3,4	output pulse duration	output pulse duration
	1	0-64	0	9	9	255	1,3,4	clock synchronisation window	clock synchronisation window
	1	0-64	0	9	10	255	1,3,4	clock synchronisation method	clock synchronisation method
	1	0-64	0	9	11	255	1,3,4	clock time shift limit	clock time shift limit
	1	0-64	0	9	12	255	1,3,4	billing reset lockout time	billing reset lockout time
	1	0-64	0	9	13	255	1,3,4	time expired since last billing period end, scheme 2	time expired since last billing period end, scheme 2
	1	0-64	0	9	14	255	1,3,4	time of last reset, scheme 2	time of last reset, scheme 2
	1	0-64	0	9	15	255	1,3,4	date of last reset, scheme 2	date of last reset, scheme 2
	1	0-64	0	9	16	255	1,3,4	billing reset lockout time, scheme 2	billing reset lockout time, scheme 2
	1	0-64	0	10	0	255	3,4	transformer magnetic losses	transformer magnetic losses
	1	0-64	0	10	1	255	3,4	transformer iron losses	transformer iron losses
	1	0-64	0	10	2	255	3,4	line resistance losses	line resistance losses
	1	0-64	0	10	3	255	3,4	line reactance losses	line reactance losses
	1	0-64	0	11	1	255	1,3	measurement algorithm: active power	measurement algorithm: active power
	1	0-64	0	11	2	255	1,3	measurement algorithm: active energy	measurement algorithm: active energy
	1	0-64	0	11	3	255	1,3	measurement algorithm: reactive power	measurement algorithm: reactive power
	1	0-64	0	11	4	255	1,3	measurement algorithm: reactive energy	measurement algorithm: reactive energy
	1	0-64	0	11	5	255	1,3	measurement algorithm: apparent power	measurement algorithm: apparent power
	1	0-64	0	11	6	255	1,3	measurement algorithm: apparent energy	measurement algorithm: apparent energy
	1	0-64	0	11	7	255	1,3	measurement algorithm: power factor	measurement algorithm: power factor
	1	0-64	1-80,82,84-92,124-126	0-6,8-16,21-23,25,26,46	0-63	0-99,101-126,255	3,4,5,7	{C:elec_C}, {D:elec_D}, {E:E_rate}, {F:F_period}	{C:elec_C} {D:elec_D} {E:E_rate}, {F:F_period}
	1	0-64	1-80,82,84-92,124-126	17-20	0	255	3,4	{C:elec_C}, {D:elec_D}	{C:elec_C} {D:elec_D}
	1	0-64	1-80,82,84-92,124-126	27-30,49-54	0-63,255	255	3,4,5,7	{C:elec_C}, {D:elec_D}, {E:E_rate}	{C:elec_C} {D:elec_D} {E:E_rate}
	1	0-64	1-80,82,84-92,124-126	55,58	0,255	255	3,4,5	{C:elec_C}, {D:elec_D}	{C:elec_C} {D:elec_D}
	1	0-64	1-80,82,84-92,124-126	7,24	0,255	255	3,4,5,7	{C:elec_C}, {D:elec_D}	{C:elec_C} {D:elec_D}
	1	0-64	1-10,13,14,16-30,33,34,36-50,53,54,56-70,73,74,76-80,82,84-89	31-45	0-63	0-99,255	1,3,4,21	{C:elec_C}, {D:elec_D}, {E:E_rate}	{C:elec_C} {D:elec_D} {E:E_rate}
	1	0-64	11,12,15,31,32,35,51,52,55,71,72,75,90-92,124-126	31-45	0-120,124-127	0-99,255	1,3,4,21	{C:elec_C}, {D:elec_D}, {E:elec_E_harmonic}	{C:elec_C} {D:elec_D} {E:elec_E_harmonic}
	1	0-64	1-10,13,14,16-30,33,34,36-50,53,54,56-70,73,74,76-80,82,84-89	4,5,14,15,24,25	0-63	0-99,255	21	register monitor: {C:elec_C}, {D:elec_D}, {E:E_rate}	register monitor: {C:elec_C} {D:elec_D} {E:E_rate}
	1	0-64	11,12,15,31,32,35,51,52,55,71,72,75,90-92,124-126	4,5,14,15,24,25	0-120,124-127	0-99,255	21	register monitor: {C:elec_C}, {D:elec_D}, {E:elec_E_harmonic}	register monitor: {C:elec_C} {D:elec_D} {E:elec_E_harmonic}
	1	0-64	11,12,15,31,32,35,51,52,55,71,72,75,90-92,124-126	7,24	1-120,124-127	255	3,4	{C:elec_C}, {D:elec_D}, {E:elec_E_harmonic}	{C:elec_C} {D:elec_D} {E:elec_E_harmonic}
	1	0-64	11,12,15,31,32,35,51,52,55,71,72,75,90-92,124-126	56	0-120,124-127	255	3,4,5	{C:elec_C}, {D:elec_D}, {E:elec_E_harmonic}	{C:elec_C} {D:elec_D} {E:elec_E_harmonic}
	1	0-64	81	7	0-7,10-17,20-27,40-47,50-57,60-67,70-77,255	255	3,61	{E:elec_angle}	{E:elec_angle}
	1	0-64	12,32,52,72,124-126	32	0-5,10-15,20-25,30-35,40-45	255	1,3	{C:elec_C}, {E:elec_dip}	{C:elec_C} {E:elec_dip}
	1	0-64	12,32,52,72,124-126	32	255	255	61	{C:elec_C}, UNIPEDE voltage dip, summary	{C:elec_C}, UNIPEDE voltage dip, summary
	1	0-64	83	0-30,55,58	1-28,31-90	255	3,4	{E:elec_loss}, {D:elec_D}	{E:elec_loss} {D:elec_D}
	1	0-64	96	1	0-9	255	1,3	metering point id {E+1}	metering point id {E+1}
	1	0-64	96	1	255	255	7,61	all metering point ids	all metering point ids
	1,7	0-64	96	5	0	255	1,3,4,63	internal operating status, all	internal operating status, all
	1,7	0-64	96	5	1	255	1,3,4,63	internal operating status 1	internal operating status 1
	1,7	0-64	96	5	2	255	1,3,4,63	internal operating status 2	internal operating status 2
	1,7	0-64	96	5	3	255	1,3,4,63	internal operating status 3	internal operating status 3
	1,7	0-64	96	5	4	255	1,3,4,63	internal operating status 4	internal operating status 4
	1	0-64	96	5	5	255	1,3,4	meter started flag	meter started flag
	7	0-64	96	5	5	255	1,3,4,63	internal operating status 5	internal operating status 5
	7	0-64	96	5	6	255	1,3,4,63	internal operating status 6	internal operating status 6
	7	0-64	96	5	7	255	1,3,4,63	internal operating status 7	internal operating status 7
	7	0-64	96	5	8	255	1,3,4,63	internal operating status 8	internal operating status 8
	7	0-64	96	5	9	255	1,3,4,63	internal operating status 9	internal operating status 9
	1	0-64	96	10	0	255	1,3,4	status information: missing voltage	status information: missing voltage
	1	0-64	96	10	1	255	1,3,4	status information: missing current	status information: missing current
	1	0-64	96	10	2	255	1,3,4	status information: current without voltage	status information: current without voltage
	1	0-64	96	10	3	255	1,3,4	status information: auxiliary power supply	status information: auxiliary power supply
	1,7	0-64	96	50-99	0-255	0-255	1,3,4,7,61,63	manufacturer specific service object	manufacturer specific service object
	1	0-64	99	10	1	255	7	voltage dips profile	voltage dips profile
	1	0-64	99	10	2	255	7	voltage swells profile	voltage swells profile
	1	0-64	99	10	3	255	7	voltage cuts profile	voltage cuts profile
	1	0-64	99	11	1-120,124-127	255	7	voltage harmonic profile {E}	voltage harmonic profile {E}
	1	0-64	99	12	1-120,124-127	255	7	current harmonic profile {E}	current harmonic profile {E}
	1	0-64	99	13	0	255	7	voltage unbalance profile	voltage unbalance profile
	1	0-64	99	14	0-127	255	7	power quality profile{E? #}	power quality profile{E? #}
	1	0-64	99	97	0-127	255	7	power failure event log {E}	power failure event log {E}
	1	0-64	99	99	0-127	255	7	certification data log {E}	certification data log {E}
	7	0-64	0	0	0-9	255	1,3,4	id {E+1}	ID {E+1}
	7	0-64	0	0	255	255	7,61	all ids	all ids
	7	0-64	0	2	0	255	1,3,4	program version	program version
	7	0-64	0	2	1	255	1,3,4	firmware version	firmware version
	7	0-64	0	2	2	255	1,3,4	software version	software version
	7	0-64	0	2	3	255	1,3,4	device version	device version
	7	0-64	0	2	8	255	1,3,4	active firmware signature	active firmware signature
	7	0-64	0	2	10	255	1,3,4	number of device channels	number of device channels
	7	0-64	0	2	11	255	1,3,4	pressure sensor serial number	pressure sensor serial number
	7	0-64	0	2	12	255	1,3,4	temperature sensor serial number	temperature sensor serial number
	7	0-64	0	2	13	255	1,3,4	calculator serial number	calculator serial number
	7	0-64	0	2	14	255	1,3,4	volume sensor serial number	volume sensor serial number
	7	0-64	0	2	15	255	1,3,4	density sensor serial number	density sensor serial number
	7	0-64	0	2	16	255	1,3,4	sensor serial number	sensor serial number
	7	0-64	0	2	17	255	1,3,4	digital output configuration	digital output configuration
	7	0-64	0	2	18	255	1,3,4	analogue output configuration	analogue output configuration
	7	0-64	0	3	0	255	3,4	output pulse constant: forward volume, metering conditions	output pulse constant: forward volume, metering conditions
	7	0-64	0	7	0	255	3,4	input pulse constant: forward volume, metering conditions	input pulse constant: forward volume, metering conditions
	7	0-64	0	3	1	255	3,4	output pulse constant: reverse volume, metering conditions	output pulse constant: reverse volume, metering conditions
	7	0-64	0	7	1	255	3,4	input pulse constant: reverse volume, metering conditions	input pulse constant: reverse volume, metering conditions
	7	0-64	0	3	2	255	3,4	output pulse constant: absolute volume, metering conditions	output pulse constant: absolute volume, metering conditions
	7	0-64	0	7	2	255	3,4	input pulse constant: absolute volume, metering conditions	input pulse constant: absolute volume, metering conditions
	7	0-64	0	3	3	255	3,4	output pulse constant: forward volume, base conditions	output pulse constant: forward volume, base conditions
	7	0-64	0	7	3	255	3,4	input pulse constant: forward volume, base conditions	input pulse constant: forward volume, base conditions
	7	0-64	0	3	4	255	3,4	output pulse constant: reverse volume, base conditions	output pulse constant: reverse volume, base conditions
	7	0-64	0	7	4	255	3,4	input pulse constant: reverse volume, base conditions	input pulse constant: reverse volume, base conditions
	7	0-64	0	3	5	255	3,4	output pulse constant: absolute volume, base conditions	output pulse constant: absolute volume, base conditions
	7	0-64	0	7	5	255	3,4	input pulse constant: absolute volume, base conditions	input pulse constant: absolute volume, base conditions
	7	0-64	0	4	0-4	255	1,3,4	conversion factor {E+1}	conversion factor {E+1}
	7	0-64	0	5	1	1-4	3,4	over-consumption threshold, measurement period 2, limit {F}	over-consumption threshold, measurement period 2, limit {F}
	7	0-64	0	5	1	11-14	3,4	over-consumption threshold, measurement period 3, limit {F-10}	over-consumption threshold, measurement period 3, limit {F-10}
	7	0-64	0	5	2	1-9	3,4	over-consumption threshold, measurement period 2, rate {F}	over-consumption threshold, measurement period 2, rate {F}
	7	0-64	0	5	2	11-19	3,4	over-consumption threshold, measurement period 3, rate {F-10}	over-consumption threshold, measurement period 3, rate {F-10}
	7	0-64	0	5	3	255	3,4	maximum contracted consumption, recording interval 1	maximum contracted consumption, recording interval 1
	7	0-64	0	5	4	255	3,4	maximum contracted consumption, recording interval 2	maximum contracted consumption, recording interval 2
	7	0-64	0	5	11	255	3,4	minimum temperature setting	minimum temperature setting
	7	0-64	0	5	12	255	3,4	maximum temperature setting	maximum temperature setting
	7	0-64	0	5	13	255	3,4	minimum pressure setting	minimum pressure setting
	7	0-64	0	5	14	255	3,4	maximum pressure setting	maximum pressure setting
	7	0-64	0	6	1	255	3,4	nominal value of the volume sensor: pressure	nominal value of the volume sensor: pressure
	7	0-64	0	6	2	255	3,4	nominal value of the volume sensor: temperature	nominal value of the volume sensor: temperature
	7	0-64	0	6	3	255	3,4	nominal value of the volume sensor: Qmin	nominal value of the volume sensor: Qmin
	7	0-64	0	6	4	255	3,4	nominal value of the volume sensor: Qmax	nominal value of the volume sensor: Qmax
	7	0-64	0	8	1	255	1,3	recording interval 1, profile	recording interval 1, profile
	7	0-64	0	8	2	255	1,3	recording interval 2, profile	recording interval 2, profile
	7	0-64	0	8	3	255	1,3	measurement period 1, average 1	measurement period 1, average 1
	7	0-64	0	8	4	255	1,3	measurement period 2, average 2	measurement period 2, average 2
	7	0-64	0	8	5	255	1,3	measurement period 3, instantaneous	measurement period 3, instantaneous
	7	0-64	0	8	6	255	1,3	measurement period 4, test	measurement period 4, test
	7	0-64	0	8	10	255	1,3	billing period	billing period
	7	0-64	0	8	11	255	1,3	process interval 1 (15 min)	process interval 1 (15 min)
	7	0-64	0	8	12	255	1,3	process interval 2 (1 h)	process interval 2 (1 h)
	7	0-64	0	8	13	255	1,3	process interval 3 (1 day)	process interval 3 (1 day)
	7	0-64	0	8	14	255	1,3	process interval 4 (1 month)	process interval 4 (1 month)
	7	0-64	0	8	15	255	1,3	process interval 5, since last event	process interval 5, since last event
	7	0-64	0	8	16	255	1,3	process interval 6, between last two events	process interval 6, between last two events
	7	0-64	0	8	17	255	1,3	measurement period 1, indexes (15 min)	measurement period 1, indexes (15 min)
	7	0-64	0	8	18	255	1,3	measurement period 2, indexes (1 h)	measurement period 2, indexes (1 h)
	7	0-64	0	8	19	255	1,3	measurement period 3, indexes	measurement period 3, indexes
	7	0-64	0	8	20	255	1,3	billing period 1, indexes (1 day)	billing period 1, indexes (1 day)
	7	0-64	0	8	21	255	1,3	billing period 2, indexes (1 month)	billing period 2, indexes (1 month)
	7	0-64	0	8	22	255	1,3	billing period 3, indexes (1 year)	billing period 3, indexes (1 year)
	7	0-64	0	8	23	255	1,3	billing period 4, indexes	billing period 4, indexes
	7	0-64	0	8	25	255	1,3	averaging period 1 (5 min)	averaging period 1 (5 min)
	7	0-64	0	8	26	255	1,3	averaging period 2 (15 min)	averaging period 2 (15 min)
	7	0-64	0	8	27	255	1,3	averaging period 3 (1 h)	averaging period 3 (1 h)
	7	0-64	0	8	28	255	1,3	averaging period 4	averaging period 4
	7	0-64	0	8	29	255	1,3	averaging period 5 (1 day)	averaging period 5 (1 day)
	7	0-64	0	8	30	255	1,3	averaging period 6 (1 month)	averaging period 6 (1 month)
	7	0-64	0	8	31	255	1,3	averaging period 7 (1 year)	averaging period 7 (1 year)
	7	0-64	0	8	32	255	1,3	averaging period 8	averaging period 8
	7	0-64	0	8	33	255	1,3	averaging period 9, since last event	averaging period 9, since last event
	7	0-64	0	8	34	255	1,3	averaging period 10, between last two events	averaging period 10, between last two events
	7	0-64	0	8	35	255	1,3	number of sub-periods for averaging period 2	number of sub-periods for averaging period 2
	7	0-64	0	9	0	255	1,3,4	days since last reset	days since last reset
	7	0-64	0	9	1	255	1,3,4	local time	local time
	7	0-64	0	9	2	255	1,3,4	local date	local date
	7	0-64	0	9	3	255	1,3,4	start of conventional gas day	start of conventional gas day
	7	0-64	0	9	4	255	1,3,4	residual time shift	residual time shift
	7	0-64	0	9	6	255	1,3,4	time of last reset	time of last reset
	7	0-64	0	9	7	255	1,3,4	date of last reset	date of last reset
	7	0-64	0	9	11	255	1,3,4	clock time shift limit	clock time shift limit
	7	0-64	0	9	12	255	1,3,4	billing reset lockout time	billing reset lockout time
	7	0-64	0	9	13	255	1,3,4	time expired since last billing period end, scheme 2	time expired since last billing period end, scheme 2
	7	0-64	0	9	14	255	1,3,4	time of last reset, scheme 2	time of last reset, scheme 2
	7	0-64	0	9	15	255	1,3,4	date of last reset, scheme 2	date of last reset, scheme 2
	7	0-64	0	9	16	255	1,3,4	billing reset lockout time, scheme 2	billing reset lockout time, scheme 2
	7	0-64	0	9	17	255	1,3,4	time expired since last billing period end, scheme 3	time expired since last billing period end, scheme 3
	7	0-64	0	9	18	255	1,3,4	time of last reset, scheme 3	time of last reset, scheme 3
	7	0-64	0	9	19	255	1,3,4	date of last reset, scheme 3	date of last reset, scheme 3
	7	0-64	0	9	20	255	1,3,4	billing reset lockout time, scheme 3	billing reset lockout time, scheme 3
	7	0-64	0	9	21	255	1,3,4	time expired since last billing period end, scheme 4	time expired since last billing period end, scheme 4
	7	0-64	0	9	22	255	1,3,4	time of last reset, scheme 4	time of last reset, scheme 4
	7	0-64	0	9	23	255	1,3,4	date of last reset, scheme 4	date of last reset, scheme 4
	7	0-64	0	9	24	255	1,3,4	billing reset lockout time, scheme 4	billing reset lockout time, scheme 4
	7	0-64	0	10	0	255	1,3,4	heating temperature, current	heating temperature, current
	7	0-64	0	10	1	255	1,3,4	heating temperature, average 15 min	heating temperature, average 15 min
	7	0-64	0	10	11	255	1,3,4	heating temperature, average 60 min	heating temperature, average 60 min
	7	0-64	0	10	21	255	1,3,4	heating temperature, average day	heating temperature, average day
	7	0-64	0	10	31	255	1,3,4	heating temperature, average month	heating temperature, average month
	7	0-64	0	11	0	255	1,3,4	ambient device temperature, current	ambient device temperature, current
	7	0-64	0	11	1	255	1,3,4	ambient device temperature, average 15 min	ambient device temperature, average 15 min
	7	0-64	0	11	11	255	1,3,4	ambient device temperature, average 60 min	ambient device temperature, average 60 min
	7	0-64	0	11	21	255	1,3,4	ambient device temperature, average day	ambient device temperature, average day
	7	0-64	0	11	31	255	1,3,4	ambient device temperature, average month	ambient device temperature, average month
	7	0-64	0	12	8	255	1,3,4	gas analysis setting: reference pressure of the analysis	gas analysis setting: reference pressure of the analysis
	7	0-64	0	12	9	255	1,3,4	gas analysis setting: reference temperature of the analysis	gas analysis setting: reference temperature of the analysis
	7	0-64	0	12	10	255	1,3,4	gas analysis setting: superior Wobbe number at 0 °C	gas analysis setting: superior Wobbe number at 0 °C
	7	0-64	0	12	11	255	1,3,4	gas analysis setting: inferior Wobbe number at 0 °C	gas analysis setting: inferior Wobbe number at 0 °C
	7	0-64	0	12	12	255	1,3,4	gas analysis setting: methane number	gas analysis setting: methane number
	7	0-64	0	12	13	255	1,3,4	gas analysis setting: total sulphur	gas analysis setting: total sulphur
	7	0-64	0	12	14	255	1,3,4	gas analysis setting: hydrogen sulphide	gas analysis setting: hydrogen sulphide
	7	0-64	0	12	15	255	1,3,4	gas analysis setting: mercaptans	gas analysis setting: mercaptans
	7	0-64	0	12	16	255	1,3,4	gas analysis setting: water dew point	gas analysis setting: water dew point
	7	0-64	0	12	17	255	1,3,4	gas analysis setting: water dew point, outlet or normalised	gas analysis setting: water dew point, outlet or normalised
	7	0-64	0	12	18	255	1,3,4	gas analysis setting: hydrocarbon dew point	gas analysis setting: hydrocarbon dew point
	7	0-64	0	12	19	255	1,3,4	gas analysis setting: inferior calorific value	gas analysis setting: inferior calorific value
	7	0-64	0	12	20	255	1,3,4	gas analysis setting: water content	gas analysis setting: water content
	7	0-64	0	12	45	255	1,3,4	gas analysis setting: density, base conditions	gas analysis setting: density, base conditions
	7	0-64	0	12	46	255	1,3,4	gas analysis setting: relative density	gas analysis setting: relative density
	7	0-64	0	12	54	255	1,3,4	gas analysis setting: superior calorific value	gas analysis setting: superior calorific value
	7	0-64	0	12	60	255	1,3,4	gas analysis setting: nitrogen	gas analysis setting: nitrogen
	7	0-64	0	12	61	255	1,3,4	gas analysis setting: hydrogen	gas analysis setting: hydrogen
	7	0-64	0	12	62	255	1,3,4	gas analysis setting: oxygen	gas analysis setting: oxygen
	7	0-64	0	12	63	255	1,3,4	gas analysis setting: helium	gas analysis setting: helium
	7	0-64	0	12	64	255	1,3,4	gas analysis setting: argon	gas analysis setting: argon
	7	0-64	0	12	65	255	1,3,4	gas analysis setting: carbon monoxide	gas analysis setting: carbon monoxide
	7	0-64	0	12	66	255	1,3,4	gas analysis setting: carbon dioxide	gas analysis setting: carbon dioxide
	7	0-64	0	12	67	255	1,3,4	gas analysis setting: methane	gas analysis setting: methane
	7	0-64	0	12	68	255	1,3,4	gas analysis setting: ethene	gas analysis setting: ethene
	7	0-64	0	12	69	255	1,3,4	gas analysis setting: ethane	gas analysis setting: ethane
	7	0-64	0	12	70	255	1,3,4	gas analysis setting: propene	gas analysis setting: propene
	7	0-64	0	12	71	255	1,3,4	gas analysis setting: propane	gas analysis setting: propane
	7	0-64	0	12	72	255	1,3,4	gas analysis setting: i-butane	gas analysis setting: i-butane
	7	0-64	0	12	73	255	1,3,4	gas analysis setting: n-butane	gas analysis setting: n-butane
	7	0-64	0	12	74	255	1,3,4	gas analysis setting: neopentane	gas analysis setting: neopentane
	7	0-64	0	12	75	255	1,3,4	gas analysis setting: i-pentane	gas analysis setting: i-pentane
	7	0-64	0	12	76	255	1,3,4	gas analysis setting: n-pentane	gas analysis setting: n-pentane
	7	0-64	0	12	77	255	1,3,4	gas analysis setting: hexane	gas analysis setting: hexane
	7	0-64	0	12	78	255	1,3,4	gas analysis setting: hexane as share of higher hydrocarbons	gas analysis setting: hexane as share of higher hydrocarbons
	7	0-64	0	12	79	255	1,3,4	gas analysis setting: hexane plus	gas analysis setting: hexane plus
	7	0-64	0	12	80	255	1,3,4	gas analysis setting: heptane	gas analysis setting: heptane
	7	0-64	0	12	81	255	1,3,4	gas analysis setting: octane	gas analysis setting: octane
	7	0-64	0	12	82	255	1,3,4	gas analysis setting: nonane	gas analysis setting: nonane
	7	0-64	0	12	83	255	1,3,4	gas analysis setting: decane	gas analysis setting: decane
	7	0-64	0	12	84	255	1,3,4	gas analysis setting: tetrahydrothiophene	gas analysis setting: tetrahydrothiophene
	7	0-64	0	13	1	255	1,3,4	internal pipe diameter	internal pipe diameter
	7	0-64	0	13	2	255	1,3,4	orifice diameter	orifice diameter
	7	0-64	0	13	3	255	1,3,4	pressure type (orifice fitting)	pressure type (orifice fitting)
	7	0-64	0	13	4	255	1,3,4	flow coefficient (alpha)	flow coefficient (alpha)
	7	0-64	0	13	5	255	1,3,4	expansion coefficient (epsilon)	expansion coefficient (epsilon)
	7	0-64	0	13	6	255	1,3,4	reflux coefficient	reflux coefficient
	7	0-64	0	13	7	255	1,3,4	isentropic coefficient	isentropic coefficient
	7	0-64	0	13	8	255	1,3,4	dynamic viscosity	dynamic viscosity
	7	0-64	0	13	9	255	1,3,4	differential pressure for cut-off	differential pressure for cut-off
	7	0-64	0	13	10	255	1,3,4	Reynolds number	Reynolds number
	7	0-64	0	14	1	255	1,3,4	densimeter coefficient K0	densimeter coefficient K0
	7	0-64	0	14	2	255	1,3,4	densimeter coefficient K2	densimeter coefficient K2
	7	0-64	0	14	10	255	1,3,4	densimeter period, instantaneous	densimeter period, instantaneous
	7	0-64	0	14	11	255	1,3,4	densimeter period, 15 min	densimeter period, 15 min
	7	0-64	0	15	0-127	255	67	sensor manager {E+1}	sensor manager {E+1}
	7	0-64	1-8,11-16,21-26,31-36,61-66	0-3	0-63	255	3,4,7	{C:gas_C}, {D:gas_D_index}, {E:E_rate}	{C:gas_C}, {D:gas_D_index}, {E:E_rate}
	7	0-64	1-8,11-16,21-26,31-36,61-66	6-23,27-41,45-62,66-80,84-98	0-63	0-99,101-126,255	3,4,7	{C:gas_C}, {D:gas_D_index}, {E:E_rate}	{C:gas_C}, {D:gas_D_index}, {E:E_rate}
	7	0-64	1-8,11-16,21-26,31-36,61-66	24-26,42-44,63-65,81-83	0-63	0-99,101-126	3,4,7	{C:gas_C}, {D:gas_D_index}, {E:E_rate}, {F:F_period}	{C:gas_C}, {D:gas_D_index}, {E:E_rate}, {F:F_period}
	7	0-64	43	0-2,13	0	255	3,4,7	{C:gas_process}, {D:gas_D_flow}	{C:gas_process}, {D:gas_D_flow}
	7	0-64	43	15-70	0	0-99,101-126,255	3,4,5,7	{C:gas_process}, {D:gas_D_flow}	{C:gas_process}, {D:gas_D_flow}
	7	0-64	41,42,44-49	0,2,3,10,11,13,15-92	0	255	3,4,7	{C:gas_process}, {D:gas_D_process}	{C:gas_process}, {D:gas_D_process}
	7	0-64	51-55	0,2,3,10,11	0,1,11-28	255	3,4,7	{C:gas_factor}, {D:0=value;2=base conditions;3=backup value;10=actual value;11=preset value}, {E:gas_E_avg}	{C:gas_factor}, {D:0=value;2=base conditions;3=backup value;10=actual value;11=preset value}, {E:gas_E_avg}
	7	0-64	51-55	12	0-20	255	3	calculation method, {E:0=in use;1-20=supported #}: {C:gas_factor}	calculation method, {E:0=in use;1-20=supported #}: {C:gas_factor}
	7	0-64	70	8-20,60-84	0,1,11-28	255	3,4,7	{D:gas_analysis_D}, {E:gas_E_avg}	{D:gas_analysis_D}, {E:gas_E_avg}
	7	0-64	98	1	0-127	255	7	billing data, scheme 1	billing data, scheme 1
	7	0-64	98	2	0-127	255	7	billing data, scheme 2	billing data, scheme 2
	7	0-64	98	3	0-127	255	7	billing data, scheme 3	billing data, scheme 3
	7	0-64	98	4	0-127	255	7	billing data, scheme 4	billing data, scheme 4
	7	0-64	98	11	0-127	255	7	event triggered billing data	event triggered billing data
	7	0-64	99	1	4	255	7	load profile, recording interval 1	load profile, recording interval 1
	7	0-64	99	2	4	255	7	load profile, recording interval 2	load profile, recording interval 2
	7	0-64	99	3	4	255	7	maxima profile, recording interval 1	maxima profile, recording interval 1
	7	0-64	99	4	4	255	7	maxima profile, recording interval 2	maxima profile, recording interval 2
	7	0-64	99	1-8,11-16,21-26,31-36,61-66	0-3,6-98	0-99,101-126,255	7	load profile of index {D:gas_C}, {E:gas_D_index}	load profile of index {D:gas_C}, {E:gas_D_index}
	7	0-64	99	41,42,44-49	0,2,13,24-32,42-50,60-68,78-86,90-92	0-99,101-126,255	7	load profile of process value {D:gas_process}, {E:gas_D_process}	load profile of process value {D:gas_process}, {E:gas_D_process}
	7	0-64	99	41,42,44-49	255	255	7	load profile of process value {D:gas_process}, all	load profile of process value {D:gas_process}, all
	7	0-64	99	43	0-2,13,19-22,39-42,59-62,67-70	0-99,101-126,255	7	load profile of {D:gas_process}, {E:gas_D_flow}	load profile of {D:gas_process}, {E:gas_D_flow}
	7	0-64	99	99	0	255	7	certification data log	certification data log
	7	0-64	99	99	1	255	7	load profile 15 min	load profile 15 min
	7	0-64	99	99	2	255	7	load profile 60 min	load profile 60 min
	7	0-64	99	99	3	255	7	load profile day	load profile day
	7	0-64	99	99	4	255	7	load profile month	load profile month
	5,6	0-64	1,2,3,4,5,6,7,8,9,10,11,12,13	0,1,2,3,4,5,6,7,8,9,10,11,12	0-63	0-99,101-126,255	3,4,5,7	{C:heat_C}, {D:heat_D}, {E:E_rate}	{C:heat_C} {D:heat_D} {E:E_rate}
	8,9	0-64	1,2,3	0,1,2,3,4,5,6	0-63	0-99,101-126,255	3,4,5,7	{C:water_C}, {D:water_D}, {E:E_rate}	{C:water_C} {D:water_D} {E:E_rate}
	4	0-64	1,2,3,4,5,6,7	0,1,2,3,4,5,6	0-63	0-99,101-126,255	3,4,5,7	{C:hca_C}, {D:hca_D}, {E:E_rate}	{C:hca_C} {D:hca_D} {E:E_rate}
	4	0-64	0	0	0-9	255	1,3,4	id {E+1}	ID {E+1}
	4	0-64	97	97	0-9	255	1,3,4	error object {E+1}	error object {E+1}
	4	0-64	99	1	0-127	255	7	load profile 1	load profile 1
	4	0-64	99	2	0-127	255	7	load profile 2	load profile 2
	4	0-64	98	1	0-127	255	7	billing data	billing data
	4	0-64	99	98	0-127	255	7	event log	event log
	5,6	0-64	0	0	0-9	255	1,3,4	id {E+1}	ID {E+1}
	5,6	0-64	97	97	0-9	255	1,3,4	error object {E+1}	error object {E+1}
	5,6	0-64	99	1	0-127	255	7	load profile 1	load profile 1
	5,6	0-64	99	2	0-127	255	7	load profile 2	load profile 2
	5,6	0-64	98	1	0-127	255	7	billing data	billing data
	5,6	0-64	99	98	0-127	255	7	event log	event log
	8,9	0-64	0	0	0-9	255	1,3,4	id {E+1}	ID {E+1}
	8,9	0-64	97	97	0-9	255	1,3,4	error object {E+1}	error object {E+1}
	8,9	0-64	99	1	0-127	255	7	load profile 1	load profile 1
	8,9	0-64	99	2	0-127	255	7	load profile 2	load profile 2
	8,9	0-64	98	1	0-127	255	7	billing data	billing data
	8,9	0-64	99	98	0-127	255	7	event log	event log
	15	0-64	0	0	0-9	255	1,3,4	id {E+1}	ID {E+1}
	15	0-64	97	97	0-9	255	1,3,4	error object {E+1}	error object {E+1}
	15	0-64	99	1	0-127	255	7	load profile 1	load profile 1
	15	0-64	99	2	0-127	255	7	load profile 2	load profile 2
	15	0-64	98	1	0-127	255	7	billing data	billing data
	15	0-64	99	98	0-127	255	7	event log	event log]=]
local OBIS_CELLS = [=[A_medium	0	abstract		abstract		
A_medium	1	electricity		electricity		
A_medium	4	heat cost allocator	HCA	heat cost allocator	HCA	
A_medium	5	cooling	Cooling	cooling	Cooling	
A_medium	6	heat	Heat	heat	Heat	
A_medium	7	gas	Gas	gas	Gas	
A_medium	8	cold water	Cold water	cold water	Cold water	
A_medium	9	hot water	Hot water	hot water	Hot water	
A_medium	15	other medium	Other medium	other medium	Other medium	
A_medium	2,3,10,11,12,13,14,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127	reserved	reserved	reserved	reserved	
A_medium	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255	manufacturer / reserved	manufacturer / reserved	manufacturer / reserved	manufacturer / reserved	
B_channel	0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64	channel {B}	channel {B}	channel {B}	channel {B}	
B_channel	65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127	utility specific	utility specific	utility specific	utility specific	
B_channel	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199	manufacturer specific	manufacturer specific	manufacturer specific	manufacturer specific	
B_channel	200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254,255	reserved	reserved	reserved	reserved	
F_period	0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99	billing period index {F}	billing period index {F}	billing period index {F}	billing period index {F}	
F_period	100	reserved	reserved	reserved	reserved	
F_period	101	last billing period	last billing period	last billing period	last billing period	
F_period	102	second last billing period	second last billing period	second last billing period	second last billing period	
F_period	103	third last billing period	third last billing period	third last billing period	third last billing period	
F_period	121	21st last billing period	21st last billing period	21st last billing period	21st last billing period	
F_period	122	22nd last billing period	22nd last billing period	22nd last billing period	22nd last billing period	
F_period	123	23rd last billing period	23rd last billing period	23rd last billing period	23rd last billing period	
F_period	104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,124,125	{F-100}th last billing period	{F-100}th last billing period	{F-100}th last billing period	{F-100}th last billing period	
F_period	126	unspecified number of last billing periods	unspecified number of last billing periods	unspecified number of last billing periods	unspecified number of last billing periods	
F_period	255					
E_rate	0	total		total	total	
E_rate	1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63	rate {E}	rate {E}	rate {E}	rate {E}	
E_rate	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254	manufacturer specific {E}	manufacturer specific {E}	manufacturer specific {E}	manufacturer specific {E}	
E_rate	255					
elec_C	1	active power import (+P), sum of phases	Active power import (+P)	active energy import (+A), sum of phases	Active energy import (+A)	
elec_C	2	active power export (-P), sum of phases	Active power export (-P)	active energy export (-A), sum of phases	Active energy export (-A)	
elec_C	3	reactive power import (+Q), sum of phases	Reactive power import (+Q)	reactive energy import (+R), sum of phases	Reactive energy import (+R)	
elec_C	4	reactive power export (-Q), sum of phases	Reactive power export (-Q)	reactive energy export (-R), sum of phases	Reactive energy export (-R)	
elec_C	5	reactive power QI, sum of phases	Reactive power QI	reactive energy QI, sum of phases	Reactive energy QI	
elec_C	6	reactive power QII, sum of phases	Reactive power QII	reactive energy QII, sum of phases	Reactive energy QII	
elec_C	7	reactive power QIII, sum of phases	Reactive power QIII	reactive energy QIII, sum of phases	Reactive energy QIII	
elec_C	8	reactive power QIV, sum of phases	Reactive power QIV	reactive energy QIV, sum of phases	Reactive energy QIV	
elec_C	9	apparent power import (+S), sum of phases	Apparent power import (+S)	apparent energy import (+S), sum of phases	Apparent energy import (+S)	
elec_C	10	apparent power export (-S), sum of phases	Apparent power export (-S)	apparent energy export (-S), sum of phases	Apparent energy export (-S)	
elec_C	11	current, any phase	Current	current time integral, any phase	Current time integral	
elec_C	12	voltage, any phase	Voltage	voltage time integral, any phase	Voltage time integral	
elec_C	13	power factor, sum of phases	Power factor	power factor time integral, sum of phases	Power factor time integral	
elec_C	14	supply frequency	Frequency	frequency time integral	Frequency time integral	
elec_C	15	active power, absolute sum (|+P|+|-P|), sum of phases	Active power |+P|+|-P|	active energy, absolute sum (|+A|+|-A|), sum of phases	Active energy |+A|+|-A|	
elec_C	16	active power, absolute difference (|+P|-|-P|), sum of phases	Active power |+P|-|-P|	active energy, absolute difference (|+A|-|-A|), sum of phases	Active energy |+A|-|-A|	
elec_C	17	active power QI, sum of phases	Active power QI	active energy QI, sum of phases	Active energy QI	
elec_C	18	active power QII, sum of phases	Active power QII	active energy QII, sum of phases	Active energy QII	
elec_C	19	active power QIII, sum of phases	Active power QIII	active energy QIII, sum of phases	Active energy QIII	
elec_C	20	active power QIV, sum of phases	Active power QIV	active energy QIV, sum of phases	Active energy QIV	
elec_C	21	active power import (+P), phase L1	Active power import (+P) L1	active energy import (+A), phase L1	Active energy import (+A) L1	
elec_C	22	active power export (-P), phase L1	Active power export (-P) L1	active energy export (-A), phase L1	Active energy export (-A) L1	
elec_C	23	reactive power import (+Q), phase L1	Reactive power import (+Q) L1	reactive energy import (+R), phase L1	Reactive energy import (+R) L1	
elec_C	24	reactive power export (-Q), phase L1	Reactive power export (-Q) L1	reactive energy export (-R), phase L1	Reactive energy export (-R) L1	
elec_C	25	reactive power QI, phase L1	Reactive power QI L1	reactive energy QI, phase L1	Reactive energy QI L1	
elec_C	26	reactive power QII, phase L1	Reactive power QII L1	reactive energy QII, phase L1	Reactive energy QII L1	
elec_C	27	reactive power QIII, phase L1	Reactive power QIII L1	reactive energy QIII, phase L1	Reactive energy QIII L1	
elec_C	28	reactive power QIV, phase L1	Reactive power QIV L1	reactive energy QIV, phase L1	Reactive energy QIV L1	
elec_C	29	apparent power import (+S), phase L1	Apparent power import (+S) L1	apparent energy import (+S), phase L1	Apparent energy import (+S) L1	
elec_C	30	apparent power export (-S), phase L1	Apparent power export (-S) L1	apparent energy export (-S), phase L1	Apparent energy export (-S) L1	
elec_C	31	current, phase L1	Current L1	current time integral, phase L1	Current time integral L1	
elec_C	32	voltage, phase L1	Voltage L1	voltage time integral, phase L1	Voltage time integral L1	
elec_C	33	power factor, phase L1	Power factor L1	power factor time integral, phase L1	Power factor time integral L1	
elec_C	34	supply frequency, phase L1	Frequency L1	frequency time integral, phase L1	Frequency time integral L1	
elec_C	35	active power, absolute sum (|+P|+|-P|), phase L1	Active power |+P|+|-P| L1	active energy, absolute sum (|+A|+|-A|), phase L1	Active energy |+A|+|-A| L1	
elec_C	36	active power, absolute difference (|+P|-|-P|), phase L1	Active power |+P|-|-P| L1	active energy, absolute difference (|+A|-|-A|), phase L1	Active energy |+A|-|-A| L1	
elec_C	37	active power QI, phase L1	Active power QI L1	active energy QI, phase L1	Active energy QI L1	
elec_C	38	active power QII, phase L1	Active power QII L1	active energy QII, phase L1	Active energy QII L1	
elec_C	39	active power QIII, phase L1	Active power QIII L1	active energy QIII, phase L1	Active energy QIII L1	
elec_C	40	active power QIV, phase L1	Active power QIV L1	active energy QIV, phase L1	Active energy QIV L1	
elec_C	41	active power import (+P), phase L2	Active power import (+P) L2	active energy import (+A), phase L2	Active energy import (+A) L2	
elec_C	42	active power export (-P), phase L2	Active power export (-P) L2	active energy export (-A), phase L2	Active energy export (-A) L2	
elec_C	43	reactive power import (+Q), phase L2	Reactive power import (+Q) L2	reactive energy import (+R), phase L2	Reactive energy import (+R) L2	
elec_C	44	reactive power export (-Q), phase L2	Reactive power export (-Q) L2	reactive energy export (-R), phase L2	Reactive energy export (-R) L2	
elec_C	45	reactive power QI, phase L2	Reactive power QI L2	reactive energy QI, phase L2	Reactive energy QI L2	
elec_C	46	reactive power QII, phase L2	Reactive power QII L2	reactive energy QII, phase L2	Reactive energy QII L2	
elec_C	47	reactive power QIII, phase L2	Reactive power QIII L2	reactive energy QIII, phase L2	Reactive energy QIII L2	
elec_C	48	reactive power QIV, phase L2	Reactive power QIV L2	reactive energy QIV, phase L2	Reactive energy QIV L2	
elec_C	49	apparent power import (+S), phase L2	Apparent power import (+S) L2	apparent energy import (+S), phase L2	Apparent energy import (+S) L2	
elec_C	50	apparent power export (-S), phase L2	Apparent power export (-S) L2	apparent energy export (-S), phase L2	Apparent energy export (-S) L2	
elec_C	51	current, phase L2	Current L2	current time integral, phase L2	Current time integral L2	
elec_C	52	voltage, phase L2	Voltage L2	voltage time integral, phase L2	Voltage time integral L2	
elec_C	53	power factor, phase L2	Power factor L2	power factor time integral, phase L2	Power factor time integral L2	
elec_C	54	supply frequency, phase L2	Frequency L2	frequency time integral, phase L2	Frequency time integral L2	
elec_C	55	active power, absolute sum (|+P|+|-P|), phase L2	Active power |+P|+|-P| L2	active energy, absolute sum (|+A|+|-A|), phase L2	Active energy |+A|+|-A| L2	
elec_C	56	active power, absolute difference (|+P|-|-P|), phase L2	Active power |+P|-|-P| L2	active energy, absolute difference (|+A|-|-A|), phase L2	Active energy |+A|-|-A| L2	
elec_C	57	active power QI, phase L2	Active power QI L2	active energy QI, phase L2	Active energy QI L2	
elec_C	58	active power QII, phase L2	Active power QII L2	active energy QII, phase L2	Active energy QII L2	
elec_C	59	active power QIII, phase L2	Active power QIII L2	active energy QIII, phase L2	Active energy QIII L2	
elec_C	60	active power QIV, phase L2	Active power QIV L2	active energy QIV, phase L2	Active energy QIV L2	
elec_C	61	active power import (+P), phase L3	Active power import (+P) L3	active energy import (+A), phase L3	Active energy import (+A) L3	
elec_C	62	active power export (-P), phase L3	Active power export (-P) L3	active energy export (-A), phase L3	Active energy export (-A) L3	
elec_C	63	reactive power import (+Q), phase L3	Reactive power import (+Q) L3	reactive energy import (+R), phase L3	Reactive energy import (+R) L3	
elec_C	64	reactive power export (-Q), phase L3	Reactive power export (-Q) L3	reactive energy export (-R), phase L3	Reactive energy export (-R) L3	
elec_C	65	reactive power QI, phase L3	Reactive power QI L3	reactive energy QI, phase L3	Reactive energy QI L3	
elec_C	66	reactive power QII, phase L3	Reactive power QII L3	reactive energy QII, phase L3	Reactive energy QII L3	
elec_C	67	reactive power QIII, phase L3	Reactive power QIII L3	reactive energy QIII, phase L3	Reactive energy QIII L3	
elec_C	68	reactive power QIV, phase L3	Reactive power QIV L3	reactive energy QIV, phase L3	Reactive energy QIV L3	
elec_C	69	apparent power import (+S), phase L3	Apparent power import (+S) L3	apparent energy import (+S), phase L3	Apparent energy import (+S) L3	
elec_C	70	apparent power export (-S), phase L3	Apparent power export (-S) L3	apparent energy export (-S), phase L3	Apparent energy export (-S) L3	
elec_C	71	current, phase L3	Current L3	current time integral, phase L3	Current time integral L3	
elec_C	72	voltage, phase L3	Voltage L3	voltage time integral, phase L3	Voltage time integral L3	
elec_C	73	power factor, phase L3	Power factor L3	power factor time integral, phase L3	Power factor time integral L3	
elec_C	74	supply frequency, phase L3	Frequency L3	frequency time integral, phase L3	Frequency time integral L3	
elec_C	75	active power, absolute sum (|+P|+|-P|), phase L3	Active power |+P|+|-P| L3	active energy, absolute sum (|+A|+|-A|), phase L3	Active energy |+A|+|-A| L3	
elec_C	76	active power, absolute difference (|+P|-|-P|), phase L3	Active power |+P|-|-P| L3	active energy, absolute difference (|+A|-|-A|), phase L3	Active energy |+A|-|-A| L3	
elec_C	77	active power QI, phase L3	Active power QI L3	active energy QI, phase L3	Active energy QI L3	
elec_C	78	active power QII, phase L3	Active power QII L3	active energy QII, phase L3	Active energy QII L3	
elec_C	79	active power QIII, phase L3	Active power QIII L3	active energy QIII, phase L3	Active energy QIII L3	
elec_C	80	active power QIV, phase L3	Active power QIV L3	active energy QIV, phase L3	Active energy QIV L3	
elec_C	81	phase angles	Phase angle	phase angles	Phase angle	
elec_C	82	unitless quantity (pulses, pieces)	Unitless quantity	unitless quantity (pulses, pieces)	Unitless quantity	
elec_C	83	losses	Losses	losses	Losses	
elec_C	84	power factor export, sum of phases	Power factor export	power factor export, sum of phases	Power factor export	
elec_C	85	power factor export, phase L1	Power factor export L1	power factor export, phase L1	Power factor export L1	
elec_C	86	power factor export, phase L2	Power factor export L2	power factor export, phase L2	Power factor export L2	
elec_C	87	power factor export, phase L3	Power factor export L3	power factor export, phase L3	Power factor export L3	
elec_C	88	ampere-squared hours, sum of phases	Ampere-squared hours	ampere-squared hours, sum of phases	Ampere-squared hours	
elec_C	89	volt-squared hours, sum of phases	Volt-squared hours	volt-squared hours, sum of phases	Volt-squared hours	
elec_C	90	current, sum of unsigned phase values	Sum current	current, sum of unsigned phase values	Sum current	
elec_C	91	neutral current	Neutral current	neutral current	Neutral current	
elec_C	92	neutral voltage	Neutral voltage	neutral voltage	Neutral voltage	
elec_C	124	line voltage L1-L2	Line voltage L1-L2	line voltage L1-L2	Line voltage L1-L2	
elec_C	125	line voltage L2-L3	Line voltage L2-L3	line voltage L2-L3	Line voltage L2-L3	
elec_C	126	line voltage L3-L1	Line voltage L3-L1	line voltage L3-L1	Line voltage L3-L1	
any_C	93	consortium specific	consortium specific	consortium specific	consortium specific	
any_C	94	country specific	country specific	country specific	country specific	
any_C	96	general and service objects	general and service objects	general and service objects	general and service objects	
any_C	97	error objects	error objects	error objects	error objects	
any_C	98	lists (billing data)	lists (billing data)	lists (billing data)	lists (billing data)	
any_C	99	profiles	profiles	profiles	profiles	
any_C	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254	manufacturer specific	manufacturer specific	manufacturer specific	manufacturer specific	
any_C	127	inactive	inactive	inactive	inactive	
elec_D	0	billing period average (since last reset)	billing period average	billing period average (since last reset)	billing period average	
elec_D	1	cumulative minimum 1	cumulative minimum	cumulative minimum 1	cumulative minimum	
elec_D	2	cumulative maximum 1	cumulative maximum	cumulative maximum 1	cumulative maximum	
elec_D	3	minimum 1	minimum	minimum 1	minimum	
elec_D	4	current average 1	current average	current average 1	current average	
elec_D	5	last average 1	last average	last average 1	last average	
elec_D	6	maximum 1	maximum	maximum 1	maximum	
elec_D	7	instantaneous value		instantaneous value		
elec_D	8	time integral 1		time integral 1		1
elec_D	9	time integral 2 (since last billing period end)	since last billing period end	time integral 2 (since last billing period end)	since last billing period end	1
elec_D	10	time integral 3 (excess over a threshold)	excess over threshold	time integral 3 (excess over a threshold)	excess over threshold	1
elec_D	11	cumulative minimum 2	cumulative minimum 2	cumulative minimum 2	cumulative minimum 2	
elec_D	12	cumulative maximum 2	cumulative maximum 2	cumulative maximum 2	cumulative maximum 2	
elec_D	13	minimum 2	minimum 2	minimum 2	minimum 2	
elec_D	14	current average 2	current average 2	current average 2	current average 2	
elec_D	15	last average 2	last average 2	last average 2	last average 2	
elec_D	16	maximum 2	maximum 2	maximum 2	maximum 2	
elec_D	17	time integral 7 (start to end of last recording interval 1)	in last recording interval 1	time integral 7 (start to end of last recording interval 1)	in last recording interval 1	1
elec_D	18	time integral 8 (start to end of last recording interval 2)	in last recording interval 2	time integral 8 (start to end of last recording interval 2)	in last recording interval 2	1
elec_D	19	time integral 9 (billing start to end of last recording interval 1)	since billing period start, to recording interval 1	time integral 9 (billing start to end of last recording interval 1)	since billing period start, to recording interval 1	1
elec_D	20	time integral 10 (billing start to end of last recording interval 2)	since billing period start, to recording interval 2	time integral 10 (billing start to end of last recording interval 2)	since billing period start, to recording interval 2	1
elec_D	21	cumulative minimum 3	cumulative minimum 3	cumulative minimum 3	cumulative minimum 3	
elec_D	22	cumulative maximum 3	cumulative maximum 3	cumulative maximum 3	cumulative maximum 3	
elec_D	23	minimum 3	minimum 3	minimum 3	minimum 3	
elec_D	24	current average 3	current average 3	current average 3	current average 3	
elec_D	25	last average 3	last average 3	last average 3	last average 3	
elec_D	26	maximum 3	maximum 3	maximum 3	maximum 3	
elec_D	27	current average 5 (recording interval 1)	average in recording interval 1	current average 5 (recording interval 1)	average in recording interval 1	
elec_D	28	current average 6 (recording interval 2)	average in recording interval 2	current average 6 (recording interval 2)	average in recording interval 2	
elec_D	29	time integral 5 (since start of recording interval 1)	in recording interval 1	time integral 5 (since start of recording interval 1)	in recording interval 1	1
elec_D	30	time integral 6 (since start of recording interval 2)	in recording interval 2	time integral 6 (since start of recording interval 2)	in recording interval 2	1
elec_D	31	under limit threshold	under-limit threshold	under limit threshold	under-limit threshold	
elec_D	32	under limit occurrence counter	under-limit count	under limit occurrence counter	under-limit count	
elec_D	33	under limit duration	under-limit duration	under limit duration	under-limit duration	
elec_D	34	under limit magnitude	under-limit magnitude	under limit magnitude	under-limit magnitude	
elec_D	35	over limit threshold	over-limit threshold	over limit threshold	over-limit threshold	
elec_D	36	over limit occurrence counter	over-limit count	over limit occurrence counter	over-limit count	
elec_D	37	over limit duration	over-limit duration	over limit duration	over-limit duration	
elec_D	38	over limit magnitude	over-limit magnitude	over limit magnitude	over-limit magnitude	
elec_D	39	missing threshold	missing threshold	missing threshold	missing threshold	
elec_D	40	missing occurrence counter	missing count	missing occurrence counter	missing count	
elec_D	41	missing duration	missing duration	missing duration	missing duration	
elec_D	42	missing magnitude	missing magnitude	missing magnitude	missing magnitude	
elec_D	43	time threshold for under limit	under-limit time threshold	time threshold for under limit	under-limit time threshold	
elec_D	44	time threshold for over limit	over-limit time threshold	time threshold for over limit	over-limit time threshold	
elec_D	45	time threshold for missing	missing time threshold	time threshold for missing	missing time threshold	
elec_D	46	contracted value	contracted	contracted value	contracted	
elec_D	49	average over recording interval 1	average over recording interval 1	average over recording interval 1	average over recording interval 1	
elec_D	50	average over recording interval 2	average over recording interval 2	average over recording interval 2	average over recording interval 2	
elec_D	51	minimum in recording interval 1	minimum in recording interval 1	minimum in recording interval 1	minimum in recording interval 1	
elec_D	52	minimum in recording interval 2	minimum in recording interval 2	minimum in recording interval 2	minimum in recording interval 2	
elec_D	53	maximum in recording interval 1	maximum in recording interval 1	maximum in recording interval 1	maximum in recording interval 1	
elec_D	54	maximum in recording interval 2	maximum in recording interval 2	maximum in recording interval 2	maximum in recording interval 2	
elec_D	55	test average	test average	test average	test average	
elec_D	56	current average 4 (harmonics measurement)	average for harmonics	current average 4 (harmonics measurement)	average for harmonics	
elec_D	58	time integral 4 (test)	test	time integral 4 (test)	test	1
elec_D	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254	manufacturer specific	manufacturer specific	manufacturer specific	manufacturer specific	
elec_E_harmonic	0	fundamental plus all harmonics		fundamental plus all harmonics		
elec_E_harmonic	1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120	harmonic no. {E}	harmonic {E}	harmonic no. {E}	harmonic {E}	
elec_E_harmonic	124	total harmonic distortion (THD)	THD	total harmonic distortion (THD)	THD	
elec_E_harmonic	125	total demand distortion (TDD)	TDD	total demand distortion (TDD)	TDD	
elec_E_harmonic	126	all harmonics	all harmonics	all harmonics	all harmonics	
elec_E_harmonic	127	all harmonics, ratio to nominal value	all harmonics, ratio to nominal value	all harmonics, ratio to nominal value	all harmonics, ratio to nominal value	
elec_E_harmonic	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254	manufacturer specific	manufacturer specific	manufacturer specific	manufacturer specific	
elec_dip	0	UNIPEDE voltage dip, depth 10..15 %, duration 10..100 ms	dip 10..15 %, 10..100 ms	UNIPEDE voltage dip, depth 10..15 %, duration 10..100 ms	dip 10..15 %, 10..100 ms	
elec_dip	1	UNIPEDE voltage dip, depth 10..15 %, duration 100..500 ms	dip 10..15 %, 100..500 ms	UNIPEDE voltage dip, depth 10..15 %, duration 100..500 ms	dip 10..15 %, 100..500 ms	
elec_dip	2	UNIPEDE voltage dip, depth 10..15 %, duration 0.5..1 s	dip 10..15 %, 0.5..1 s	UNIPEDE voltage dip, depth 10..15 %, duration 0.5..1 s	dip 10..15 %, 0.5..1 s	
elec_dip	3	UNIPEDE voltage dip, depth 10..15 %, duration 1..3 s	dip 10..15 %, 1..3 s	UNIPEDE voltage dip, depth 10..15 %, duration 1..3 s	dip 10..15 %, 1..3 s	
elec_dip	4	UNIPEDE voltage dip, depth 10..15 %, duration 3..20 s	dip 10..15 %, 3..20 s	UNIPEDE voltage dip, depth 10..15 %, duration 3..20 s	dip 10..15 %, 3..20 s	
elec_dip	5	UNIPEDE voltage dip, depth 10..15 %, duration 20..60 s	dip 10..15 %, 20..60 s	UNIPEDE voltage dip, depth 10..15 %, duration 20..60 s	dip 10..15 %, 20..60 s	
elec_dip	10	UNIPEDE voltage dip, depth 15..30 %, duration 10..100 ms	dip 15..30 %, 10..100 ms	UNIPEDE voltage dip, depth 15..30 %, duration 10..100 ms	dip 15..30 %, 10..100 ms	
elec_dip	11	UNIPEDE voltage dip, depth 15..30 %, duration 100..500 ms	dip 15..30 %, 100..500 ms	UNIPEDE voltage dip, depth 15..30 %, duration 100..500 ms	dip 15..30 %, 100..500 ms	
elec_dip	12	UNIPEDE voltage dip, depth 15..30 %, duration 0.5..1 s	dip 15..30 %, 0.5..1 s	UNIPEDE voltage dip, depth 15..30 %, duration 0.5..1 s	dip 15..30 %, 0.5..1 s	
elec_dip	13	UNIPEDE voltage dip, depth 15..30 %, duration 1..3 s	dip 15..30 %, 1..3 s	UNIPEDE voltage dip, depth 15..30 %, duration 1..3 s	dip 15..30 %, 1..3 s	
elec_dip	14	UNIPEDE voltage dip, depth 15..30 %, duration 3..20 s	dip 15..30 %, 3..20 s	UNIPEDE voltage dip, depth 15..30 %, duration 3..20 s	dip 15..30 %, 3..20 s	
elec_dip	15	UNIPEDE voltage dip, depth 15..30 %, duration 20..60 s	dip 15..30 %, 20..60 s	UNIPEDE voltage dip, depth 15..30 %, duration 20..60 s	dip 15..30 %, 20..60 s	
elec_dip	20	UNIPEDE voltage dip, depth 30..60 %, duration 10..100 ms	dip 30..60 %, 10..100 ms	UNIPEDE voltage dip, depth 30..60 %, duration 10..100 ms	dip 30..60 %, 10..100 ms	
elec_dip	21	UNIPEDE voltage dip, depth 30..60 %, duration 100..500 ms	dip 30..60 %, 100..500 ms	UNIPEDE voltage dip, depth 30..60 %, duration 100..500 ms	dip 30..60 %, 100..500 ms	
elec_dip	22	UNIPEDE voltage dip, depth 30..60 %, duration 0.5..1 s	dip 30..60 %, 0.5..1 s	UNIPEDE voltage dip, depth 30..60 %, duration 0.5..1 s	dip 30..60 %, 0.5..1 s	
elec_dip	23	UNIPEDE voltage dip, depth 30..60 %, duration 1..3 s	dip 30..60 %, 1..3 s	UNIPEDE voltage dip, depth 30..60 %, duration 1..3 s	dip 30..60 %, 1..3 s	
elec_dip	24	UNIPEDE voltage dip, depth 30..60 %, duration 3..20 s	dip 30..60 %, 3..20 s	UNIPEDE voltage dip, depth 30..60 %, duration 3..20 s	dip 30..60 %, 3..20 s	
elec_dip	25	UNIPEDE voltage dip, depth 30..60 %, duration 20..60 s	dip 30..60 %, 20..60 s	UNIPEDE voltage dip, depth 30..60 %, duration 20..60 s	dip 30..60 %, 20..60 s	
elec_dip	30	UNIPEDE voltage dip, depth 60..90 %, duration 10..100 ms	dip 60..90 %, 10..100 ms	UNIPEDE voltage dip, depth 60..90 %, duration 10..100 ms	dip 60..90 %, 10..100 ms	
elec_dip	31	UNIPEDE voltage dip, depth 60..90 %, duration 100..500 ms	dip 60..90 %, 100..500 ms	UNIPEDE voltage dip, depth 60..90 %, duration 100..500 ms	dip 60..90 %, 100..500 ms	
elec_dip	32	UNIPEDE voltage dip, depth 60..90 %, duration 0.5..1 s	dip 60..90 %, 0.5..1 s	UNIPEDE voltage dip, depth 60..90 %, duration 0.5..1 s	dip 60..90 %, 0.5..1 s	
elec_dip	33	UNIPEDE voltage dip, depth 60..90 %, duration 1..3 s	dip 60..90 %, 1..3 s	UNIPEDE voltage dip, depth 60..90 %, duration 1..3 s	dip 60..90 %, 1..3 s	
elec_dip	34	UNIPEDE voltage dip, depth 60..90 %, duration 3..20 s	dip 60..90 %, 3..20 s	UNIPEDE voltage dip, depth 60..90 %, duration 3..20 s	dip 60..90 %, 3..20 s	
elec_dip	35	UNIPEDE voltage dip, depth 60..90 %, duration 20..60 s	dip 60..90 %, 20..60 s	UNIPEDE voltage dip, depth 60..90 %, duration 20..60 s	dip 60..90 %, 20..60 s	
elec_dip	40	UNIPEDE voltage dip, depth 90..99 %, duration 10..100 ms	dip 90..99 %, 10..100 ms	UNIPEDE voltage dip, depth 90..99 %, duration 10..100 ms	dip 90..99 %, 10..100 ms	
elec_dip	41	UNIPEDE voltage dip, depth 90..99 %, duration 100..500 ms	dip 90..99 %, 100..500 ms	UNIPEDE voltage dip, depth 90..99 %, duration 100..500 ms	dip 90..99 %, 100..500 ms	
elec_dip	42	UNIPEDE voltage dip, depth 90..99 %, duration 0.5..1 s	dip 90..99 %, 0.5..1 s	UNIPEDE voltage dip, depth 90..99 %, duration 0.5..1 s	dip 90..99 %, 0.5..1 s	
elec_dip	43	UNIPEDE voltage dip, depth 90..99 %, duration 1..3 s	dip 90..99 %, 1..3 s	UNIPEDE voltage dip, depth 90..99 %, duration 1..3 s	dip 90..99 %, 1..3 s	
elec_dip	44	UNIPEDE voltage dip, depth 90..99 %, duration 3..20 s	dip 90..99 %, 3..20 s	UNIPEDE voltage dip, depth 90..99 %, duration 3..20 s	dip 90..99 %, 3..20 s	
elec_dip	45	UNIPEDE voltage dip, depth 90..99 %, duration 20..60 s	dip 90..99 %, 20..60 s	UNIPEDE voltage dip, depth 90..99 %, duration 20..60 s	dip 90..99 %, 20..60 s	
elec_angle	0	phase angle of U(L1) relative to U(L1)	phase angle of U(L1) relative to U(L1)	phase angle of U(L1) relative to U(L1)	phase angle of U(L1) relative to U(L1)	
elec_angle	1	phase angle of U(L2) relative to U(L1)	phase angle of U(L2) relative to U(L1)	phase angle of U(L2) relative to U(L1)	phase angle of U(L2) relative to U(L1)	
elec_angle	2	phase angle of U(L3) relative to U(L1)	phase angle of U(L3) relative to U(L1)	phase angle of U(L3) relative to U(L1)	phase angle of U(L3) relative to U(L1)	
elec_angle	4	phase angle of I(L1) relative to U(L1)	phase angle of I(L1) relative to U(L1)	phase angle of I(L1) relative to U(L1)	phase angle of I(L1) relative to U(L1)	
elec_angle	5	phase angle of I(L2) relative to U(L1)	phase angle of I(L2) relative to U(L1)	phase angle of I(L2) relative to U(L1)	phase angle of I(L2) relative to U(L1)	
elec_angle	6	phase angle of I(L3) relative to U(L1)	phase angle of I(L3) relative to U(L1)	phase angle of I(L3) relative to U(L1)	phase angle of I(L3) relative to U(L1)	
elec_angle	7	phase angle of I(N) relative to U(L1)	phase angle of I(N) relative to U(L1)	phase angle of I(N) relative to U(L1)	phase angle of I(N) relative to U(L1)	
elec_angle	10	phase angle of U(L1) relative to U(L2)	phase angle of U(L1) relative to U(L2)	phase angle of U(L1) relative to U(L2)	phase angle of U(L1) relative to U(L2)	
elec_angle	11	phase angle of U(L2) relative to U(L2)	phase angle of U(L2) relative to U(L2)	phase angle of U(L2) relative to U(L2)	phase angle of U(L2) relative to U(L2)	
elec_angle	12	phase angle of U(L3) relative to U(L2)	phase angle of U(L3) relative to U(L2)	phase angle of U(L3) relative to U(L2)	phase angle of U(L3) relative to U(L2)	
elec_angle	14	phase angle of I(L1) relative to U(L2)	phase angle of I(L1) relative to U(L2)	phase angle of I(L1) relative to U(L2)	phase angle of I(L1) relative to U(L2)	
elec_angle	15	phase angle of I(L2) relative to U(L2)	phase angle of I(L2) relative to U(L2)	phase angle of I(L2) relative to U(L2)	phase angle of I(L2) relative to U(L2)	
elec_angle	16	phase angle of I(L3) relative to U(L2)	phase angle of I(L3) relative to U(L2)	phase angle of I(L3) relative to U(L2)	phase angle of I(L3) relative to U(L2)	
elec_angle	17	phase angle of I(N) relative to U(L2)	phase angle of I(N) relative to U(L2)	phase angle of I(N) relative to U(L2)	phase angle of I(N) relative to U(L2)	
elec_angle	20	phase angle of U(L1) relative to U(L3)	phase angle of U(L1) relative to U(L3)	phase angle of U(L1) relative to U(L3)	phase angle of U(L1) relative to U(L3)	
elec_angle	21	phase angle of U(L2) relative to U(L3)	phase angle of U(L2) relative to U(L3)	phase angle of U(L2) relative to U(L3)	phase angle of U(L2) relative to U(L3)	
elec_angle	22	phase angle of U(L3) relative to U(L3)	phase angle of U(L3) relative to U(L3)	phase angle of U(L3) relative to U(L3)	phase angle of U(L3) relative to U(L3)	
elec_angle	24	phase angle of I(L1) relative to U(L3)	phase angle of I(L1) relative to U(L3)	phase angle of I(L1) relative to U(L3)	phase angle of I(L1) relative to U(L3)	
elec_angle	25	phase angle of I(L2) relative to U(L3)	phase angle of I(L2) relative to U(L3)	phase angle of I(L2) relative to U(L3)	phase angle of I(L2) relative to U(L3)	
elec_angle	26	phase angle of I(L3) relative to U(L3)	phase angle of I(L3) relative to U(L3)	phase angle of I(L3) relative to U(L3)	phase angle of I(L3) relative to U(L3)	
elec_angle	27	phase angle of I(N) relative to U(L3)	phase angle of I(N) relative to U(L3)	phase angle of I(N) relative to U(L3)	phase angle of I(N) relative to U(L3)	
elec_angle	40	phase angle of U(L1) relative to I(L1)	phase angle of U(L1) relative to I(L1)	phase angle of U(L1) relative to I(L1)	phase angle of U(L1) relative to I(L1)	
elec_angle	41	phase angle of U(L2) relative to I(L1)	phase angle of U(L2) relative to I(L1)	phase angle of U(L2) relative to I(L1)	phase angle of U(L2) relative to I(L1)	
elec_angle	42	phase angle of U(L3) relative to I(L1)	phase angle of U(L3) relative to I(L1)	phase angle of U(L3) relative to I(L1)	phase angle of U(L3) relative to I(L1)	
elec_angle	44	phase angle of I(L1) relative to I(L1)	phase angle of I(L1) relative to I(L1)	phase angle of I(L1) relative to I(L1)	phase angle of I(L1) relative to I(L1)	
elec_angle	45	phase angle of I(L2) relative to I(L1)	phase angle of I(L2) relative to I(L1)	phase angle of I(L2) relative to I(L1)	phase angle of I(L2) relative to I(L1)	
elec_angle	46	phase angle of I(L3) relative to I(L1)	phase angle of I(L3) relative to I(L1)	phase angle of I(L3) relative to I(L1)	phase angle of I(L3) relative to I(L1)	
elec_angle	47	phase angle of I(N) relative to I(L1)	phase angle of I(N) relative to I(L1)	phase angle of I(N) relative to I(L1)	phase angle of I(N) relative to I(L1)	
elec_angle	50	phase angle of U(L1) relative to I(L2)	phase angle of U(L1) relative to I(L2)	phase angle of U(L1) relative to I(L2)	phase angle of U(L1) relative to I(L2)	
elec_angle	51	phase angle of U(L2) relative to I(L2)	phase angle of U(L2) relative to I(L2)	phase angle of U(L2) relative to I(L2)	phase angle of U(L2) relative to I(L2)	
elec_angle	52	phase angle of U(L3) relative to I(L2)	phase angle of U(L3) relative to I(L2)	phase angle of U(L3) relative to I(L2)	phase angle of U(L3) relative to I(L2)	
elec_angle	54	phase angle of I(L1) relative to I(L2)	phase angle of I(L1) relative to I(L2)	phase angle of I(L1) relative to I(L2)	phase angle of I(L1) relative to I(L2)	
elec_angle	55	phase angle of I(L2) relative to I(L2)	phase angle of I(L2) relative to I(L2)	phase angle of I(L2) relative to I(L2)	phase angle of I(L2) relative to I(L2)	
elec_angle	56	phase angle of I(L3) relative to I(L2)	phase angle of I(L3) relative to I(L2)	phase angle of I(L3) relative to I(L2)	phase angle of I(L3) relative to I(L2)	
elec_angle	57	phase angle of I(N) relative to I(L2)	phase angle of I(N) relative to I(L2)	phase angle of I(N) relative to I(L2)	phase angle of I(N) relative to I(L2)	
elec_angle	60	phase angle of U(L1) relative to I(L3)	phase angle of U(L1) relative to I(L3)	phase angle of U(L1) relative to I(L3)	phase angle of U(L1) relative to I(L3)	
elec_angle	61	phase angle of U(L2) relative to I(L3)	phase angle of U(L2) relative to I(L3)	phase angle of U(L2) relative to I(L3)	phase angle of U(L2) relative to I(L3)	
elec_angle	62	phase angle of U(L3) relative to I(L3)	phase angle of U(L3) relative to I(L3)	phase angle of U(L3) relative to I(L3)	phase angle of U(L3) relative to I(L3)	
elec_angle	64	phase angle of I(L1) relative to I(L3)	phase angle of I(L1) relative to I(L3)	phase angle of I(L1) relative to I(L3)	phase angle of I(L1) relative to I(L3)	
elec_angle	65	phase angle of I(L2) relative to I(L3)	phase angle of I(L2) relative to I(L3)	phase angle of I(L2) relative to I(L3)	phase angle of I(L2) relative to I(L3)	
elec_angle	66	phase angle of I(L3) relative to I(L3)	phase angle of I(L3) relative to I(L3)	phase angle of I(L3) relative to I(L3)	phase angle of I(L3) relative to I(L3)	
elec_angle	67	phase angle of I(N) relative to I(L3)	phase angle of I(N) relative to I(L3)	phase angle of I(N) relative to I(L3)	phase angle of I(N) relative to I(L3)	
elec_angle	70	phase angle of U(L1) relative to I(N)	phase angle of U(L1) relative to I(N)	phase angle of U(L1) relative to I(N)	phase angle of U(L1) relative to I(N)	
elec_angle	71	phase angle of U(L2) relative to I(N)	phase angle of U(L2) relative to I(N)	phase angle of U(L2) relative to I(N)	phase angle of U(L2) relative to I(N)	
elec_angle	72	phase angle of U(L3) relative to I(N)	phase angle of U(L3) relative to I(N)	phase angle of U(L3) relative to I(N)	phase angle of U(L3) relative to I(N)	
elec_angle	74	phase angle of I(L1) relative to I(N)	phase angle of I(L1) relative to I(N)	phase angle of I(L1) relative to I(N)	phase angle of I(L1) relative to I(N)	
elec_angle	75	phase angle of I(L2) relative to I(N)	phase angle of I(L2) relative to I(N)	phase angle of I(L2) relative to I(N)	phase angle of I(L2) relative to I(N)	
elec_angle	76	phase angle of I(L3) relative to I(N)	phase angle of I(L3) relative to I(N)	phase angle of I(L3) relative to I(N)	phase angle of I(L3) relative to I(N)	
elec_angle	77	phase angle of I(N) relative to I(N)	phase angle of I(N) relative to I(N)	phase angle of I(N) relative to I(N)	phase angle of I(N) relative to I(N)	
elec_angle	255	summary of all phase angles	summary of all phase angles	summary of all phase angles	summary of all phase angles	
elec_loss	1	active line losses, import, sum of phases	active line losses, import, sum of phases	active line losses, import, sum of phases	active line losses, import, sum of phases	
elec_loss	2	active line losses, export, sum of phases	active line losses, export, sum of phases	active line losses, export, sum of phases	active line losses, export, sum of phases	
elec_loss	3	active line losses, total, sum of phases	active line losses, total, sum of phases	active line losses, total, sum of phases	active line losses, total, sum of phases	
elec_loss	4	active transformer losses, import, sum of phases	active transformer losses, import, sum of phases	active transformer losses, import, sum of phases	active transformer losses, import, sum of phases	
elec_loss	5	active transformer losses, export, sum of phases	active transformer losses, export, sum of phases	active transformer losses, export, sum of phases	active transformer losses, export, sum of phases	
elec_loss	6	active transformer losses, total, sum of phases	active transformer losses, total, sum of phases	active transformer losses, total, sum of phases	active transformer losses, total, sum of phases	
elec_loss	7	active losses (line and transformer), import, sum of phases	active losses (line and transformer), import, sum of phases	active losses (line and transformer), import, sum of phases	active losses (line and transformer), import, sum of phases	
elec_loss	8	active losses (line and transformer), export, sum of phases	active losses (line and transformer), export, sum of phases	active losses (line and transformer), export, sum of phases	active losses (line and transformer), export, sum of phases	
elec_loss	9	active losses (line and transformer), total, sum of phases	active losses (line and transformer), total, sum of phases	active losses (line and transformer), total, sum of phases	active losses (line and transformer), total, sum of phases	
elec_loss	10	reactive line losses, import, sum of phases	reactive line losses, import, sum of phases	reactive line losses, import, sum of phases	reactive line losses, import, sum of phases	
elec_loss	11	reactive line losses, export, sum of phases	reactive line losses, export, sum of phases	reactive line losses, export, sum of phases	reactive line losses, export, sum of phases	
elec_loss	12	reactive line losses, total, sum of phases	reactive line losses, total, sum of phases	reactive line losses, total, sum of phases	reactive line losses, total, sum of phases	
elec_loss	13	reactive transformer losses, import, sum of phases	reactive transformer losses, import, sum of phases	reactive transformer losses, import, sum of phases	reactive transformer losses, import, sum of phases	
elec_loss	14	reactive transformer losses, export, sum of phases	reactive transformer losses, export, sum of phases	reactive transformer losses, export, sum of phases	reactive transformer losses, export, sum of phases	
elec_loss	15	reactive transformer losses, total, sum of phases	reactive transformer losses, total, sum of phases	reactive transformer losses, total, sum of phases	reactive transformer losses, total, sum of phases	
elec_loss	16	reactive losses (line and transformer), import, sum of phases	reactive losses (line and transformer), import, sum of phases	reactive losses (line and transformer), import, sum of phases	reactive losses (line and transformer), import, sum of phases	
elec_loss	17	reactive losses (line and transformer), export, sum of phases	reactive losses (line and transformer), export, sum of phases	reactive losses (line and transformer), export, sum of phases	reactive losses (line and transformer), export, sum of phases	
elec_loss	18	reactive losses (line and transformer), total, sum of phases	reactive losses (line and transformer), total, sum of phases	reactive losses (line and transformer), total, sum of phases	reactive losses (line and transformer), total, sum of phases	
elec_loss	31	active line losses, import, phase L1	active line losses, import, phase L1	active line losses, import, phase L1	active line losses, import, phase L1	
elec_loss	32	active line losses, export, phase L1	active line losses, export, phase L1	active line losses, export, phase L1	active line losses, export, phase L1	
elec_loss	33	active line losses, total, phase L1	active line losses, total, phase L1	active line losses, total, phase L1	active line losses, total, phase L1	
elec_loss	34	active transformer losses, import, phase L1	active transformer losses, import, phase L1	active transformer losses, import, phase L1	active transformer losses, import, phase L1	
elec_loss	35	active transformer losses, export, phase L1	active transformer losses, export, phase L1	active transformer losses, export, phase L1	active transformer losses, export, phase L1	
elec_loss	36	active transformer losses, total, phase L1	active transformer losses, total, phase L1	active transformer losses, total, phase L1	active transformer losses, total, phase L1	
elec_loss	37	active losses (line and transformer), import, phase L1	active losses (line and transformer), import, phase L1	active losses (line and transformer), import, phase L1	active losses (line and transformer), import, phase L1	
elec_loss	38	active losses (line and transformer), export, phase L1	active losses (line and transformer), export, phase L1	active losses (line and transformer), export, phase L1	active losses (line and transformer), export, phase L1	
elec_loss	39	active losses (line and transformer), total, phase L1	active losses (line and transformer), total, phase L1	active losses (line and transformer), total, phase L1	active losses (line and transformer), total, phase L1	
elec_loss	40	reactive line losses, import, phase L1	reactive line losses, import, phase L1	reactive line losses, import, phase L1	reactive line losses, import, phase L1	
elec_loss	41	reactive line losses, export, phase L1	reactive line losses, export, phase L1	reactive line losses, export, phase L1	reactive line losses, export, phase L1	
elec_loss	42	reactive line losses, total, phase L1	reactive line losses, total, phase L1	reactive line losses, total, phase L1	reactive line losses, total, phase L1	
elec_loss	43	reactive transformer losses, import, phase L1	reactive transformer losses, import, phase L1	reactive transformer losses, import, phase L1	reactive transformer losses, import, phase L1	
elec_loss	44	reactive transformer losses, export, phase L1	reactive transformer losses, export, phase L1	reactive transformer losses, export, phase L1	reactive transformer losses, export, phase L1	
elec_loss	45	reactive transformer losses, total, phase L1	reactive transformer losses, total, phase L1	reactive transformer losses, total, phase L1	reactive transformer losses, total, phase L1	
elec_loss	46	reactive losses (line and transformer), import, phase L1	reactive losses (line and transformer), import, phase L1	reactive losses (line and transformer), import, phase L1	reactive losses (line and transformer), import, phase L1	
elec_loss	47	reactive losses (line and transformer), export, phase L1	reactive losses (line and transformer), export, phase L1	reactive losses (line and transformer), export, phase L1	reactive losses (line and transformer), export, phase L1	
elec_loss	48	reactive losses (line and transformer), total, phase L1	reactive losses (line and transformer), total, phase L1	reactive losses (line and transformer), total, phase L1	reactive losses (line and transformer), total, phase L1	
elec_loss	51	active line losses, import, phase L2	active line losses, import, phase L2	active line losses, import, phase L2	active line losses, import, phase L2	
elec_loss	52	active line losses, export, phase L2	active line losses, export, phase L2	active line losses, export, phase L2	active line losses, export, phase L2	
elec_loss	53	active line losses, total, phase L2	active line losses, total, phase L2	active line losses, total, phase L2	active line losses, total, phase L2	
elec_loss	54	active transformer losses, import, phase L2	active transformer losses, import, phase L2	active transformer losses, import, phase L2	active transformer losses, import, phase L2	
elec_loss	55	active transformer losses, export, phase L2	active transformer losses, export, phase L2	active transformer losses, export, phase L2	active transformer losses, export, phase L2	
elec_loss	56	active transformer losses, total, phase L2	active transformer losses, total, phase L2	active transformer losses, total, phase L2	active transformer losses, total, phase L2	
elec_loss	57	active losses (line and transformer), import, phase L2	active losses (line and transformer), import, phase L2	active losses (line and transformer), import, phase L2	active losses (line and transformer), import, phase L2	
elec_loss	58	active losses (line and transformer), export, phase L2	active losses (line and transformer), export, phase L2	active losses (line and transformer), export, phase L2	active losses (line and transformer), export, phase L2	
elec_loss	59	active losses (line and transformer), total, phase L2	active losses (line and transformer), total, phase L2	active losses (line and transformer), total, phase L2	active losses (line and transformer), total, phase L2	
elec_loss	60	reactive line losses, import, phase L2	reactive line losses, import, phase L2	reactive line losses, import, phase L2	reactive line losses, import, phase L2	
elec_loss	61	reactive line losses, export, phase L2	reactive line losses, export, phase L2	reactive line losses, export, phase L2	reactive line losses, export, phase L2	
elec_loss	62	reactive line losses, total, phase L2	reactive line losses, total, phase L2	reactive line losses, total, phase L2	reactive line losses, total, phase L2	
elec_loss	63	reactive transformer losses, import, phase L2	reactive transformer losses, import, phase L2	reactive transformer losses, import, phase L2	reactive transformer losses, import, phase L2	
elec_loss	64	reactive transformer losses, export, phase L2	reactive transformer losses, export, phase L2	reactive transformer losses, export, phase L2	reactive transformer losses, export, phase L2	
elec_loss	65	reactive transformer losses, total, phase L2	reactive transformer losses, total, phase L2	reactive transformer losses, total, phase L2	reactive transformer losses, total, phase L2	
elec_loss	66	reactive losses (line and transformer), import, phase L2	reactive losses (line and transformer), import, phase L2	reactive losses (line and transformer), import, phase L2	reactive losses (line and transformer), import, phase L2	
elec_loss	67	reactive losses (line and transformer), export, phase L2	reactive losses (line and transformer), export, phase L2	reactive losses (line and transformer), export, phase L2	reactive losses (line and transformer), export, phase L2	
elec_loss	68	reactive losses (line and transformer), total, phase L2	reactive losses (line and transformer), total, phase L2	reactive losses (line and transformer), total, phase L2	reactive losses (line and transformer), total, phase L2	
elec_loss	71	active line losses, import, phase L3	active line losses, import, phase L3	active line losses, import, phase L3	active line losses, import, phase L3	
elec_loss	72	active line losses, export, phase L3	active line losses, export, phase L3	active line losses, export, phase L3	active line losses, export, phase L3	
elec_loss	73	active line losses, total, phase L3	active line losses, total, phase L3	active line losses, total, phase L3	active line losses, total, phase L3	
elec_loss	74	active transformer losses, import, phase L3	active transformer losses, import, phase L3	active transformer losses, import, phase L3	active transformer losses, import, phase L3	
elec_loss	75	active transformer losses, export, phase L3	active transformer losses, export, phase L3	active transformer losses, export, phase L3	active transformer losses, export, phase L3	
elec_loss	76	active transformer losses, total, phase L3	active transformer losses, total, phase L3	active transformer losses, total, phase L3	active transformer losses, total, phase L3	
elec_loss	77	active losses (line and transformer), import, phase L3	active losses (line and transformer), import, phase L3	active losses (line and transformer), import, phase L3	active losses (line and transformer), import, phase L3	
elec_loss	78	active losses (line and transformer), export, phase L3	active losses (line and transformer), export, phase L3	active losses (line and transformer), export, phase L3	active losses (line and transformer), export, phase L3	
elec_loss	79	active losses (line and transformer), total, phase L3	active losses (line and transformer), total, phase L3	active losses (line and transformer), total, phase L3	active losses (line and transformer), total, phase L3	
elec_loss	80	reactive line losses, import, phase L3	reactive line losses, import, phase L3	reactive line losses, import, phase L3	reactive line losses, import, phase L3	
elec_loss	81	reactive line losses, export, phase L3	reactive line losses, export, phase L3	reactive line losses, export, phase L3	reactive line losses, export, phase L3	
elec_loss	82	reactive line losses, total, phase L3	reactive line losses, total, phase L3	reactive line losses, total, phase L3	reactive line losses, total, phase L3	
elec_loss	83	reactive transformer losses, import, phase L3	reactive transformer losses, import, phase L3	reactive transformer losses, import, phase L3	reactive transformer losses, import, phase L3	
elec_loss	84	reactive transformer losses, export, phase L3	reactive transformer losses, export, phase L3	reactive transformer losses, export, phase L3	reactive transformer losses, export, phase L3	
elec_loss	85	reactive transformer losses, total, phase L3	reactive transformer losses, total, phase L3	reactive transformer losses, total, phase L3	reactive transformer losses, total, phase L3	
elec_loss	86	reactive losses (line and transformer), import, phase L3	reactive losses (line and transformer), import, phase L3	reactive losses (line and transformer), import, phase L3	reactive losses (line and transformer), import, phase L3	
elec_loss	87	reactive losses (line and transformer), export, phase L3	reactive losses (line and transformer), export, phase L3	reactive losses (line and transformer), export, phase L3	reactive losses (line and transformer), export, phase L3	
elec_loss	88	reactive losses (line and transformer), total, phase L3	reactive losses (line and transformer), total, phase L3	reactive losses (line and transformer), total, phase L3	reactive losses (line and transformer), total, phase L3	
elec_loss	19	transformer losses normalised to iron resistance 1 MOhm	transformer losses normalised to iron resistance 1 MOhm	transformer losses normalised to iron resistance 1 MOhm	transformer losses normalised to iron resistance 1 MOhm	
elec_loss	20	line losses normalised to copper resistance 10 Ohm	line losses normalised to copper resistance 10 Ohm	line losses normalised to copper resistance 10 Ohm	line losses normalised to copper resistance 10 Ohm	
elec_loss	21	compensated active, gross, import	compensated active, gross, import	compensated active, gross, import	compensated active, gross, import	
elec_loss	22	compensated active, net, import	compensated active, net, import	compensated active, net, import	compensated active, net, import	
elec_loss	23	compensated active, gross, export	compensated active, gross, export	compensated active, gross, export	compensated active, gross, export	
elec_loss	24	compensated active, net, export	compensated active, net, export	compensated active, net, export	compensated active, net, export	
elec_loss	25	compensated reactive, gross, import	compensated reactive, gross, import	compensated reactive, gross, import	compensated reactive, gross, import	
elec_loss	26	compensated reactive, net, import	compensated reactive, net, import	compensated reactive, net, import	compensated reactive, net, import	
elec_loss	27	compensated reactive, gross, export	compensated reactive, gross, export	compensated reactive, gross, export	compensated reactive, gross, export	
elec_loss	28	compensated reactive, net, export	compensated reactive, net, export	compensated reactive, net, export	compensated reactive, net, export	
elec_loss	49	ampere-squared hours, phase L1	ampere-squared hours, phase L1	ampere-squared hours, phase L1	ampere-squared hours, phase L1	
elec_loss	50	volt-squared hours, phase L1	volt-squared hours, phase L1	volt-squared hours, phase L1	volt-squared hours, phase L1	
elec_loss	69	ampere-squared hours, phase L2	ampere-squared hours, phase L2	ampere-squared hours, phase L2	ampere-squared hours, phase L2	
elec_loss	70	volt-squared hours, phase L2	volt-squared hours, phase L2	volt-squared hours, phase L2	volt-squared hours, phase L2	
elec_loss	89	ampere-squared hours, phase L3	ampere-squared hours, phase L3	ampere-squared hours, phase L3	ampere-squared hours, phase L3	
elec_loss	90	volt-squared hours, phase L3	volt-squared hours, phase L3	volt-squared hours, phase L3	volt-squared hours, phase L3	
gas_C	1	forward volume, undisturbed, meter	forward volume, undisturbed, meter	forward volume, undisturbed, meter	forward volume, undisturbed, meter	
gas_C	2	forward volume, disturbed, meter	forward volume, disturbed, meter	forward volume, disturbed, meter	forward volume, disturbed, meter	
gas_C	3	forward volume, absolute, meter	forward volume, absolute, meter	forward volume, absolute, meter	forward volume, absolute, meter	
gas_C	4	reverse volume, undisturbed, meter	reverse volume, undisturbed, meter	reverse volume, undisturbed, meter	reverse volume, undisturbed, meter	
gas_C	5	reverse volume, disturbed, meter	reverse volume, disturbed, meter	reverse volume, disturbed, meter	reverse volume, disturbed, meter	
gas_C	6	reverse volume, absolute, meter	reverse volume, absolute, meter	reverse volume, absolute, meter	reverse volume, absolute, meter	
gas_C	7	forward volume, absolute, encoder	forward volume, absolute, encoder	forward volume, absolute, encoder	forward volume, absolute, encoder	
gas_C	8	reverse volume, absolute, encoder	reverse volume, absolute, encoder	reverse volume, absolute, encoder	reverse volume, absolute, encoder	
gas_C	11	forward volume, undisturbed, converter	forward volume, undisturbed, converter	forward volume, undisturbed, converter	forward volume, undisturbed, converter	
gas_C	12	forward volume, disturbed, converter	forward volume, disturbed, converter	forward volume, disturbed, converter	forward volume, disturbed, converter	
gas_C	13	forward volume, absolute, converter	forward volume, absolute, converter	forward volume, absolute, converter	forward volume, absolute, converter	
gas_C	14	reverse volume, undisturbed, converter	reverse volume, undisturbed, converter	reverse volume, undisturbed, converter	reverse volume, undisturbed, converter	
gas_C	15	reverse volume, disturbed, converter	reverse volume, disturbed, converter	reverse volume, disturbed, converter	reverse volume, disturbed, converter	
gas_C	16	reverse volume, absolute, converter	reverse volume, absolute, converter	reverse volume, absolute, converter	reverse volume, absolute, converter	
gas_C	21	forward volume, undisturbed, logger	forward volume, undisturbed, logger	forward volume, undisturbed, logger	forward volume, undisturbed, logger	
gas_C	22	forward volume, disturbed, logger	forward volume, disturbed, logger	forward volume, disturbed, logger	forward volume, disturbed, logger	
gas_C	23	forward volume, absolute, logger	forward volume, absolute, logger	forward volume, absolute, logger	forward volume, absolute, logger	
gas_C	24	reverse volume, undisturbed, logger	reverse volume, undisturbed, logger	reverse volume, undisturbed, logger	reverse volume, undisturbed, logger	
gas_C	25	reverse volume, disturbed, logger	reverse volume, disturbed, logger	reverse volume, disturbed, logger	reverse volume, disturbed, logger	
gas_C	26	reverse volume, absolute, logger	reverse volume, absolute, logger	reverse volume, absolute, logger	reverse volume, absolute, logger	
gas_C	31	forward energy, undisturbed	forward energy, undisturbed	forward energy, undisturbed	forward energy, undisturbed	
gas_C	32	forward energy, disturbed	forward energy, disturbed	forward energy, disturbed	forward energy, disturbed	
gas_C	33	forward energy, absolute	forward energy, absolute	forward energy, absolute	forward energy, absolute	
gas_C	34	reverse energy, undisturbed	reverse energy, undisturbed	reverse energy, undisturbed	reverse energy, undisturbed	
gas_C	35	reverse energy, disturbed	reverse energy, disturbed	reverse energy, disturbed	reverse energy, disturbed	
gas_C	36	reverse energy, absolute	reverse energy, absolute	reverse energy, absolute	reverse energy, absolute	
gas_C	61	forward mass, undisturbed	forward mass, undisturbed	forward mass, undisturbed	forward mass, undisturbed	
gas_C	62	forward mass, disturbed	forward mass, disturbed	forward mass, disturbed	forward mass, disturbed	
gas_C	63	forward mass, absolute	forward mass, absolute	forward mass, absolute	forward mass, absolute	
gas_C	64	reverse mass, undisturbed	reverse mass, undisturbed	reverse mass, undisturbed	reverse mass, undisturbed	
gas_C	65	reverse mass, disturbed	reverse mass, disturbed	reverse mass, disturbed	reverse mass, disturbed	
gas_C	66	reverse mass, absolute	reverse mass, absolute	reverse mass, absolute	reverse mass, absolute	
gas_process	41	absolute temperature	absolute temperature	absolute temperature	absolute temperature	
gas_process	42	absolute pressure	absolute pressure	absolute pressure	absolute pressure	
gas_process	43	flow rate	flow rate	flow rate	flow rate	
gas_process	44	velocity of sound	velocity of sound	velocity of sound	velocity of sound	
gas_process	45	density of gas	density of gas	density of gas	density of gas	
gas_process	46	relative density	relative density	relative density	relative density	
gas_process	47	gauge pressure	gauge pressure	gauge pressure	gauge pressure	
gas_process	48	differential pressure	differential pressure	differential pressure	differential pressure	
gas_process	49	density of air	density of air	density of air	density of air	
gas_factor	51	correction factor	correction factor	correction factor	correction factor	
gas_factor	52	conversion factor	conversion factor	conversion factor	conversion factor	
gas_factor	53	compressibility factor	compressibility factor	compressibility factor	compressibility factor	
gas_factor	54	superior calorific value	superior calorific value	superior calorific value	superior calorific value	
gas_factor	55	gas law deviation (compressibility) ratio	gas law deviation (compressibility) ratio	gas law deviation (compressibility) ratio	gas law deviation (compressibility) ratio	
gas_D_index	0	index, metering conditions, current	index, metering conditions, current	index, metering conditions, current	index, metering conditions, current	
gas_D_index	1	index, corrected value, current	index, corrected value, current	index, corrected value, current	index, corrected value, current	
gas_D_index	2	index, base conditions (converted), current	index, base conditions (converted), current	index, base conditions (converted), current	index, base conditions (converted), current	
gas_D_index	3	index, redundant, metering conditions, current	index, redundant, metering conditions, current	index, redundant, metering conditions, current	index, redundant, metering conditions, current	
gas_D_index	6	difference, measurement period 1, current period, metering conditions	difference, measurement period 1, current period, metering conditions	difference, measurement period 1, current period, metering conditions	difference, measurement period 1, current period, metering conditions	
gas_D_index	7	difference, measurement period 1, current period, corrected value	difference, measurement period 1, current period, corrected value	difference, measurement period 1, current period, corrected value	difference, measurement period 1, current period, corrected value	
gas_D_index	8	difference, measurement period 1, current period, base conditions (converted)	difference, measurement period 1, current period, base conditions (converted)	difference, measurement period 1, current period, base conditions (converted)	difference, measurement period 1, current period, base conditions (converted)	
gas_D_index	9	difference, measurement period 1, last period, metering conditions	difference, measurement period 1, last period, metering conditions	difference, measurement period 1, last period, metering conditions	difference, measurement period 1, last period, metering conditions	
gas_D_index	10	difference, measurement period 1, last period, corrected value	difference, measurement period 1, last period, corrected value	difference, measurement period 1, last period, corrected value	difference, measurement period 1, last period, corrected value	
gas_D_index	11	difference, measurement period 1, last period, base conditions (converted)	difference, measurement period 1, last period, base conditions (converted)	difference, measurement period 1, last period, base conditions (converted)	difference, measurement period 1, last period, base conditions (converted)	
gas_D_index	12	difference, measurement period 2, current period, metering conditions	difference, measurement period 2, current period, metering conditions	difference, measurement period 2, current period, metering conditions	difference, measurement period 2, current period, metering conditions	
gas_D_index	13	difference, measurement period 2, current period, corrected value	difference, measurement period 2, current period, corrected value	difference, measurement period 2, current period, corrected value	difference, measurement period 2, current period, corrected value	
gas_D_index	14	difference, measurement period 2, current period, base conditions (converted)	difference, measurement period 2, current period, base conditions (converted)	difference, measurement period 2, current period, base conditions (converted)	difference, measurement period 2, current period, base conditions (converted)	
gas_D_index	15	difference, measurement period 2, last period, metering conditions	difference, measurement period 2, last period, metering conditions	difference, measurement period 2, last period, metering conditions	difference, measurement period 2, last period, metering conditions	
gas_D_index	16	difference, measurement period 2, last period, corrected value	difference, measurement period 2, last period, corrected value	difference, measurement period 2, last period, corrected value	difference, measurement period 2, last period, corrected value	
gas_D_index	17	difference, measurement period 2, last period, base conditions (converted)	difference, measurement period 2, last period, base conditions (converted)	difference, measurement period 2, last period, base conditions (converted)	difference, measurement period 2, last period, base conditions (converted)	
gas_D_index	18	difference, measurement period 3, current period, metering conditions	difference, measurement period 3, current period, metering conditions	difference, measurement period 3, current period, metering conditions	difference, measurement period 3, current period, metering conditions	
gas_D_index	19	difference, measurement period 3, current period, corrected value	difference, measurement period 3, current period, corrected value	difference, measurement period 3, current period, corrected value	difference, measurement period 3, current period, corrected value	
gas_D_index	20	difference, measurement period 3, current period, base conditions (converted)	difference, measurement period 3, current period, base conditions (converted)	difference, measurement period 3, current period, base conditions (converted)	difference, measurement period 3, current period, base conditions (converted)	
gas_D_index	21	difference, measurement period 3, last period, metering conditions	difference, measurement period 3, last period, metering conditions	difference, measurement period 3, last period, metering conditions	difference, measurement period 3, last period, metering conditions	
gas_D_index	22	difference, measurement period 3, last period, corrected value	difference, measurement period 3, last period, corrected value	difference, measurement period 3, last period, corrected value	difference, measurement period 3, last period, corrected value	
gas_D_index	23	difference, measurement period 3, last period, base conditions (converted)	difference, measurement period 3, last period, base conditions (converted)	difference, measurement period 3, last period, base conditions (converted)	difference, measurement period 3, last period, base conditions (converted)	
gas_D_index	24	index at end of billing period 1, historical, metering conditions	index at end of billing period 1, historical, metering conditions	index at end of billing period 1, historical, metering conditions	index at end of billing period 1, historical, metering conditions	
gas_D_index	25	index at end of billing period 1, historical, corrected value	index at end of billing period 1, historical, corrected value	index at end of billing period 1, historical, corrected value	index at end of billing period 1, historical, corrected value	
gas_D_index	26	index at end of billing period 1, historical, base conditions (converted)	index at end of billing period 1, historical, base conditions (converted)	index at end of billing period 1, historical, base conditions (converted)	index at end of billing period 1, historical, base conditions (converted)	
gas_D_index	27	difference, billing period 1, current period, metering conditions	difference, billing period 1, current period, metering conditions	difference, billing period 1, current period, metering conditions	difference, billing period 1, current period, metering conditions	
gas_D_index	28	difference, billing period 1, current period, corrected value	difference, billing period 1, current period, corrected value	difference, billing period 1, current period, corrected value	difference, billing period 1, current period, corrected value	
gas_D_index	29	difference, billing period 1, current period, base conditions (converted)	difference, billing period 1, current period, base conditions (converted)	difference, billing period 1, current period, base conditions (converted)	difference, billing period 1, current period, base conditions (converted)	
gas_D_index	30	difference, billing period 1, last period, metering conditions	difference, billing period 1, last period, metering conditions	difference, billing period 1, last period, metering conditions	difference, billing period 1, last period, metering conditions	
gas_D_index	31	difference, billing period 1, last period, corrected value	difference, billing period 1, last period, corrected value	difference, billing period 1, last period, corrected value	difference, billing period 1, last period, corrected value	
gas_D_index	32	difference, billing period 1, last period, base conditions (converted)	difference, billing period 1, last period, base conditions (converted)	difference, billing period 1, last period, base conditions (converted)	difference, billing period 1, last period, base conditions (converted)	
gas_D_index	33	maximum in billing period 1 of the differences over measurement period 1, metering conditions	maximum in billing period 1 of the differences over measurement period 1, metering conditions	maximum in billing period 1 of the differences over measurement period 1, metering conditions	maximum in billing period 1 of the differences over measurement period 1, metering conditions	
gas_D_index	34	maximum in billing period 1 of the differences over measurement period 1, corrected value	maximum in billing period 1 of the differences over measurement period 1, corrected value	maximum in billing period 1 of the differences over measurement period 1, corrected value	maximum in billing period 1 of the differences over measurement period 1, corrected value	
gas_D_index	35	maximum in billing period 1 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 1, base conditions (converted)	
gas_D_index	36	maximum in billing period 1 of the differences over measurement period 2, metering conditions	maximum in billing period 1 of the differences over measurement period 2, metering conditions	maximum in billing period 1 of the differences over measurement period 2, metering conditions	maximum in billing period 1 of the differences over measurement period 2, metering conditions	
gas_D_index	37	maximum in billing period 1 of the differences over measurement period 2, corrected value	maximum in billing period 1 of the differences over measurement period 2, corrected value	maximum in billing period 1 of the differences over measurement period 2, corrected value	maximum in billing period 1 of the differences over measurement period 2, corrected value	
gas_D_index	38	maximum in billing period 1 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 2, base conditions (converted)	
gas_D_index	39	maximum in billing period 1 of the differences over measurement period 3, metering conditions	maximum in billing period 1 of the differences over measurement period 3, metering conditions	maximum in billing period 1 of the differences over measurement period 3, metering conditions	maximum in billing period 1 of the differences over measurement period 3, metering conditions	
gas_D_index	40	maximum in billing period 1 of the differences over measurement period 3, corrected value	maximum in billing period 1 of the differences over measurement period 3, corrected value	maximum in billing period 1 of the differences over measurement period 3, corrected value	maximum in billing period 1 of the differences over measurement period 3, corrected value	
gas_D_index	41	maximum in billing period 1 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 1 of the differences over measurement period 3, base conditions (converted)	
gas_D_index	42	index at end of billing period 2, historical, metering conditions	index at end of billing period 2, historical, metering conditions	index at end of billing period 2, historical, metering conditions	index at end of billing period 2, historical, metering conditions	
gas_D_index	43	index at end of billing period 2, historical, corrected value	index at end of billing period 2, historical, corrected value	index at end of billing period 2, historical, corrected value	index at end of billing period 2, historical, corrected value	
gas_D_index	44	index at end of billing period 2, historical, base conditions (converted)	index at end of billing period 2, historical, base conditions (converted)	index at end of billing period 2, historical, base conditions (converted)	index at end of billing period 2, historical, base conditions (converted)	
gas_D_index	45	difference, billing period 2, current period, metering conditions	difference, billing period 2, current period, metering conditions	difference, billing period 2, current period, metering conditions	difference, billing period 2, current period, metering conditions	
gas_D_index	46	difference, billing period 2, current period, corrected value	difference, billing period 2, current period, corrected value	difference, billing period 2, current period, corrected value	difference, billing period 2, current period, corrected value	
gas_D_index	47	difference, billing period 2, current period, base conditions (converted)	difference, billing period 2, current period, base conditions (converted)	difference, billing period 2, current period, base conditions (converted)	difference, billing period 2, current period, base conditions (converted)	
gas_D_index	48	difference, billing period 2, last period, metering conditions	difference, billing period 2, last period, metering conditions	difference, billing period 2, last period, metering conditions	difference, billing period 2, last period, metering conditions	
gas_D_index	49	difference, billing period 2, last period, corrected value	difference, billing period 2, last period, corrected value	difference, billing period 2, last period, corrected value	difference, billing period 2, last period, corrected value	
gas_D_index	50	difference, billing period 2, last period, base conditions (converted)	difference, billing period 2, last period, base conditions (converted)	difference, billing period 2, last period, base conditions (converted)	difference, billing period 2, last period, base conditions (converted)	
gas_D_index	51	maximum in billing period 2 of the differences over measurement period 1, metering conditions	maximum in billing period 2 of the differences over measurement period 1, metering conditions	maximum in billing period 2 of the differences over measurement period 1, metering conditions	maximum in billing period 2 of the differences over measurement period 1, metering conditions	
gas_D_index	52	maximum in billing period 2 of the differences over measurement period 1, corrected value	maximum in billing period 2 of the differences over measurement period 1, corrected value	maximum in billing period 2 of the differences over measurement period 1, corrected value	maximum in billing period 2 of the differences over measurement period 1, corrected value	
gas_D_index	53	maximum in billing period 2 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 1, base conditions (converted)	
gas_D_index	54	maximum in billing period 2 of the differences over measurement period 2, metering conditions	maximum in billing period 2 of the differences over measurement period 2, metering conditions	maximum in billing period 2 of the differences over measurement period 2, metering conditions	maximum in billing period 2 of the differences over measurement period 2, metering conditions	
gas_D_index	55	maximum in billing period 2 of the differences over measurement period 2, corrected value	maximum in billing period 2 of the differences over measurement period 2, corrected value	maximum in billing period 2 of the differences over measurement period 2, corrected value	maximum in billing period 2 of the differences over measurement period 2, corrected value	
gas_D_index	56	maximum in billing period 2 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 2, base conditions (converted)	
gas_D_index	57	maximum in billing period 2 of the differences over measurement period 3, metering conditions	maximum in billing period 2 of the differences over measurement period 3, metering conditions	maximum in billing period 2 of the differences over measurement period 3, metering conditions	maximum in billing period 2 of the differences over measurement period 3, metering conditions	
gas_D_index	58	maximum in billing period 2 of the differences over measurement period 3, corrected value	maximum in billing period 2 of the differences over measurement period 3, corrected value	maximum in billing period 2 of the differences over measurement period 3, corrected value	maximum in billing period 2 of the differences over measurement period 3, corrected value	
gas_D_index	59	maximum in billing period 2 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 2 of the differences over measurement period 3, base conditions (converted)	
gas_D_index	60	maximum in billing period 2 of the differences over billing period 1, metering conditions	maximum in billing period 2 of the differences over billing period 1, metering conditions	maximum in billing period 2 of the differences over billing period 1, metering conditions	maximum in billing period 2 of the differences over billing period 1, metering conditions	
gas_D_index	61	maximum in billing period 2 of the differences over billing period 1, corrected value	maximum in billing period 2 of the differences over billing period 1, corrected value	maximum in billing period 2 of the differences over billing period 1, corrected value	maximum in billing period 2 of the differences over billing period 1, corrected value	
gas_D_index	62	maximum in billing period 2 of the differences over billing period 1, base conditions (converted)	maximum in billing period 2 of the differences over billing period 1, base conditions (converted)	maximum in billing period 2 of the differences over billing period 1, base conditions (converted)	maximum in billing period 2 of the differences over billing period 1, base conditions (converted)	
gas_D_index	63	index at end of billing period 3, historical, metering conditions	index at end of billing period 3, historical, metering conditions	index at end of billing period 3, historical, metering conditions	index at end of billing period 3, historical, metering conditions	
gas_D_index	64	index at end of billing period 3, historical, corrected value	index at end of billing period 3, historical, corrected value	index at end of billing period 3, historical, corrected value	index at end of billing period 3, historical, corrected value	
gas_D_index	65	index at end of billing period 3, historical, base conditions (converted)	index at end of billing period 3, historical, base conditions (converted)	index at end of billing period 3, historical, base conditions (converted)	index at end of billing period 3, historical, base conditions (converted)	
gas_D_index	66	difference, billing period 3, current period, metering conditions	difference, billing period 3, current period, metering conditions	difference, billing period 3, current period, metering conditions	difference, billing period 3, current period, metering conditions	
gas_D_index	67	difference, billing period 3, current period, corrected value	difference, billing period 3, current period, corrected value	difference, billing period 3, current period, corrected value	difference, billing period 3, current period, corrected value	
gas_D_index	68	difference, billing period 3, current period, base conditions (converted)	difference, billing period 3, current period, base conditions (converted)	difference, billing period 3, current period, base conditions (converted)	difference, billing period 3, current period, base conditions (converted)	
gas_D_index	69	difference, billing period 3, last period, metering conditions	difference, billing period 3, last period, metering conditions	difference, billing period 3, last period, metering conditions	difference, billing period 3, last period, metering conditions	
gas_D_index	70	difference, billing period 3, last period, corrected value	difference, billing period 3, last period, corrected value	difference, billing period 3, last period, corrected value	difference, billing period 3, last period, corrected value	
gas_D_index	71	difference, billing period 3, last period, base conditions (converted)	difference, billing period 3, last period, base conditions (converted)	difference, billing period 3, last period, base conditions (converted)	difference, billing period 3, last period, base conditions (converted)	
gas_D_index	72	maximum in billing period 3 of the differences over measurement period 1, metering conditions	maximum in billing period 3 of the differences over measurement period 1, metering conditions	maximum in billing period 3 of the differences over measurement period 1, metering conditions	maximum in billing period 3 of the differences over measurement period 1, metering conditions	
gas_D_index	73	maximum in billing period 3 of the differences over measurement period 1, corrected value	maximum in billing period 3 of the differences over measurement period 1, corrected value	maximum in billing period 3 of the differences over measurement period 1, corrected value	maximum in billing period 3 of the differences over measurement period 1, corrected value	
gas_D_index	74	maximum in billing period 3 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 1, base conditions (converted)	
gas_D_index	75	maximum in billing period 3 of the differences over measurement period 2, metering conditions	maximum in billing period 3 of the differences over measurement period 2, metering conditions	maximum in billing period 3 of the differences over measurement period 2, metering conditions	maximum in billing period 3 of the differences over measurement period 2, metering conditions	
gas_D_index	76	maximum in billing period 3 of the differences over measurement period 2, corrected value	maximum in billing period 3 of the differences over measurement period 2, corrected value	maximum in billing period 3 of the differences over measurement period 2, corrected value	maximum in billing period 3 of the differences over measurement period 2, corrected value	
gas_D_index	77	maximum in billing period 3 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 2, base conditions (converted)	
gas_D_index	78	maximum in billing period 3 of the differences over measurement period 3, metering conditions	maximum in billing period 3 of the differences over measurement period 3, metering conditions	maximum in billing period 3 of the differences over measurement period 3, metering conditions	maximum in billing period 3 of the differences over measurement period 3, metering conditions	
gas_D_index	79	maximum in billing period 3 of the differences over measurement period 3, corrected value	maximum in billing period 3 of the differences over measurement period 3, corrected value	maximum in billing period 3 of the differences over measurement period 3, corrected value	maximum in billing period 3 of the differences over measurement period 3, corrected value	
gas_D_index	80	maximum in billing period 3 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 3 of the differences over measurement period 3, base conditions (converted)	
gas_D_index	81	index at end of billing period 4, historical, metering conditions	index at end of billing period 4, historical, metering conditions	index at end of billing period 4, historical, metering conditions	index at end of billing period 4, historical, metering conditions	
gas_D_index	82	index at end of billing period 4, historical, corrected value	index at end of billing period 4, historical, corrected value	index at end of billing period 4, historical, corrected value	index at end of billing period 4, historical, corrected value	
gas_D_index	83	index at end of billing period 4, historical, base conditions (converted)	index at end of billing period 4, historical, base conditions (converted)	index at end of billing period 4, historical, base conditions (converted)	index at end of billing period 4, historical, base conditions (converted)	
gas_D_index	84	difference, billing period 4, current period, metering conditions	difference, billing period 4, current period, metering conditions	difference, billing period 4, current period, metering conditions	difference, billing period 4, current period, metering conditions	
gas_D_index	85	difference, billing period 4, current period, corrected value	difference, billing period 4, current period, corrected value	difference, billing period 4, current period, corrected value	difference, billing period 4, current period, corrected value	
gas_D_index	86	difference, billing period 4, current period, base conditions (converted)	difference, billing period 4, current period, base conditions (converted)	difference, billing period 4, current period, base conditions (converted)	difference, billing period 4, current period, base conditions (converted)	
gas_D_index	87	difference, billing period 4, last period, metering conditions	difference, billing period 4, last period, metering conditions	difference, billing period 4, last period, metering conditions	difference, billing period 4, last period, metering conditions	
gas_D_index	88	difference, billing period 4, last period, corrected value	difference, billing period 4, last period, corrected value	difference, billing period 4, last period, corrected value	difference, billing period 4, last period, corrected value	
gas_D_index	89	difference, billing period 4, last period, base conditions (converted)	difference, billing period 4, last period, base conditions (converted)	difference, billing period 4, last period, base conditions (converted)	difference, billing period 4, last period, base conditions (converted)	
gas_D_index	90	maximum in billing period 4 of the differences over measurement period 1, metering conditions	maximum in billing period 4 of the differences over measurement period 1, metering conditions	maximum in billing period 4 of the differences over measurement period 1, metering conditions	maximum in billing period 4 of the differences over measurement period 1, metering conditions	
gas_D_index	91	maximum in billing period 4 of the differences over measurement period 1, corrected value	maximum in billing period 4 of the differences over measurement period 1, corrected value	maximum in billing period 4 of the differences over measurement period 1, corrected value	maximum in billing period 4 of the differences over measurement period 1, corrected value	
gas_D_index	92	maximum in billing period 4 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 1, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 1, base conditions (converted)	
gas_D_index	93	maximum in billing period 4 of the differences over measurement period 2, metering conditions	maximum in billing period 4 of the differences over measurement period 2, metering conditions	maximum in billing period 4 of the differences over measurement period 2, metering conditions	maximum in billing period 4 of the differences over measurement period 2, metering conditions	
gas_D_index	94	maximum in billing period 4 of the differences over measurement period 2, corrected value	maximum in billing period 4 of the differences over measurement period 2, corrected value	maximum in billing period 4 of the differences over measurement period 2, corrected value	maximum in billing period 4 of the differences over measurement period 2, corrected value	
gas_D_index	95	maximum in billing period 4 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 2, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 2, base conditions (converted)	
gas_D_index	96	maximum in billing period 4 of the differences over measurement period 3, metering conditions	maximum in billing period 4 of the differences over measurement period 3, metering conditions	maximum in billing period 4 of the differences over measurement period 3, metering conditions	maximum in billing period 4 of the differences over measurement period 3, metering conditions	
gas_D_index	97	maximum in billing period 4 of the differences over measurement period 3, corrected value	maximum in billing period 4 of the differences over measurement period 3, corrected value	maximum in billing period 4 of the differences over measurement period 3, corrected value	maximum in billing period 4 of the differences over measurement period 3, corrected value	
gas_D_index	98	maximum in billing period 4 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 3, base conditions (converted)	maximum in billing period 4 of the differences over measurement period 3, base conditions (converted)	
gas_D_flow	0	instantaneous, metering conditions	instantaneous, metering conditions	instantaneous, metering conditions	instantaneous, metering conditions	
gas_D_flow	1	instantaneous, corrected value	instantaneous, corrected value	instantaneous, corrected value	instantaneous, corrected value	
gas_D_flow	2	instantaneous, base conditions	instantaneous, base conditions	instantaneous, base conditions	instantaneous, base conditions	
gas_D_flow	13	instantaneous, standard conditions	instantaneous, standard conditions	instantaneous, standard conditions	instantaneous, standard conditions	
gas_D_flow	15	current average of averaging period 1, metering conditions	current average of averaging period 1, metering conditions	current average of averaging period 1, metering conditions	current average of averaging period 1, metering conditions	
gas_D_flow	16	current average of averaging period 1, corrected value	current average of averaging period 1, corrected value	current average of averaging period 1, corrected value	current average of averaging period 1, corrected value	
gas_D_flow	17	current average of averaging period 1, base conditions	current average of averaging period 1, base conditions	current average of averaging period 1, base conditions	current average of averaging period 1, base conditions	
gas_D_flow	18	current average of averaging period 1, standard conditions	current average of averaging period 1, standard conditions	current average of averaging period 1, standard conditions	current average of averaging period 1, standard conditions	
gas_D_flow	19	last average of averaging period 1, metering conditions	last average of averaging period 1, metering conditions	last average of averaging period 1, metering conditions	last average of averaging period 1, metering conditions	
gas_D_flow	20	last average of averaging period 1, corrected value	last average of averaging period 1, corrected value	last average of averaging period 1, corrected value	last average of averaging period 1, corrected value	
gas_D_flow	21	last average of averaging period 1, base conditions	last average of averaging period 1, base conditions	last average of averaging period 1, base conditions	last average of averaging period 1, base conditions	
gas_D_flow	22	last average of averaging period 1, standard conditions	last average of averaging period 1, standard conditions	last average of averaging period 1, standard conditions	last average of averaging period 1, standard conditions	
gas_D_flow	23	maximum in measurement period 2 of last averages of averaging period 1, metering conditions	maximum in measurement period 2 of last averages of averaging period 1, metering conditions	maximum in measurement period 2 of last averages of averaging period 1, metering conditions	maximum in measurement period 2 of last averages of averaging period 1, metering conditions	
gas_D_flow	24	maximum in measurement period 2 of last averages of averaging period 1, corrected value	maximum in measurement period 2 of last averages of averaging period 1, corrected value	maximum in measurement period 2 of last averages of averaging period 1, corrected value	maximum in measurement period 2 of last averages of averaging period 1, corrected value	
gas_D_flow	25	maximum in measurement period 2 of last averages of averaging period 1, base conditions	maximum in measurement period 2 of last averages of averaging period 1, base conditions	maximum in measurement period 2 of last averages of averaging period 1, base conditions	maximum in measurement period 2 of last averages of averaging period 1, base conditions	
gas_D_flow	26	maximum in measurement period 2 of last averages of averaging period 1, standard conditions	maximum in measurement period 2 of last averages of averaging period 1, standard conditions	maximum in measurement period 2 of last averages of averaging period 1, standard conditions	maximum in measurement period 2 of last averages of averaging period 1, standard conditions	
gas_D_flow	27	maximum in measurement period 3 of last averages of averaging period 1, metering conditions	maximum in measurement period 3 of last averages of averaging period 1, metering conditions	maximum in measurement period 3 of last averages of averaging period 1, metering conditions	maximum in measurement period 3 of last averages of averaging period 1, metering conditions	
gas_D_flow	28	maximum in measurement period 3 of last averages of averaging period 1, corrected value	maximum in measurement period 3 of last averages of averaging period 1, corrected value	maximum in measurement period 3 of last averages of averaging period 1, corrected value	maximum in measurement period 3 of last averages of averaging period 1, corrected value	
gas_D_flow	29	maximum in measurement period 3 of last averages of averaging period 1, base conditions	maximum in measurement period 3 of last averages of averaging period 1, base conditions	maximum in measurement period 3 of last averages of averaging period 1, base conditions	maximum in measurement period 3 of last averages of averaging period 1, base conditions	
gas_D_flow	30	maximum in measurement period 3 of last averages of averaging period 1, standard conditions	maximum in measurement period 3 of last averages of averaging period 1, standard conditions	maximum in measurement period 3 of last averages of averaging period 1, standard conditions	maximum in measurement period 3 of last averages of averaging period 1, standard conditions	
gas_D_flow	31	maximum in billing period 1 of last averages of averaging period 1, metering conditions	maximum in billing period 1 of last averages of averaging period 1, metering conditions	maximum in billing period 1 of last averages of averaging period 1, metering conditions	maximum in billing period 1 of last averages of averaging period 1, metering conditions	
gas_D_flow	32	maximum in billing period 1 of last averages of averaging period 1, corrected value	maximum in billing period 1 of last averages of averaging period 1, corrected value	maximum in billing period 1 of last averages of averaging period 1, corrected value	maximum in billing period 1 of last averages of averaging period 1, corrected value	
gas_D_flow	33	maximum in billing period 1 of last averages of averaging period 1, base conditions	maximum in billing period 1 of last averages of averaging period 1, base conditions	maximum in billing period 1 of last averages of averaging period 1, base conditions	maximum in billing period 1 of last averages of averaging period 1, base conditions	
gas_D_flow	34	maximum in billing period 1 of last averages of averaging period 1, standard conditions	maximum in billing period 1 of last averages of averaging period 1, standard conditions	maximum in billing period 1 of last averages of averaging period 1, standard conditions	maximum in billing period 1 of last averages of averaging period 1, standard conditions	
gas_D_flow	35	current average of averaging period 2, metering conditions	current average of averaging period 2, metering conditions	current average of averaging period 2, metering conditions	current average of averaging period 2, metering conditions	
gas_D_flow	36	current average of averaging period 2, corrected value	current average of averaging period 2, corrected value	current average of averaging period 2, corrected value	current average of averaging period 2, corrected value	
gas_D_flow	37	current average of averaging period 2, base conditions	current average of averaging period 2, base conditions	current average of averaging period 2, base conditions	current average of averaging period 2, base conditions	
gas_D_flow	38	current average of averaging period 2, standard conditions	current average of averaging period 2, standard conditions	current average of averaging period 2, standard conditions	current average of averaging period 2, standard conditions	
gas_D_flow	39	last average of averaging period 2, metering conditions	last average of averaging period 2, metering conditions	last average of averaging period 2, metering conditions	last average of averaging period 2, metering conditions	
gas_D_flow	40	last average of averaging period 2, corrected value	last average of averaging period 2, corrected value	last average of averaging period 2, corrected value	last average of averaging period 2, corrected value	
gas_D_flow	41	last average of averaging period 2, base conditions	last average of averaging period 2, base conditions	last average of averaging period 2, base conditions	last average of averaging period 2, base conditions	
gas_D_flow	42	last average of averaging period 2, standard conditions	last average of averaging period 2, standard conditions	last average of averaging period 2, standard conditions	last average of averaging period 2, standard conditions	
gas_D_flow	43	maximum in measurement period 2 of last averages of averaging period 2, metering conditions	maximum in measurement period 2 of last averages of averaging period 2, metering conditions	maximum in measurement period 2 of last averages of averaging period 2, metering conditions	maximum in measurement period 2 of last averages of averaging period 2, metering conditions	
gas_D_flow	44	maximum in measurement period 2 of last averages of averaging period 2, corrected value	maximum in measurement period 2 of last averages of averaging period 2, corrected value	maximum in measurement period 2 of last averages of averaging period 2, corrected value	maximum in measurement period 2 of last averages of averaging period 2, corrected value	
gas_D_flow	45	maximum in measurement period 2 of last averages of averaging period 2, base conditions	maximum in measurement period 2 of last averages of averaging period 2, base conditions	maximum in measurement period 2 of last averages of averaging period 2, base conditions	maximum in measurement period 2 of last averages of averaging period 2, base conditions	
gas_D_flow	46	maximum in measurement period 2 of last averages of averaging period 2, standard conditions	maximum in measurement period 2 of last averages of averaging period 2, standard conditions	maximum in measurement period 2 of last averages of averaging period 2, standard conditions	maximum in measurement period 2 of last averages of averaging period 2, standard conditions	
gas_D_flow	47	maximum in measurement period 3 of last averages of averaging period 2, metering conditions	maximum in measurement period 3 of last averages of averaging period 2, metering conditions	maximum in measurement period 3 of last averages of averaging period 2, metering conditions	maximum in measurement period 3 of last averages of averaging period 2, metering conditions	
gas_D_flow	48	maximum in measurement period 3 of last averages of averaging period 2, corrected value	maximum in measurement period 3 of last averages of averaging period 2, corrected value	maximum in measurement period 3 of last averages of averaging period 2, corrected value	maximum in measurement period 3 of last averages of averaging period 2, corrected value	
gas_D_flow	49	maximum in measurement period 3 of last averages of averaging period 2, base conditions	maximum in measurement period 3 of last averages of averaging period 2, base conditions	maximum in measurement period 3 of last averages of averaging period 2, base conditions	maximum in measurement period 3 of last averages of averaging period 2, base conditions	
gas_D_flow	50	maximum in measurement period 3 of last averages of averaging period 2, standard conditions	maximum in measurement period 3 of last averages of averaging period 2, standard conditions	maximum in measurement period 3 of last averages of averaging period 2, standard conditions	maximum in measurement period 3 of last averages of averaging period 2, standard conditions	
gas_D_flow	51	maximum in billing period 1 of last averages of averaging period 2, metering conditions	maximum in billing period 1 of last averages of averaging period 2, metering conditions	maximum in billing period 1 of last averages of averaging period 2, metering conditions	maximum in billing period 1 of last averages of averaging period 2, metering conditions	
gas_D_flow	52	maximum in billing period 1 of last averages of averaging period 2, corrected value	maximum in billing period 1 of last averages of averaging period 2, corrected value	maximum in billing period 1 of last averages of averaging period 2, corrected value	maximum in billing period 1 of last averages of averaging period 2, corrected value	
gas_D_flow	53	maximum in billing period 1 of last averages of averaging period 2, base conditions	maximum in billing period 1 of last averages of averaging period 2, base conditions	maximum in billing period 1 of last averages of averaging period 2, base conditions	maximum in billing period 1 of last averages of averaging period 2, base conditions	
gas_D_flow	54	maximum in billing period 1 of last averages of averaging period 2, standard conditions	maximum in billing period 1 of last averages of averaging period 2, standard conditions	maximum in billing period 1 of last averages of averaging period 2, standard conditions	maximum in billing period 1 of last averages of averaging period 2, standard conditions	
gas_D_flow	55	current average of averaging period 3, metering conditions	current average of averaging period 3, metering conditions	current average of averaging period 3, metering conditions	current average of averaging period 3, metering conditions	
gas_D_flow	56	current average of averaging period 3, corrected value	current average of averaging period 3, corrected value	current average of averaging period 3, corrected value	current average of averaging period 3, corrected value	
gas_D_flow	57	current average of averaging period 3, base conditions	current average of averaging period 3, base conditions	current average of averaging period 3, base conditions	current average of averaging period 3, base conditions	
gas_D_flow	58	current average of averaging period 3, standard conditions	current average of averaging period 3, standard conditions	current average of averaging period 3, standard conditions	current average of averaging period 3, standard conditions	
gas_D_flow	59	last average of averaging period 3, metering conditions	last average of averaging period 3, metering conditions	last average of averaging period 3, metering conditions	last average of averaging period 3, metering conditions	
gas_D_flow	60	last average of averaging period 3, corrected value	last average of averaging period 3, corrected value	last average of averaging period 3, corrected value	last average of averaging period 3, corrected value	
gas_D_flow	61	last average of averaging period 3, base conditions	last average of averaging period 3, base conditions	last average of averaging period 3, base conditions	last average of averaging period 3, base conditions	
gas_D_flow	62	last average of averaging period 3, standard conditions	last average of averaging period 3, standard conditions	last average of averaging period 3, standard conditions	last average of averaging period 3, standard conditions	
gas_D_flow	63	current average of averaging period 4, metering conditions	current average of averaging period 4, metering conditions	current average of averaging period 4, metering conditions	current average of averaging period 4, metering conditions	
gas_D_flow	64	current average of averaging period 4, corrected value	current average of averaging period 4, corrected value	current average of averaging period 4, corrected value	current average of averaging period 4, corrected value	
gas_D_flow	65	current average of averaging period 4, base conditions	current average of averaging period 4, base conditions	current average of averaging period 4, base conditions	current average of averaging period 4, base conditions	
gas_D_flow	66	current average of averaging period 4, standard conditions	current average of averaging period 4, standard conditions	current average of averaging period 4, standard conditions	current average of averaging period 4, standard conditions	
gas_D_flow	67	last average of averaging period 4, metering conditions	last average of averaging period 4, metering conditions	last average of averaging period 4, metering conditions	last average of averaging period 4, metering conditions	
gas_D_flow	68	last average of averaging period 4, corrected value	last average of averaging period 4, corrected value	last average of averaging period 4, corrected value	last average of averaging period 4, corrected value	
gas_D_flow	69	last average of averaging period 4, base conditions	last average of averaging period 4, base conditions	last average of averaging period 4, base conditions	last average of averaging period 4, base conditions	
gas_D_flow	70	last average of averaging period 4, standard conditions	last average of averaging period 4, standard conditions	last average of averaging period 4, standard conditions	last average of averaging period 4, standard conditions	
gas_D_process	0	instantaneous, metering conditions	instantaneous, metering conditions	instantaneous, metering conditions	instantaneous, metering conditions	
gas_D_process	2	instantaneous, base conditions	instantaneous, base conditions	instantaneous, base conditions	instantaneous, base conditions	
gas_D_process	3	instantaneous, backup value	instantaneous, backup value	instantaneous, backup value	instantaneous, backup value	
gas_D_process	10	instantaneous, actual value	instantaneous, actual value	instantaneous, actual value	instantaneous, actual value	
gas_D_process	11	instantaneous, preset value	instantaneous, preset value	instantaneous, preset value	instantaneous, preset value	
gas_D_process	13	instantaneous, standard conditions	instantaneous, standard conditions	instantaneous, standard conditions	instantaneous, standard conditions	
gas_D_process	15	average, current interval, process interval 1, metering conditions	average, current interval, process interval 1, metering conditions	average, current interval, process interval 1, metering conditions	average, current interval, process interval 1, metering conditions	
gas_D_process	16	average, current interval, process interval 1, base conditions	average, current interval, process interval 1, base conditions	average, current interval, process interval 1, base conditions	average, current interval, process interval 1, base conditions	
gas_D_process	17	average, current interval, process interval 1, standard conditions	average, current interval, process interval 1, standard conditions	average, current interval, process interval 1, standard conditions	average, current interval, process interval 1, standard conditions	
gas_D_process	18	minimum, current interval, process interval 1, metering conditions	minimum, current interval, process interval 1, metering conditions	minimum, current interval, process interval 1, metering conditions	minimum, current interval, process interval 1, metering conditions	
gas_D_process	19	minimum, current interval, process interval 1, base conditions	minimum, current interval, process interval 1, base conditions	minimum, current interval, process interval 1, base conditions	minimum, current interval, process interval 1, base conditions	
gas_D_process	20	minimum, current interval, process interval 1, standard conditions	minimum, current interval, process interval 1, standard conditions	minimum, current interval, process interval 1, standard conditions	minimum, current interval, process interval 1, standard conditions	
gas_D_process	21	maximum, current interval, process interval 1, metering conditions	maximum, current interval, process interval 1, metering conditions	maximum, current interval, process interval 1, metering conditions	maximum, current interval, process interval 1, metering conditions	
gas_D_process	22	maximum, current interval, process interval 1, base conditions	maximum, current interval, process interval 1, base conditions	maximum, current interval, process interval 1, base conditions	maximum, current interval, process interval 1, base conditions	
gas_D_process	23	maximum, current interval, process interval 1, standard conditions	maximum, current interval, process interval 1, standard conditions	maximum, current interval, process interval 1, standard conditions	maximum, current interval, process interval 1, standard conditions	
gas_D_process	24	average, last interval, process interval 1, metering conditions	average, last interval, process interval 1, metering conditions	average, last interval, process interval 1, metering conditions	average, last interval, process interval 1, metering conditions	
gas_D_process	25	average, last interval, process interval 1, base conditions	average, last interval, process interval 1, base conditions	average, last interval, process interval 1, base conditions	average, last interval, process interval 1, base conditions	
gas_D_process	26	average, last interval, process interval 1, standard conditions	average, last interval, process interval 1, standard conditions	average, last interval, process interval 1, standard conditions	average, last interval, process interval 1, standard conditions	
gas_D_process	27	minimum, last interval, process interval 1, metering conditions	minimum, last interval, process interval 1, metering conditions	minimum, last interval, process interval 1, metering conditions	minimum, last interval, process interval 1, metering conditions	
gas_D_process	28	minimum, last interval, process interval 1, base conditions	minimum, last interval, process interval 1, base conditions	minimum, last interval, process interval 1, base conditions	minimum, last interval, process interval 1, base conditions	
gas_D_process	29	minimum, last interval, process interval 1, standard conditions	minimum, last interval, process interval 1, standard conditions	minimum, last interval, process interval 1, standard conditions	minimum, last interval, process interval 1, standard conditions	
gas_D_process	30	maximum, last interval, process interval 1, metering conditions	maximum, last interval, process interval 1, metering conditions	maximum, last interval, process interval 1, metering conditions	maximum, last interval, process interval 1, metering conditions	
gas_D_process	31	maximum, last interval, process interval 1, base conditions	maximum, last interval, process interval 1, base conditions	maximum, last interval, process interval 1, base conditions	maximum, last interval, process interval 1, base conditions	
gas_D_process	32	maximum, last interval, process interval 1, standard conditions	maximum, last interval, process interval 1, standard conditions	maximum, last interval, process interval 1, standard conditions	maximum, last interval, process interval 1, standard conditions	
gas_D_process	33	average, current interval, process interval 2, metering conditions	average, current interval, process interval 2, metering conditions	average, current interval, process interval 2, metering conditions	average, current interval, process interval 2, metering conditions	
gas_D_process	34	average, current interval, process interval 2, base conditions	average, current interval, process interval 2, base conditions	average, current interval, process interval 2, base conditions	average, current interval, process interval 2, base conditions	
gas_D_process	35	average, current interval, process interval 2, standard conditions	average, current interval, process interval 2, standard conditions	average, current interval, process interval 2, standard conditions	average, current interval, process interval 2, standard conditions	
gas_D_process	36	minimum, current interval, process interval 2, metering conditions	minimum, current interval, process interval 2, metering conditions	minimum, current interval, process interval 2, metering conditions	minimum, current interval, process interval 2, metering conditions	
gas_D_process	37	minimum, current interval, process interval 2, base conditions	minimum, current interval, process interval 2, base conditions	minimum, current interval, process interval 2, base conditions	minimum, current interval, process interval 2, base conditions	
gas_D_process	38	minimum, current interval, process interval 2, standard conditions	minimum, current interval, process interval 2, standard conditions	minimum, current interval, process interval 2, standard conditions	minimum, current interval, process interval 2, standard conditions	
gas_D_process	39	maximum, current interval, process interval 2, metering conditions	maximum, current interval, process interval 2, metering conditions	maximum, current interval, process interval 2, metering conditions	maximum, current interval, process interval 2, metering conditions	
gas_D_process	40	maximum, current interval, process interval 2, base conditions	maximum, current interval, process interval 2, base conditions	maximum, current interval, process interval 2, base conditions	maximum, current interval, process interval 2, base conditions	
gas_D_process	41	maximum, current interval, process interval 2, standard conditions	maximum, current interval, process interval 2, standard conditions	maximum, current interval, process interval 2, standard conditions	maximum, current interval, process interval 2, standard conditions	
gas_D_process	42	average, last interval, process interval 2, metering conditions	average, last interval, process interval 2, metering conditions	average, last interval, process interval 2, metering conditions	average, last interval, process interval 2, metering conditions	
gas_D_process	43	average, last interval, process interval 2, base conditions	average, last interval, process interval 2, base conditions	average, last interval, process interval 2, base conditions	average, last interval, process interval 2, base conditions	
gas_D_process	44	average, last interval, process interval 2, standard conditions	average, last interval, process interval 2, standard conditions	average, last interval, process interval 2, standard conditions	average, last interval, process interval 2, standard conditions	
gas_D_process	45	minimum, last interval, process interval 2, metering conditions	minimum, last interval, process interval 2, metering conditions	minimum, last interval, process interval 2, metering conditions	minimum, last interval, process interval 2, metering conditions	
gas_D_process	46	minimum, last interval, process interval 2, base conditions	minimum, last interval, process interval 2, base conditions	minimum, last interval, process interval 2, base conditions	minimum, last interval, process interval 2, base conditions	
gas_D_process	47	minimum, last interval, process interval 2, standard conditions	minimum, last interval, process interval 2, standard conditions	minimum, last interval, process interval 2, standard conditions	minimum, last interval, process interval 2, standard conditions	
gas_D_process	48	maximum, last interval, process interval 2, metering conditions	maximum, last interval, process interval 2, metering conditions	maximum, last interval, process interval 2, metering conditions	maximum, last interval, process interval 2, metering conditions	
gas_D_process	49	maximum, last interval, process interval 2, base conditions	maximum, last interval, process interval 2, base conditions	maximum, last interval, process interval 2, base conditions	maximum, last interval, process interval 2, base conditions	
gas_D_process	50	maximum, last interval, process interval 2, standard conditions	maximum, last interval, process interval 2, standard conditions	maximum, last interval, process interval 2, standard conditions	maximum, last interval, process interval 2, standard conditions	
gas_D_process	51	average, current interval, process interval 3, metering conditions	average, current interval, process interval 3, metering conditions	average, current interval, process interval 3, metering conditions	average, current interval, process interval 3, metering conditions	
gas_D_process	52	average, current interval, process interval 3, base conditions	average, current interval, process interval 3, base conditions	average, current interval, process interval 3, base conditions	average, current interval, process interval 3, base conditions	
gas_D_process	53	average, current interval, process interval 3, standard conditions	average, current interval, process interval 3, standard conditions	average, current interval, process interval 3, standard conditions	average, current interval, process interval 3, standard conditions	
gas_D_process	54	minimum, current interval, process interval 3, metering conditions	minimum, current interval, process interval 3, metering conditions	minimum, current interval, process interval 3, metering conditions	minimum, current interval, process interval 3, metering conditions	
gas_D_process	55	minimum, current interval, process interval 3, base conditions	minimum, current interval, process interval 3, base conditions	minimum, current interval, process interval 3, base conditions	minimum, current interval, process interval 3, base conditions	
gas_D_process	56	minimum, current interval, process interval 3, standard conditions	minimum, current interval, process interval 3, standard conditions	minimum, current interval, process interval 3, standard conditions	minimum, current interval, process interval 3, standard conditions	
gas_D_process	57	maximum, current interval, process interval 3, metering conditions	maximum, current interval, process interval 3, metering conditions	maximum, current interval, process interval 3, metering conditions	maximum, current interval, process interval 3, metering conditions	
gas_D_process	58	maximum, current interval, process interval 3, base conditions	maximum, current interval, process interval 3, base conditions	maximum, current interval, process interval 3, base conditions	maximum, current interval, process interval 3, base conditions	
gas_D_process	59	maximum, current interval, process interval 3, standard conditions	maximum, current interval, process interval 3, standard conditions	maximum, current interval, process interval 3, standard conditions	maximum, current interval, process interval 3, standard conditions	
gas_D_process	60	average, last interval, process interval 3, metering conditions	average, last interval, process interval 3, metering conditions	average, last interval, process interval 3, metering conditions	average, last interval, process interval 3, metering conditions	
gas_D_process	61	average, last interval, process interval 3, base conditions	average, last interval, process interval 3, base conditions	average, last interval, process interval 3, base conditions	average, last interval, process interval 3, base conditions	
gas_D_process	62	average, last interval, process interval 3, standard conditions	average, last interval, process interval 3, standard conditions	average, last interval, process interval 3, standard conditions	average, last interval, process interval 3, standard conditions	
gas_D_process	63	minimum, last interval, process interval 3, metering conditions	minimum, last interval, process interval 3, metering conditions	minimum, last interval, process interval 3, metering conditions	minimum, last interval, process interval 3, metering conditions	
gas_D_process	64	minimum, last interval, process interval 3, base conditions	minimum, last interval, process interval 3, base conditions	minimum, last interval, process interval 3, base conditions	minimum, last interval, process interval 3, base conditions	
gas_D_process	65	minimum, last interval, process interval 3, standard conditions	minimum, last interval, process interval 3, standard conditions	minimum, last interval, process interval 3, standard conditions	minimum, last interval, process interval 3, standard conditions	
gas_D_process	66	maximum, last interval, process interval 3, metering conditions	maximum, last interval, process interval 3, metering conditions	maximum, last interval, process interval 3, metering conditions	maximum, last interval, process interval 3, metering conditions	
gas_D_process	67	maximum, last interval, process interval 3, base conditions	maximum, last interval, process interval 3, base conditions	maximum, last interval, process interval 3, base conditions	maximum, last interval, process interval 3, base conditions	
gas_D_process	68	maximum, last interval, process interval 3, standard conditions	maximum, last interval, process interval 3, standard conditions	maximum, last interval, process interval 3, standard conditions	maximum, last interval, process interval 3, standard conditions	
gas_D_process	69	average, current interval, process interval 4, metering conditions	average, current interval, process interval 4, metering conditions	average, current interval, process interval 4, metering conditions	average, current interval, process interval 4, metering conditions	
gas_D_process	70	average, current interval, process interval 4, base conditions	average, current interval, process interval 4, base conditions	average, current interval, process interval 4, base conditions	average, current interval, process interval 4, base conditions	
gas_D_process	71	average, current interval, process interval 4, standard conditions	average, current interval, process interval 4, standard conditions	average, current interval, process interval 4, standard conditions	average, current interval, process interval 4, standard conditions	
gas_D_process	72	minimum, current interval, process interval 4, metering conditions	minimum, current interval, process interval 4, metering conditions	minimum, current interval, process interval 4, metering conditions	minimum, current interval, process interval 4, metering conditions	
gas_D_process	73	minimum, current interval, process interval 4, base conditions	minimum, current interval, process interval 4, base conditions	minimum, current interval, process interval 4, base conditions	minimum, current interval, process interval 4, base conditions	
gas_D_process	74	minimum, current interval, process interval 4, standard conditions	minimum, current interval, process interval 4, standard conditions	minimum, current interval, process interval 4, standard conditions	minimum, current interval, process interval 4, standard conditions	
gas_D_process	75	maximum, current interval, process interval 4, metering conditions	maximum, current interval, process interval 4, metering conditions	maximum, current interval, process interval 4, metering conditions	maximum, current interval, process interval 4, metering conditions	
gas_D_process	76	maximum, current interval, process interval 4, base conditions	maximum, current interval, process interval 4, base conditions	maximum, current interval, process interval 4, base conditions	maximum, current interval, process interval 4, base conditions	
gas_D_process	77	maximum, current interval, process interval 4, standard conditions	maximum, current interval, process interval 4, standard conditions	maximum, current interval, process interval 4, standard conditions	maximum, current interval, process interval 4, standard conditions	
gas_D_process	78	average, last interval, process interval 4, metering conditions	average, last interval, process interval 4, metering conditions	average, last interval, process interval 4, metering conditions	average, last interval, process interval 4, metering conditions	
gas_D_process	79	average, last interval, process interval 4, base conditions	average, last interval, process interval 4, base conditions	average, last interval, process interval 4, base conditions	average, last interval, process interval 4, base conditions	
gas_D_process	80	average, last interval, process interval 4, standard conditions	average, last interval, process interval 4, standard conditions	average, last interval, process interval 4, standard conditions	average, last interval, process interval 4, standard conditions	
gas_D_process	81	minimum, last interval, process interval 4, metering conditions	minimum, last interval, process interval 4, metering conditions	minimum, last interval, process interval 4, metering conditions	minimum, last interval, process interval 4, metering conditions	
gas_D_process	82	minimum, last interval, process interval 4, base conditions	minimum, last interval, process interval 4, base conditions	minimum, last interval, process interval 4, base conditions	minimum, last interval, process interval 4, base conditions	
gas_D_process	83	minimum, last interval, process interval 4, standard conditions	minimum, last interval, process interval 4, standard conditions	minimum, last interval, process interval 4, standard conditions	minimum, last interval, process interval 4, standard conditions	
gas_D_process	84	maximum, last interval, process interval 4, metering conditions	maximum, last interval, process interval 4, metering conditions	maximum, last interval, process interval 4, metering conditions	maximum, last interval, process interval 4, metering conditions	
gas_D_process	85	maximum, last interval, process interval 4, base conditions	maximum, last interval, process interval 4, base conditions	maximum, last interval, process interval 4, base conditions	maximum, last interval, process interval 4, base conditions	
gas_D_process	86	maximum, last interval, process interval 4, standard conditions	maximum, last interval, process interval 4, standard conditions	maximum, last interval, process interval 4, standard conditions	maximum, last interval, process interval 4, standard conditions	
gas_D_process	87	average, process interval 5 (since last event), metering conditions	average, process interval 5 (since last event), metering conditions	average, process interval 5 (since last event), metering conditions	average, process interval 5 (since last event), metering conditions	
gas_D_process	88	average, process interval 5 (since last event), base conditions	average, process interval 5 (since last event), base conditions	average, process interval 5 (since last event), base conditions	average, process interval 5 (since last event), base conditions	
gas_D_process	89	average, process interval 5 (since last event), standard conditions	average, process interval 5 (since last event), standard conditions	average, process interval 5 (since last event), standard conditions	average, process interval 5 (since last event), standard conditions	
gas_D_process	90	average, process interval 6 (between last two events), metering conditions	average, process interval 6 (between last two events), metering conditions	average, process interval 6 (between last two events), metering conditions	average, process interval 6 (between last two events), metering conditions	
gas_D_process	91	average, process interval 6 (between last two events), base conditions	average, process interval 6 (between last two events), base conditions	average, process interval 6 (between last two events), base conditions	average, process interval 6 (between last two events), base conditions	
gas_D_process	92	average, process interval 6 (between last two events), standard conditions	average, process interval 6 (between last two events), standard conditions	average, process interval 6 (between last two events), standard conditions	average, process interval 6 (between last two events), standard conditions	
gas_E_avg	0	process independent current value	process independent current value	process independent current value	process independent current value	
gas_E_avg	1	weighted value	weighted value	weighted value	weighted value	
gas_E_avg	11	average 1 current	average 1 current	average 1 current	average 1 current	
gas_E_avg	12	average 1 last	average 1 last	average 1 last	average 1 last	
gas_E_avg	13	average 2 current	average 2 current	average 2 current	average 2 current	
gas_E_avg	14	average 2 last	average 2 last	average 2 last	average 2 last	
gas_E_avg	15	average 3 current	average 3 current	average 3 current	average 3 current	
gas_E_avg	16	average 3 last	average 3 last	average 3 last	average 3 last	
gas_E_avg	17	average 4 current	average 4 current	average 4 current	average 4 current	
gas_E_avg	18	average 4 last	average 4 last	average 4 last	average 4 last	
gas_E_avg	19	average 5 current	average 5 current	average 5 current	average 5 current	
gas_E_avg	20	average 5 last	average 5 last	average 5 last	average 5 last	
gas_E_avg	21	average 6 current	average 6 current	average 6 current	average 6 current	
gas_E_avg	22	average 6 last	average 6 last	average 6 last	average 6 last	
gas_E_avg	23	average 7 current	average 7 current	average 7 current	average 7 current	
gas_E_avg	24	average 7 last	average 7 last	average 7 last	average 7 last	
gas_E_avg	25	average 8 current	average 8 current	average 8 current	average 8 current	
gas_E_avg	26	average 8 last	average 8 last	average 8 last	average 8 last	
gas_E_avg	27	average 9 since last event	average 9 since last event	average 9 since last event	average 9 since last event	
gas_E_avg	28	average 10 between last two events	average 10 between last two events	average 10 between last two events	average 10 between last two events	
gas_analysis_D	8	reference pressure of the analysis	reference pressure of the analysis	reference pressure of the analysis	reference pressure of the analysis	
gas_analysis_D	9	reference temperature of the analysis	reference temperature of the analysis	reference temperature of the analysis	reference temperature of the analysis	
gas_analysis_D	10	superior Wobbe number at 0 °C	superior Wobbe number at 0 °C	superior Wobbe number at 0 °C	superior Wobbe number at 0 °C	
gas_analysis_D	11	inferior Wobbe number at 0 °C	inferior Wobbe number at 0 °C	inferior Wobbe number at 0 °C	inferior Wobbe number at 0 °C	
gas_analysis_D	12	methane number	methane number	methane number	methane number	
gas_analysis_D	13	total sulphur	total sulphur	total sulphur	total sulphur	
gas_analysis_D	14	hydrogen sulphide	hydrogen sulphide	hydrogen sulphide	hydrogen sulphide	
gas_analysis_D	15	mercaptans	mercaptans	mercaptans	mercaptans	
gas_analysis_D	16	water dew point	water dew point	water dew point	water dew point	
gas_analysis_D	17	water dew point, outlet or normalised	water dew point, outlet or normalised	water dew point, outlet or normalised	water dew point, outlet or normalised	
gas_analysis_D	18	hydrocarbon dew point	hydrocarbon dew point	hydrocarbon dew point	hydrocarbon dew point	
gas_analysis_D	19	inferior calorific value	inferior calorific value	inferior calorific value	inferior calorific value	
gas_analysis_D	20	water content	water content	water content	water content	
gas_analysis_D	45	density, base conditions	density, base conditions	density, base conditions	density, base conditions	
gas_analysis_D	46	relative density	relative density	relative density	relative density	
gas_analysis_D	54	superior calorific value	superior calorific value	superior calorific value	superior calorific value	
gas_analysis_D	60	nitrogen	nitrogen	nitrogen	nitrogen	
gas_analysis_D	61	hydrogen	hydrogen	hydrogen	hydrogen	
gas_analysis_D	62	oxygen	oxygen	oxygen	oxygen	
gas_analysis_D	63	helium	helium	helium	helium	
gas_analysis_D	64	argon	argon	argon	argon	
gas_analysis_D	65	carbon monoxide	carbon monoxide	carbon monoxide	carbon monoxide	
gas_analysis_D	66	carbon dioxide	carbon dioxide	carbon dioxide	carbon dioxide	
gas_analysis_D	67	methane	methane	methane	methane	
gas_analysis_D	68	ethene	ethene	ethene	ethene	
gas_analysis_D	69	ethane	ethane	ethane	ethane	
gas_analysis_D	70	propene	propene	propene	propene	
gas_analysis_D	71	propane	propane	propane	propane	
gas_analysis_D	72	i-butane	i-butane	i-butane	i-butane	
gas_analysis_D	73	n-butane	n-butane	n-butane	n-butane	
gas_analysis_D	74	neopentane	neopentane	neopentane	neopentane	
gas_analysis_D	75	i-pentane	i-pentane	i-pentane	i-pentane	
gas_analysis_D	76	n-pentane	n-pentane	n-pentane	n-pentane	
gas_analysis_D	77	hexane	hexane	hexane	hexane	
gas_analysis_D	78	hexane as share of higher hydrocarbons	hexane as share of higher hydrocarbons	hexane as share of higher hydrocarbons	hexane as share of higher hydrocarbons	
gas_analysis_D	79	hexane plus	hexane plus	hexane plus	hexane plus	
gas_analysis_D	80	heptane	heptane	heptane	heptane	
gas_analysis_D	81	octane	octane	octane	octane	
gas_analysis_D	82	nonane	nonane	nonane	nonane	
gas_analysis_D	83	decane	decane	decane	decane	
gas_analysis_D	84	tetrahydrothiophene	tetrahydrothiophene	tetrahydrothiophene	tetrahydrothiophene	
heat_C	1	energy	energy	energy	energy	
heat_C	2	accounted volume	accounted volume	accounted volume	accounted volume	
heat_C	3	accounted mass	accounted mass	accounted mass	accounted mass	
heat_C	4	flow volume	flow volume	flow volume	flow volume	
heat_C	5	flow mass	flow mass	flow mass	flow mass	
heat_C	6	return volume	return volume	return volume	return volume	
heat_C	7	return mass	return mass	return mass	return mass	
heat_C	8	power	power	power	power	
heat_C	9	flow rate	flow rate	flow rate	flow rate	
heat_C	10	flow temperature	flow temperature	flow temperature	flow temperature	
heat_C	11	return temperature	return temperature	return temperature	return temperature	
heat_C	12	differential temperature	differential temperature	differential temperature	differential temperature	
heat_C	13	media pressure	media pressure	media pressure	media pressure	
water_C	1	accumulated volume	accumulated volume	accumulated volume	accumulated volume	
water_C	2	flow rate	flow rate	flow rate	flow rate	
water_C	3	forward temperature	forward temperature	forward temperature	forward temperature	
hca_C	1	unrated integral	unrated integral	unrated integral	unrated integral	
hca_C	2	rated integral	rated integral	rated integral	rated integral	
hca_C	3	radiator surface temperature	radiator surface temperature	radiator surface temperature	radiator surface temperature	
hca_C	4	heating medium temperature	heating medium temperature	heating medium temperature	heating medium temperature	
hca_C	5	flow temperature	flow temperature	flow temperature	flow temperature	
hca_C	6	return temperature	return temperature	return temperature	return temperature	
hca_C	7	room temperature	room temperature	room temperature	room temperature	
water_D	0	current value		current value		
water_D	1	periodical value	periodical value	periodical value	periodical value	
water_D	2	set date value	set date value	set date value	set date value	
water_D	3	billing date value	billing date value	billing date value	billing date value	
water_D	4	minimum	minimum	minimum	minimum	
water_D	5	maximum	maximum	maximum	maximum	
water_D	6	test value	test value	test value	test value	
heat_D	0	current value		current value		
heat_D	1	periodical value	periodical value	periodical value	periodical value	
heat_D	2	set date value	set date value	set date value	set date value	
heat_D	3	billing date value	billing date value	billing date value	billing date value	
heat_D	4	minimum	minimum	minimum	minimum	
heat_D	5	maximum	maximum	maximum	maximum	
heat_D	6	test value	test value	test value	test value	
heat_D	7	instantaneous value	instantaneous value	instantaneous value	instantaneous value	
heat_D	8	time integral 1	time integral 1	time integral 1	time integral 1	
heat_D	9	time integral 2	time integral 2	time integral 2	time integral 2	
heat_D	10	current average	current average	current average	current average	
heat_D	11	last average	last average	last average	last average	
heat_D	12	error value	error value	error value	error value	
hca_D	0	current value		current value		
hca_D	1	periodical value	periodical value	periodical value	periodical value	
hca_D	2	set date value	set date value	set date value	set date value	
hca_D	3	billing date value	billing date value	billing date value	billing date value	
hca_D	4	minimum	minimum	minimum	minimum	
hca_D	5	maximum	maximum	maximum	maximum	
hca_D	6	test value	test value	test value	test value	
country_D	0	Finland	Finland	Finland	Finland	
country_D	1	USA	USA	USA	USA	
country_D	2	Canada	Canada	Canada	Canada	
country_D	3	Serbia	Serbia	Serbia	Serbia	
country_D	7	Russia	Russia	Russia	Russia	
country_D	10	Czechia	Czechia	Czechia	Czechia	
country_D	11	Bulgaria	Bulgaria	Bulgaria	Bulgaria	
country_D	12	Croatia	Croatia	Croatia	Croatia	
country_D	13	Ireland	Ireland	Ireland	Ireland	
country_D	14	Israel	Israel	Israel	Israel	
country_D	15	Ukraine	Ukraine	Ukraine	Ukraine	
country_D	16	Yugoslavia	Yugoslavia	Yugoslavia	Yugoslavia	
country_D	20	Egypt	Egypt	Egypt	Egypt	
country_D	27	South Africa	South Africa	South Africa	South Africa	
country_D	30	Greece	Greece	Greece	Greece	
country_D	31	Netherlands	Netherlands	Netherlands	Netherlands	
country_D	32	Belgium	Belgium	Belgium	Belgium	
country_D	33	France	France	France	France	
country_D	34	Spain	Spain	Spain	Spain	
country_D	35	Portugal	Portugal	Portugal	Portugal	
country_D	36	Hungary	Hungary	Hungary	Hungary	
country_D	37	Lithuania	Lithuania	Lithuania	Lithuania	
country_D	38	Slovenia	Slovenia	Slovenia	Slovenia	
country_D	39	Italy	Italy	Italy	Italy	
country_D	40	Romania	Romania	Romania	Romania	
country_D	41	Switzerland	Switzerland	Switzerland	Switzerland	
country_D	42	Slovakia	Slovakia	Slovakia	Slovakia	
country_D	43	Austria	Austria	Austria	Austria	
country_D	44	United Kingdom	United Kingdom	United Kingdom	United Kingdom	
country_D	45	Denmark	Denmark	Denmark	Denmark	
country_D	46	Sweden	Sweden	Sweden	Sweden	
country_D	47	Norway	Norway	Norway	Norway	
country_D	48	Poland	Poland	Poland	Poland	
country_D	49	Germany	Germany	Germany	Germany	
country_D	51	Peru	Peru	Peru	Peru	
country_D	52	South Korea	South Korea	South Korea	South Korea	
country_D	53	Cuba	Cuba	Cuba	Cuba	
country_D	54	Argentina	Argentina	Argentina	Argentina	
country_D	55	Brazil	Brazil	Brazil	Brazil	
country_D	56	Chile	Chile	Chile	Chile	
country_D	57	Colombia	Colombia	Colombia	Colombia	
country_D	58	Venezuela	Venezuela	Venezuela	Venezuela	
country_D	60	Malaysia	Malaysia	Malaysia	Malaysia	
country_D	61	Australia	Australia	Australia	Australia	
country_D	62	Indonesia	Indonesia	Indonesia	Indonesia	
country_D	63	Philippines	Philippines	Philippines	Philippines	
country_D	64	New Zealand	New Zealand	New Zealand	New Zealand	
country_D	65	Singapore	Singapore	Singapore	Singapore	
country_D	66	Thailand	Thailand	Thailand	Thailand	
country_D	71	Latvia	Latvia	Latvia	Latvia	
country_D	73	Moldova	Moldova	Moldova	Moldova	
country_D	75	Belarus	Belarus	Belarus	Belarus	
country_D	81	Japan	Japan	Japan	Japan	
country_D	85	Hong Kong	Hong Kong	Hong Kong	Hong Kong	
country_D	86	China	China	China	China	
country_D	87	Bosnia and Herzegovina	Bosnia and Herzegovina	Bosnia and Herzegovina	Bosnia and Herzegovina	
country_D	90	Turkey	Turkey	Turkey	Turkey	
country_D	91	India	India	India	India	
country_D	92	Pakistan	Pakistan	Pakistan	Pakistan	
country_D	96	Saudi Arabia	Saudi Arabia	Saudi Arabia	Saudi Arabia	
country_D	97	United Arab Emirates	United Arab Emirates	United Arab Emirates	United Arab Emirates	
country_D	98	Iran	Iran	Iran	Iran	
any_X	128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,206,207,208,209,210,211,212,213,214,215,216,217,218,219,220,221,222,223,224,225,226,227,228,229,230,231,232,233,234,235,236,237,238,239,240,241,242,243,244,245,246,247,248,249,250,251,252,253,254	manufacturer specific	manufacturer specific	manufacturer specific	manufacturer specific	]=]
local OBIS_FACTS = {packs={},countries={[7]="RU",[34]="ES",[39]="IT",[91]="IN"},country_specific=94,electricity=1,abstract=0,first_channel=1,last_channel=64,monitor=21}
local CLASSES = {[1]={name="Data",attributes={[1]={name="logical_name"},[2]={name="value"}},methods={}},[3]={name="Register",attributes={[1]={name="logical_name"},[2]={name="value",scaled=true},[3]={name="scaler_unit",scaler=true}},methods={[1]={name="reset"}}},[4]={name="Extended register",attributes={[1]={name="logical_name"},[2]={name="value",scaled=true},[3]={name="scaler_unit",scaler=true},[4]={name="status"},[5]={name="capture_time",form="date-time"}},methods={[1]={name="reset"}}},[5]={name="Demand register",attributes={[1]={name="logical_name"},[2]={name="current_average_value",scaled=true},[3]={name="last_average_value",scaled=true},[4]={name="scaler_unit",scaler=true},[5]={name="status"},[6]={name="capture_time",form="date-time"},[7]={name="start_time_current",form="date-time"},[8]={name="period"},[9]={name="number_of_periods"}},methods={[1]={name="reset"},[2]={name="next_period"}}},[6]={name="Register activation",attributes={[1]={name="logical_name"},[2]={name="register_assignment"},[3]={name="mask_list"},[4]={name="active_mask"}},methods={[1]={name="add_register"},[2]={name="add_mask"},[3]={name="delete_mask"}}},[7]={name="Profile generic",attributes={[1]={name="logical_name"},[2]={name="buffer"},[3]={name="capture_objects"},[4]={name="capture_period"},[5]={name="sort_method",codes={[1]="FIFO (unsorted)",[2]="LIFO (unsorted)",[3]="largest",[4]="smallest",[5]="nearest to zero",[6]="farthest from zero"}},[6]={name="sort_object"},[7]={name="entries_in_use"},[8]={name="profile_entries"}},methods={[1]={name="reset"},[2]={name="capture"},[3]={name="get_buffer_by_range"},[4]={name="get_buffer_by_index"}}},[8]={name="Clock",attributes={[1]={name="logical_name"},[2]={name="time",form="date-time"},[3]={name="time_zone"},[4]={name="status"},[5]={name="daylight_savings_begin",form="date-time"},[6]={name="daylight_savings_end",form="date-time"},[7]={name="daylight_savings_deviation"},[8]={name="daylight_savings_enabled"},[9]={name="clock_base",codes={[0]="not defined",[1]="internal crystal",[2]="mains frequency 50 Hz",[3]="mains frequency 60 Hz",[4]="GPS",[5]="radio controlled"}}},methods={[1]={name="adjust_to_quarter"},[2]={name="adjust_to_measuring_period"},[3]={name="adjust_to_minute"},[4]={name="adjust_to_preset_time"},[5]={name="preset_adjusting_time"},[6]={name="shift_time"}}},[9]={name="Script table",attributes={[1]={name="logical_name"},[2]={name="scripts"}},methods={[1]={name="execute"}}},[10]={name="Schedule",attributes={[1]={name="logical_name"},[2]={name="entries"}},methods={[1]={name="enable_disable"},[2]={name="insert"},[3]={name="delete"}}},[11]={name="Special days table",attributes={[1]={name="logical_name"},[2]={name="entries"}},methods={[1]={name="insert"},[2]={name="delete"}}},[12]={name="Association SN",attributes={[1]={name="logical_name"},[2]={name="object_list"},[3]={name="access_rights_list"},[4]={name="security_setup_reference"},[5]={name="user_list"},[6]={name="current_user"}},methods={[1]={name="getlist_by_classid"},[2]={name="getobj_by_logicalname"},[3]={name="read_by_logicalname"},[4]={name="get_attributes_and_services"},[5]={name="change_LLS_secret"},[6]={name="change_HLS_secret"},[7]={name="get_HLS_challenge"},[8]={name="reply_to_HLS_authentication"},[9]={name="add_user"},[10]={name="remove_user"}}},[15]={name="Association LN",attributes={[1]={name="logical_name"},[2]={name="object_list"},[3]={name="associated_partners_id"},[4]={name="application_context_name"},[5]={name="xDLMS_context_info"},[6]={name="authentication_mechanism_name"},[7]={name="secret"},[8]={name="association_status",codes={[0]="non-associated",[1]="association-pending",[2]="associated"}},[9]={name="security_setup_reference"},[10]={name="user_list"},[11]={name="current_user"}},methods={[1]={name="reply_to_HLS_authentication"},[2]={name="change_HLS_secret"},[3]={name="add_object"},[4]={name="remove_object"},[5]={name="add_user"},[6]={name="remove_user"}}},[17]={name="SAP assignment",attributes={[1]={name="logical_name"},[2]={name="SAP_assignment_list"}},methods={[1]={name="connect_logical_device"}}},[18]={name="Image transfer",attributes={[1]={name="logical_name"},[2]={name="image_block_size"},[3]={name="image_transferred_blocks_status"},[4]={name="image_first_not_transferred_block_number"},[5]={name="image_transfer_enabled"},[6]={name="image_transfer_status",codes={[0]="image transfer not initiated",[1]="image transfer initiated",[2]="image verification initiated",[3]="image verification successful",[4]="image verification failed",[5]="image activation initiated",[6]="image activation successful",[7]="image activation failed"}},[7]={name="image_to_activate_info"}},methods={[1]={name="image_transfer_initiate"},[2]={name="image_block_transfer"},[3]={name="image_verify"},[4]={name="image_activate"}}},[19]={name="IEC local port setup",attributes={[1]={name="logical_name"},[2]={name="default_mode",codes={[0]="protocol according to IEC 62056-21 (modes A..E)",[1]="HDLC (IEC 62056-46)",[2]="protocol not specified (other attributes not used)"}},[3]={name="default_baud",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[4]={name="prop_baud",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[5]={name="response_time",codes={[0]="20 ms",[1]="200 ms"}},[6]={name="device_addr"},[7]={name="pass_p1"},[8]={name="pass_p2"},[9]={name="pass_w5"}},methods={}},[20]={name="Activity calendar",attributes={[1]={name="logical_name"},[2]={name="calendar_name_active"},[3]={name="season_profile_active"},[4]={name="week_profile_table_active"},[5]={name="day_profile_table_active"},[6]={name="calendar_name_passive"},[7]={name="season_profile_passive"},[8]={name="week_profile_table_passive"},[9]={name="day_profile_table_passive"},[10]={name="activate_passive_calendar_time",form="date-time"}},methods={[1]={name="activate_passive_calendar"}}},[21]={name="Register monitor",attributes={[1]={name="logical_name"},[2]={name="thresholds"},[3]={name="monitored_value"},[4]={name="actions"}},methods={}},[22]={name="Single action schedule",attributes={[1]={name="logical_name"},[2]={name="executed_script"},[3]={name="type",codes={[1]="size of execution_time = 1, wildcard in date allowed",[2]="size n, all times equal, no wildcard in date",[3]="size n, all times equal, wildcard in date allowed",[4]="size n, times may differ, no wildcard in date",[5]="size n, times may differ, wildcard in date allowed"}},[4]={name="execution_time"}},methods={}},[23]={name="IEC HDLC setup",attributes={[1]={name="logical_name"},[2]={name="comm_speed",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[3]={name="window_size_transmit"},[4]={name="window_size_receive"},[5]={name="max_info_field_length_transmit"},[6]={name="max_info_field_length_receive"},[7]={name="inter_octet_time_out"},[8]={name="inactivity_time_out"},[9]={name="device_address"}},methods={}},[24]={name="IEC twisted pair (1) setup",attributes={[1]={name="logical_name"}},methods={}},[25]={name="M-Bus slave port setup",attributes={[1]={name="logical_name"},[2]={name="default_baud",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[3]={name="avail_baud",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[4]={name="addr_state",codes={[0]="not assigned",[1]="assigned (by installation)"}},[5]={name="bus_address"}},methods={}},[26]={name="Utility tables",attributes={[1]={name="logical_name"},[2]={name="table_ID"},[3]={name="length"},[4]={name="buffer"}},methods={}},[27]={name="Modem configuration",attributes={[1]={name="logical_name"},[2]={name="comm_speed",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}},[3]={name="initialization_string"},[4]={name="modem_profile"}},methods={}},[28]={name="Auto answer",attributes={[1]={name="logical_name"},[2]={name="mode",codes={[0]="line dedicated to the device",[1]="shared line, limited number of calls",[2]="shared line, limited number of successful calls",[3]="currently no modem connected",[200]="manufacturer specific 200",[201]="manufacturer specific 201",[202]="manufacturer specific 202",[203]="manufacturer specific 203",[204]="manufacturer specific 204",[205]="manufacturer specific 205",[206]="manufacturer specific 206",[207]="manufacturer specific 207",[208]="manufacturer specific 208",[209]="manufacturer specific 209",[210]="manufacturer specific 210",[211]="manufacturer specific 211",[212]="manufacturer specific 212",[213]="manufacturer specific 213",[214]="manufacturer specific 214",[215]="manufacturer specific 215",[216]="manufacturer specific 216",[217]="manufacturer specific 217",[218]="manufacturer specific 218",[219]="manufacturer specific 219",[220]="manufacturer specific 220",[221]="manufacturer specific 221",[222]="manufacturer specific 222",[223]="manufacturer specific 223",[224]="manufacturer specific 224",[225]="manufacturer specific 225",[226]="manufacturer specific 226",[227]="manufacturer specific 227",[228]="manufacturer specific 228",[229]="manufacturer specific 229",[230]="manufacturer specific 230",[231]="manufacturer specific 231",[232]="manufacturer specific 232",[233]="manufacturer specific 233",[234]="manufacturer specific 234",[235]="manufacturer specific 235",[236]="manufacturer specific 236",[237]="manufacturer specific 237",[238]="manufacturer specific 238",[239]="manufacturer specific 239",[240]="manufacturer specific 240",[241]="manufacturer specific 241",[242]="manufacturer specific 242",[243]="manufacturer specific 243",[244]="manufacturer specific 244",[245]="manufacturer specific 245",[246]="manufacturer specific 246",[247]="manufacturer specific 247",[248]="manufacturer specific 248",[249]="manufacturer specific 249",[250]="manufacturer specific 250",[251]="manufacturer specific 251",[252]="manufacturer specific 252",[253]="manufacturer specific 253",[254]="manufacturer specific 254",[255]="manufacturer specific 255"}},[3]={name="listening_window"},[4]={name="status",codes={[0]="inactive",[1]="active (waiting for call/message)",[2]="locked (max number of calls reached)"}},[5]={name="number_of_calls"},[6]={name="number_of_rings"},[7]={name="list_of_allowed_callers"}},methods={}},[29]={name="Auto connect",attributes={[1]={name="logical_name"},[2]={name="mode",codes={[0]="no auto connect",[1]="auto dialling allowed any time",[2]="auto dialling allowed within calling window",[3]="regular dialling within window + alarm any time",[4]="SMS via PLMN",[5]="SMS via PSTN",[6]="email",[101]="permanently connected (PDP context)",[102]="permanently connected within calling window, disconnected outside",[103]="connect on invocation of connect method",[104]="connect on invocation, disconnect on request/timeouts",[200]="manufacturer specific 200",[201]="manufacturer specific 201",[202]="manufacturer specific 202",[203]="manufacturer specific 203",[204]="manufacturer specific 204",[205]="manufacturer specific 205",[206]="manufacturer specific 206",[207]="manufacturer specific 207",[208]="manufacturer specific 208",[209]="manufacturer specific 209",[210]="manufacturer specific 210",[211]="manufacturer specific 211",[212]="manufacturer specific 212",[213]="manufacturer specific 213",[214]="manufacturer specific 214",[215]="manufacturer specific 215",[216]="manufacturer specific 216",[217]="manufacturer specific 217",[218]="manufacturer specific 218",[219]="manufacturer specific 219",[220]="manufacturer specific 220",[221]="manufacturer specific 221",[222]="manufacturer specific 222",[223]="manufacturer specific 223",[224]="manufacturer specific 224",[225]="manufacturer specific 225",[226]="manufacturer specific 226",[227]="manufacturer specific 227",[228]="manufacturer specific 228",[229]="manufacturer specific 229",[230]="manufacturer specific 230",[231]="manufacturer specific 231",[232]="manufacturer specific 232",[233]="manufacturer specific 233",[234]="manufacturer specific 234",[235]="manufacturer specific 235",[236]="manufacturer specific 236",[237]="manufacturer specific 237",[238]="manufacturer specific 238",[239]="manufacturer specific 239",[240]="manufacturer specific 240",[241]="manufacturer specific 241",[242]="manufacturer specific 242",[243]="manufacturer specific 243",[244]="manufacturer specific 244",[245]="manufacturer specific 245",[246]="manufacturer specific 246",[247]="manufacturer specific 247",[248]="manufacturer specific 248",[249]="manufacturer specific 249",[250]="manufacturer specific 250",[251]="manufacturer specific 251",[252]="manufacturer specific 252",[253]="manufacturer specific 253",[254]="manufacturer specific 254",[255]="manufacturer specific 255"}},[3]={name="repetitions"},[4]={name="repetition_delay"},[5]={name="calling_window"}},methods={[1]={name="connect"}}},[30]={name="Data protection",attributes={[1]={name="logical_name"},[2]={name="protection_buffer"},[3]={name="protection_object_list"},[4]={name="protection_parameters_get"},[5]={name="protection_parameters_set"},[6]={name="required_protection"}},methods={[1]={name="get_protected_attributes"},[2]={name="set_protected_attributes"},[3]={name="invoke_protected_method"}}},[40]={name="Push setup",attributes={[1]={name="logical_name"},[2]={name="push_object_list"},[3]={name="send_destination_and_method"},[4]={name="communication_window"},[5]={name="randomisation_start_interval"},[6]={name="number_of_retries"},[7]={name="repetition_delay"},[8]={name="port_reference"},[9]={name="push_client_SAP"},[10]={name="push_protection_parameters"},[11]={name="push_operation_method",codes={[0]="unconfirmed, retry on supporting-layer failure",[1]="unconfirmed, retry on missing supporting-layer confirmation",[2]="confirmed, retry on missing confirmation"}},[12]={name="confirmation_parameters"},[13]={name="last_confirmation_date_time",form="date-time"}},methods={[1]={name="push"},[2]={name="reset"}}},[41]={name="TCP-UDP setup",attributes={[1]={name="logical_name"},[2]={name="TCP-UDP_port"},[3]={name="IP_reference"},[4]={name="MSS"},[5]={name="nb_of_sim_conn"},[6]={name="inactivity_time_out"}},methods={}},[42]={name="IPv4 setup",attributes={[1]={name="logical_name"},[2]={name="DL_reference"},[3]={name="IP_address"},[4]={name="multicast_IP_address"},[5]={name="IP_options"},[6]={name="subnet_mask"},[7]={name="gateway_IP_address"},[8]={name="use_DHCP_flag"},[9]={name="primary_DNS_address"},[10]={name="secondary_DNS_address"}},methods={[1]={name="add_mc_IP_address"},[2]={name="delete_mc_IP_address"},[3]={name="get_nbof_mc_IP_addresses"}}},[43]={name="MAC address setup",attributes={[1]={name="logical_name"},[2]={name="MAC_address"}},methods={}},[44]={name="PPP setup",attributes={[1]={name="logical_name"},[2]={name="PHY_reference"},[3]={name="LCP_options"},[4]={name="IPCP_options"},[5]={name="PPP_authentication"}},methods={}},[45]={name="GPRS modem setup",attributes={[1]={name="logical_name"},[2]={name="APN"},[3]={name="PIN_code"},[4]={name="quality_of_service"}},methods={}},[46]={name="SMTP setup",attributes={[1]={name="logical_name"},[2]={name="server_port"},[3]={name="user_name"},[4]={name="login_password"},[5]={name="server_address"},[6]={name="sender_address"}},methods={}},[47]={name="GSM diagnostic",attributes={[1]={name="logical_name"},[2]={name="operator"},[3]={name="status",codes={[0]="not registered",[1]="registered, home network",[2]="not registered, searching operator",[3]="registration denied",[4]="unknown",[5]="registered, roaming"}},[4]={name="cs_attachment",codes={[0]="inactive",[1]="incoming call",[2]="active"}},[5]={name="ps_status",codes={[0]="inactive",[1]="GPRS",[2]="EDGE",[3]="UMTS",[4]="HSDPA",[5]="LTE",[6]="CDMA",[7]="LTE Cat M1",[8]="LTE Cat NB1 (NB-IoT)",[9]="LTE Cat NB2"}},[6]={name="cell_info"},[7]={name="adjacent_cells"},[8]={name="capture_time",form="date-time"}},methods={}},[48]={name="IPv6 setup",attributes={[1]={name="logical_name"},[2]={name="DL_reference"},[3]={name="address_config_mode",codes={[0]="auto-configuration",[1]="DHCPv6",[2]="manual",[3]="neighbour discovery"}},[4]={name="unicast_IPv6_addresses"},[5]={name="multicast_IPv6_addresses"},[6]={name="gateway_IPv6_addresses"},[7]={name="primary_DNS_address"},[8]={name="secondary_DNS_address"},[9]={name="traffic_class"},[10]={name="neighbor_discovery_setup"}},methods={[1]={name="add_IPv6_address"},[2]={name="remove_IPv6_address"}}},[50]={name="S-FSK Phy&MAC set-up",attributes={[1]={name="logical_name"},[2]={name="initiator_electrical_phase",codes={[0]="not defined",[1]="phase 1",[2]="phase 2",[3]="phase 3"}},[3]={name="delta_electrical_phase",codes={[0]="not defined",[1]="same phase",[2]="+60 deg",[3]="+120 deg",[4]="180 deg",[5]="-120 deg",[6]="-60 deg"}},[4]={name="max_receiving_gain"},[5]={name="max_transmitting_gain"},[6]={name="search_initiator_threshold"},[7]={name="frequencies"},[8]={name="mac_address"},[9]={name="mac_group_addresses"},[10]={name="repeater",codes={[0]="never repeater",[1]="always repeater",[2]="dynamic repeater"}},[11]={name="repeater_status"},[12]={name="min_delta_credit"},[13]={name="initiator_mac_address"},[14]={name="synchronization_locked"},[15]={name="transmission_speed",codes={[0]="300 bit/s",[1]="600 bit/s",[2]="1200 bit/s",[3]="2400 bit/s",[4]="4800 bit/s",[5]="7200 bit/s"}}},methods={}},[51]={name="S-FSK Active initiator",attributes={[1]={name="logical_name"},[2]={name="active_initiator"}},methods={[1]={name="reset_NEW_not_synchronized"}}},[52]={name="S-FSK MAC synchronization timeouts",attributes={[1]={name="logical_name"},[2]={name="search_initiator_timeout"},[3]={name="synchronization_confirmation_timeout"},[4]={name="time_out_not_addressed"},[5]={name="time_out_frame_not_OK"}},methods={}},[53]={name="S-FSK MAC counters",attributes={[1]={name="logical_name"},[2]={name="synchronization_register"},[3]={name="desynchronization_listing"},[4]={name="broadcast_frames_counter"},[5]={name="repetitions_counter"},[6]={name="transmissions_counter"},[7]={name="CRC_OK_frames_counter"},[8]={name="CRC_NOK_frames_counter"}},methods={[1]={name="reset"}}},[55]={name="IEC 61334-4-32 LLC setup",attributes={[1]={name="logical_name"},[2]={name="max_frame_length"},[3]={name="reply_status_list"},[4]={name="broadcast_list"},[5]={name="L_SAP_list"}},methods={}},[56]={name="S-FSK Reporting system list",attributes={[1]={name="logical_name"},[2]={name="reporting_system_list"}},methods={}},[57]={name="ISO/IEC 8802-2 LLC Type 1 setup",attributes={[1]={name="logical_name"},[2]={name="max_octets_ui_pdu"}},methods={}},[58]={name="ISO/IEC 8802-2 LLC Type 2 setup",attributes={[1]={name="logical_name"},[2]={name="transmit_window_size_k"},[3]={name="receive_window_size_rw"},[4]={name="max_octets_i_pdu_n1"},[5]={name="max_number_transmissions_n2"},[6]={name="acknowledgement_timer"},[7]={name="p_bit_timer"},[8]={name="reject_timer"},[9]={name="busy_state_timer"}},methods={}},[59]={name="ISO/IEC 8802-2 LLC Type 3 setup",attributes={[1]={name="logical_name"},[2]={name="max_octets_acn_pdu_n3"},[3]={name="max_number_transmissions_n4"},[4]={name="acknowledgement_time_t1"},[5]={name="receive_lifetime_var_t2"},[6]={name="transmit_lifetime_var_t3"}},methods={}},[61]={name="Register table",attributes={[1]={name="logical_name"},[2]={name="table_cell_values"},[3]={name="table_cell_definition"},[4]={name="scaler_unit",scaler=true}},methods={[1]={name="reset"},[2]={name="capture"}}},[62]={name="Compact data",attributes={[1]={name="logical_name"},[2]={name="compact_buffer"},[3]={name="capture_objects"},[4]={name="template_id"},[5]={name="template_description"},[6]={name="capture_method",codes={[0]="capture upon invoking the capture method",[1]="implicit capture upon reading"}}},methods={[1]={name="reset"},[2]={name="capture"}}},[63]={name="Status mapping",attributes={[1]={name="logical_name"},[2]={name="status_word"},[3]={name="mapping_table"}},methods={}},[64]={name="Security setup",attributes={[1]={name="logical_name"},[2]={name="security_policy"},[3]={name="security_suite",codes={[0]="AES-GCM-128 + AES-128 key wrap",[1]="AES-GCM-128, ECDSA/ECDH P-256, SHA-256, V.44, AES-128 key wrap",[2]="AES-GCM-256, ECDSA/ECDH P-384, SHA-384, V.44, AES-256 key wrap"}},[4]={name="client_system_title"},[5]={name="server_system_title"},[6]={name="certificates"}},methods={[1]={name="security_activate"},[3]={name="key_agreement"},[4]={name="generate_key_pair"},[5]={name="generate_certificate_request"},[6]={name="import_certificate"},[7]={name="export_certificate"},[8]={name="remove_certificate"}}},[65]={name="Parameter monitor",attributes={[1]={name="logical_name"},[2]={name="changed_parameter"},[3]={name="capture_time",form="date-time"},[4]={name="parameter_list"},[5]={name="parameter_list_name"},[6]={name="hash_algorithm_id"},[7]={name="parameter_value_digest"},[8]={name="parameter_values"}},methods={[1]={name="add_parameter"},[2]={name="delete_parameter"}}},[66]={name="Measurement data monitoring",attributes={[1]={name="logical_name"},[2]={name="status"},[3]={name="trigger_source"},[4]={name="sampling_rate"},[5]={name="number_of_samples_before_trigger"},[6]={name="number_of_samples_after_trigger"},[7]={name="trigger_time",form="date-time"},[8]={name="scaler_unit",scaler=true}},methods={}},[67]={name="Sensor manager",attributes={[1]={name="logical_name"},[2]={name="serial_number"},[3]={name="metrological_identification"},[4]={name="output_type"},[5]={name="adjustment_method"},[6]={name="sealing_method"},[7]={name="raw_value"},[8]={name="scaler_unit",scaler=true},[9]={name="status"},[10]={name="capture_time",form="date-time"},[11]={name="raw_value_thresholds"},[12]={name="raw_value_actions"},[13]={name="processed_value"},[14]={name="processed_value_thresholds"},[15]={name="processed_value_actions"}},methods={[1]={name="reset"}}},[68]={name="Arbitrator",attributes={[1]={name="logical_name"},[2]={name="actions"},[3]={name="permissions_table"},[4]={name="weightings_table"},[5]={name="most_recent_requests_table"},[6]={name="last_outcome"}},methods={[1]={name="request_action"},[2]={name="reset"}}},[70]={name="Disconnect control",attributes={[1]={name="logical_name"},[2]={name="output_state"},[3]={name="control_state",codes={[0]="disconnected",[1]="connected",[2]="ready for reconnection"}},[4]={name="control_mode",codes={[0]="none, always connected",[1]="disconnect remote(b,c) manual(f) local(g) / reconnect remote(d) manual(e)",[2]="disconnect remote(b,c) manual(f) local(g) / reconnect remote(a) manual(e)",[3]="disconnect remote(b,c) local(g) / reconnect remote(d) manual(e)",[4]="disconnect remote(b,c) local(g) / reconnect remote(a) manual(e)",[5]="disconnect remote(b,c) manual(f) local(g) / reconnect remote(d) manual(e) local(h)",[6]="disconnect remote(b,c) local(g) / reconnect remote(d) manual(e) local(h)",[7]="v1: disconnect remote(b,c) local(g) / reconnect remote(a) manual(e) local(h)"}}},methods={[1]={name="remote_disconnect"},[2]={name="remote_reconnect"}}},[71]={name="Limiter",attributes={[1]={name="logical_name"},[2]={name="monitored_value"},[3]={name="threshold_active"},[4]={name="threshold_normal"},[5]={name="threshold_emergency"},[6]={name="min_over_threshold_duration"},[7]={name="min_under_threshold_duration"},[8]={name="emergency_profile"},[9]={name="emergency_profile_group_id_list"},[10]={name="emergency_profile_active"},[11]={name="actions"}},methods={}},[72]={name="M-Bus client",attributes={[1]={name="logical_name"},[2]={name="mbus_port_reference"},[3]={name="capture_definition"},[4]={name="capture_period"},[5]={name="primary_address"},[6]={name="identification_number"},[7]={name="manufacturer_id"},[8]={name="version"},[9]={name="device_type"},[10]={name="access_number"},[11]={name="status"},[12]={name="alarm"},[13]={name="configuration"},[14]={name="encryption_key_status",codes={[0]="no encryption key",[1]="encryption key set",[2]="encryption key transferred",[3]="encryption key set and transferred",[4]="encryption key in use"}}},methods={[1]={name="slave_install"},[2]={name="slave_deinstall"},[3]={name="capture"},[4]={name="reset_alarm"},[5]={name="synchronize_clock"},[6]={name="data_send"},[7]={name="set_encryption_key"},[8]={name="transfer_key"}}},[73]={name="Wireless Mode Q channel",attributes={[1]={name="logical_name"},[2]={name="addr_state",codes={[0]="not assigned",[1]="assigned (by installation)"}},[3]={name="device_address"},[4]={name="address_mask"}},methods={}},[74]={name="M-Bus master port setup",attributes={[1]={name="logical_name"},[2]={name="comm_speed",codes={[0]="300",[1]="600",[2]="1200",[3]="2400",[4]="4800",[5]="9600",[6]="19200",[7]="38400",[8]="57600",[9]="115200"}}},methods={}},[76]={name="DLMS server M-Bus port setup",attributes={[1]={name="logical_name"},[2]={name="M-Bus_profile_selection"},[3]={name="M-Bus_port_communication_status",codes={[0]="no access",[1]="temporary no access",[2]="limited access",[3]="unlimited access"}},[4]={name="M-Bus_Data_Header_Type",codes={[0]="no header",[1]="short header",[2]="long header"}},[5]={name="primary_address"},[6]={name="identification_number"},[7]={name="manufacturer_id"},[8]={name="version"},[9]={name="device_type"},[10]={name="max_pdu_size"},[11]={name="listening_window"}},methods={}},[77]={name="M-Bus diagnostic",attributes={[1]={name="logical_name"},[2]={name="received_signal_strength"},[3]={name="channel_id"},[4]={name="link_status",codes={[0]="data never received",[1]="normal operation",[2]="link temporarily interrupted",[3]="link permanently interrupted"}},[5]={name="broadcast_frames_counter"},[6]={name="transmissions_counter"},[7]={name="FCS_OK_frames_counter"},[8]={name="FCS_NOK_frames_counter"},[9]={name="capture_time"}},methods={[1]={name="reset"}}},[80]={name="61334-4-32 LLC SSCS setup",attributes={[1]={name="logical_name"},[2]={name="service_node_address"},[3]={name="base_node_address"}},methods={[1]={name="reset"}}},[81]={name="PRIME NB OFDM PLC Physical layer counters",attributes={[1]={name="logical_name"},[2]={name="phy_stats_CRC_incorrect_count"},[3]={name="phy_stats_CRC_fail_count"},[4]={name="phy_stats_TX_drop_count"},[5]={name="phy_stats_RX_drop_count"}},methods={[1]={name="reset"}}},[82]={name="PRIME NB OFDM PLC MAC setup",attributes={[1]={name="logical_name"},[2]={name="mac_min_switch_search_time"},[3]={name="mac_max_promotion_pdu"},[4]={name="mac_promotion_pdu_tx_period"},[5]={name="mac_beacons_per_frame"},[6]={name="mac_SCP_max_tx_attempts"},[7]={name="mac_ctl_re_tx_timer"},[8]={name="mac_max_ctl_re_tx"}},methods={}},[83]={name="PRIME NB OFDM PLC MAC functional parameters",attributes={[1]={name="logical_name"},[2]={name="mac_LNID"},[3]={name="mac_LSID"},[4]={name="mac_SID"},[5]={name="mac_SNA"},[6]={name="mac_state",codes={[0]="disconnected",[1]="terminal",[2]="switch",[3]="base"}},[7]={name="mac_SCP_length"},[8]={name="mac_node_hierarchy_level"},[9]={name="mac_beacon_slot_count"},[10]={name="mac_beacon_rx_slot"},[11]={name="mac_beacon_tx_slot"},[12]={name="mac_beacon_rx_frequency"},[13]={name="mac_beacon_tx_frequency"},[14]={name="mac_capabilities"}},methods={}},[84]={name="PRIME NB OFDM PLC MAC counters",attributes={[1]={name="logical_name"},[2]={name="mac_TX_data_pkt_count"},[3]={name="mac_RX_data_pkt_count"},[4]={name="mac_TX_ctrl_pkt_count"},[5]={name="mac_RX_ctrl_pkt_count"},[6]={name="mac_CSMA_fail_count"},[7]={name="mac_CSMA_ch_busy_count"}},methods={[1]={name="reset"}}},[85]={name="PRIME NB OFDM PLC MAC network administration data",attributes={[1]={name="logical_name"},[2]={name="mac_list_multicast_entries"},[3]={name="mac_list_switch_table"},[4]={name="mac_list_direct_table"},[5]={name="mac_list_available_switches"},[6]={name="mac_list_phy_comm"}},methods={[1]={name="reset"}}},[86]={name="PRIME NB OFDM PLC Application identification",attributes={[1]={name="logical_name"},[2]={name="app_fw_version"},[3]={name="app_vendor_ID"},[4]={name="app_product_ID"}},methods={}},[90]={name="G3-PLC MAC layer counters",attributes={[1]={name="logical_name"},[2]={name="mac_Tx_data_packet_count"},[3]={name="mac_Rx_data_packet_count"},[4]={name="mac_Tx_cmd_packet_count"},[5]={name="mac_Rx_cmd_packet_count"},[6]={name="mac_CSMA_fail_count"},[7]={name="mac_CSMA_no_ACK_count"},[8]={name="mac_bad_CRC_count"},[9]={name="mac_Tx_data_broadcast_count"},[10]={name="mac_Rx_data_broadcast_count"}},methods={[1]={name="reset"}}},[91]={name="G3-PLC MAC setup",attributes={[1]={name="logical_name"},[2]={name="mac_short_address"},[3]={name="mac_RC_coord"},[4]={name="mac_PAN_id"},[5]={name="mac_key_table"},[6]={name="mac_frame_counter"},[7]={name="mac_tone_mask"},[8]={name="mac_TMR_TTL"},[9]={name="mac_max_frame_retries"},[10]={name="mac_neighbour_table_entry_TTL"},[11]={name="mac_neighbour_table"},[12]={name="mac_high_priority_window_size"},[13]={name="mac_CSMA_fairness_limit"},[14]={name="mac_beacon_randomization_window_length"},[15]={name="mac_A"},[16]={name="mac_K"},[17]={name="mac_min_CW_attempts"},[18]={name="mac_cenelec_legacy_mode"},[19]={name="mac_FCC_legacy_mode"},[20]={name="mac_max_BE"},[21]={name="mac_max_CSMA_backoffs"},[22]={name="mac_min_BE"},[23]={name="mac_broadcast_max_CW_enabled"},[24]={name="mac_transmit_atten"},[25]={name="mac_POS_table"},[26]={name="mac_duplicate_detection_TTL"}},methods={[1]={name="mac_get_neighbour_table_entry"},[2]={name="mac_get_POS_table_entry"}}},[92]={name="G3-PLC 6LoWPAN adaptation layer setup",attributes={[1]={name="logical_name"},[2]={name="adp_max_hops"},[3]={name="adp_weak_LQI_value"},[4]={name="adp_security_level"},[5]={name="adp_prefix_table"},[6]={name="adp_routing_configuration"},[7]={name="adp_broadcast_log_table_entry_TTL"},[8]={name="adp_routing_table"},[9]={name="adp_context_information_table"},[10]={name="adp_blacklist_table"},[11]={name="adp_broadcast_log_table"},[12]={name="adp_group_table"},[13]={name="adp_max_join_wait_time"},[14]={name="adp_path_discovery_time"},[15]={name="adp_active_key_index"},[16]={name="adp_metric_type"},[17]={name="adp_coord_short_address"},[18]={name="adp_disable_default_routing"},[19]={name="adp_device_type",codes={[0]="PAN device",[1]="PAN coordinator",[2]="not defined"}},[20]={name="adp_default_coord_route_enabled"},[21]={name="adp_destination_address_set"},[22]={name="adp_low_LQI"},[23]={name="adp_high_LQI"}},methods={}},[95]={name="Wi-SUN setup",attributes={[1]={name="logical_name"}},methods={}},[96]={name="Wi-SUN diagnostic",attributes={[1]={name="logical_name"}},methods={}},[97]={name="RPL diagnostic",attributes={[1]={name="logical_name"}},methods={}},[98]={name="MPL diagnostic",attributes={[1]={name="logical_name"}},methods={}},[100]={name="NTP setup",attributes={[1]={name="logical_name"},[2]={name="activated"},[3]={name="server_address"},[4]={name="server_port"},[5]={name="authentication_method",codes={[0]="no security",[1]="shared secrets",[2]="auto key IFF"}},[6]={name="authentication_keys"},[7]={name="client_key"}},methods={[1]={name="synchronize"},[2]={name="add_authentication_key"},[3]={name="delete_authentication_key"}}},[101]={name="ZigBee SAS startup",attributes={[1]={name="logical_name"},[2]={name="short_address"},[3]={name="extended_pan_id"},[4]={name="pan_id"},[5]={name="channel_mask"},[6]={name="protocol_version"},[7]={name="stack_profile"},[8]={name="start_up_control"},[9]={name="trust_centre_address"},[10]={name="link_key"},[11]={name="network_key"},[12]={name="use_insecure_join"}},methods={}},[102]={name="ZigBee SAS join",attributes={[1]={name="logical_name"},[2]={name="scan_attempts"},[3]={name="time_between_scans"},[4]={name="rejoin_interval"},[5]={name="rejoin_retry_interval"}},methods={}},[103]={name="ZigBee SAS APS fragmentation",attributes={[1]={name="logical_name"},[2]={name="aps_interframe_delay"},[3]={name="aps_max_window_size"}},methods={}},[104]={name="ZigBee network control",attributes={[1]={name="logical_name"},[2]={name="enable_disable_joining"},[3]={name="join_timeout"},[4]={name="active_devices"}},methods={[1]={name="register_device"},[2]={name="unregister_device"},[3]={name="unregister_all_devices"},[4]={name="backup_PAN"},[5]={name="restore_PAN"},[6]={name="identify_device"},[7]={name="remove_mirror"},[8]={name="update_network_key"},[9]={name="update_link_key"},[10]={name="create_PAN"},[11]={name="remove_PAN"}}},[105]={name="ZigBee tunnel setup",attributes={[1]={name="logical_name"},[2]={name="max_incoming_transfer_size"},[3]={name="max_outgoing_transfer_size"},[4]={name="protocol_address"},[5]={name="close_tunnel_timeout"}},methods={}},[111]={name="Account",attributes={[1]={name="logical_name"},[2]={name="account_mode_and_status"},[3]={name="current_credit_in_use"},[4]={name="current_credit_status"},[5]={name="available_credit"},[6]={name="amount_to_clear"},[7]={name="clearance_threshold"},[8]={name="aggregated_debt"},[9]={name="credit_reference_list"},[10]={name="charge_reference_list"},[11]={name="credit_charge_configuration"},[12]={name="token_gateway_configuration"},[13]={name="account_activation_time",form="date-time"},[14]={name="account_closure_time",form="date-time"},[15]={name="currency"},[16]={name="low_credit_threshold"},[17]={name="next_credit_available_threshold"},[18]={name="max_provision"},[19]={name="max_provision_period"}},methods={[1]={name="activate_account"},[2]={name="close_account"},[3]={name="reset_account"}}},[112]={name="Credit",attributes={[1]={name="logical_name"},[2]={name="current_credit_amount"},[3]={name="credit_type",codes={[0]="token credit",[1]="reserved credit",[2]="emergency credit",[3]="time based credit",[4]="consumption based credit"}},[4]={name="priority"},[5]={name="warning_threshold"},[6]={name="limit"},[7]={name="credit_configuration"},[8]={name="credit_status",codes={[0]="enabled",[1]="selectable",[2]="selected/invoked",[3]="in use",[4]="exhausted"}},[9]={name="preset_credit_amount"},[10]={name="credit_available_threshold"},[11]={name="period",form="date-time"}},methods={[1]={name="update_amount"},[2]={name="set_amount_to_value"},[3]={name="invoke_credit"}}},[113]={name="Charge",attributes={[1]={name="logical_name"},[2]={name="total_amount_paid"},[3]={name="charge_type",codes={[0]="consumption based collection",[1]="time based collection",[2]="payment event based collection"}},[4]={name="priority"},[5]={name="unit_charge_active"},[6]={name="unit_charge_passive"},[7]={name="unit_charge_activation_time",form="date-time"},[8]={name="period"},[9]={name="charge_configuration"},[10]={name="last_collection_time",form="date-time"},[11]={name="last_collection_amount"},[12]={name="total_amount_remaining"},[13]={name="proportion"}},methods={[1]={name="update_unit_charge"},[2]={name="activate_passive_unit_charge"},[3]={name="collect"},[4]={name="update_total_amount_remaining"},[5]={name="set_total_amount_remaining"}}},[115]={name="Token gateway",attributes={[1]={name="logical_name"},[2]={name="token"},[3]={name="token_time",form="date-time"},[4]={name="token_description"},[5]={name="token_delivery_method",codes={[0]="via remote communications",[1]="via local communications",[2]="via manual entry"}},[6]={name="token_status"}},methods={[1]={name="enter"}}},[116]={name="IEC 62055-41 attributes",attributes={[1]={name="logical_name"},[2]={name="meter_pan"},[3]={name="commodity"},[4]={name="token_carrier_types"},[5]={name="encryption_algorithm"},[6]={name="supply_group_code"},[7]={name="tariff_index"},[8]={name="key_revision_number"},[9]={name="key_type"},[10]={name="key_expiry_number"},[11]={name="no_of_kct_supported"},[12]={name="STS_certificate_no"}},methods={}},[122]={name="Function control",attributes={[1]={name="logical_name"},[2]={name="activation_status"},[3]={name="function_list"}},methods={[1]={name="set_function_status"},[2]={name="add_function"},[3]={name="remove_function"}}},[123]={name="Array manager",attributes={[1]={name="logical_name"},[2]={name="array_object_list"}},methods={[1]={name="retrieve_number_of_entries"},[2]={name="retrieve_entries"},[3]={name="insert_entry"},[4]={name="update_entry"},[5]={name="remove_entries"}}},[124]={name="Communication port protection",attributes={[1]={name="logical_name"},[2]={name="protection_mode",codes={[0]="locked",[1]="locked on failed attempts",[2]="unlocked"}},[3]={name="allowed_failed_attempts"},[4]={name="initial_lockout_time"},[5]={name="steepness_factor"},[6]={name="max_lockout_time"},[7]={name="port_reference"},[8]={name="protection_status",codes={[0]="unlocked",[1]="temporarily locked",[2]="locked"}},[9]={name="failed_attempts"},[10]={name="cumulative_failed_attempts"}},methods={[1]={name="reset"}}},[126]={name="SCHC-LPWAN setup",attributes={[1]={name="logical_name"}},methods={}},[127]={name="SCHC-LPWAN diagnostic",attributes={[1]={name="logical_name"}},methods={}},[128]={name="LoRaWAN setup",attributes={[1]={name="logical_name"}},methods={}},[129]={name="LoRaWAN diagnostic",attributes={[1]={name="logical_name"}},methods={}},[130]={name="ISO/IEC 14908 identification",attributes={[1]={name="logical_name"}},methods={}},[131]={name="ISO/IEC 14908 protocol setup",attributes={[1]={name="logical_name"}},methods={}},[132]={name="ISO/IEC 14908 protocol status",attributes={[1]={name="logical_name"}},methods={}},[133]={name="ISO/IEC 14908 diagnostic",attributes={[1]={name="logical_name"}},methods={}},[140]={name="HS-PLC ISO/IEC 12139-1 MAC setup",attributes={[1]={name="logical_name"}},methods={}},[141]={name="HS-PLC ISO/IEC 12139-1 CPAS setup",attributes={[1]={name="logical_name"}},methods={}},[142]={name="HS-PLC ISO/IEC 12139-1 IP SSAS setup",attributes={[1]={name="logical_name"}},methods={}},[143]={name="HS-PLC ISO/IEC 12139-1 HDLC SSAS setup",attributes={[1]={name="logical_name"}},methods={}},[151]={name="LTE monitoring",attributes={[1]={name="logical_name"},[3]={name="LTE_quality_of_service"}},methods={}},[152]={name="CoAP setup",attributes={[1]={name="logical_name"},[2]={name="UDP_reference"},[3]={name="ack_timeout"},[4]={name="ack_random_factor"},[5]={name="max_retransmit"},[6]={name="nstart"},[7]={name="delay_ack_timeout"},[8]={name="exponential_back_off"},[9]={name="probing_rate"},[10]={name="CoAP_uri_path"},[11]={name="transport_mode",codes={[1]="reliable only",[2]="unreliable only",[3]="reliable and unreliable"}},[12]={name="wrapper_version"},[13]={name="token_length"}},methods={}},[153]={name="CoAP diagnostic",attributes={[1]={name="logical_name"},[2]={name="messages_counter"},[3]={name="request_response_counter"},[4]={name="bt_counter"},[5]={name="capture_time"}},methods={[1]={name="reset"}}},[160]={name="G3-PLC Hybrid RF MAC layer counters",attributes={[1]={name="logical_name"}},methods={}},[161]={name="G3-PLC Hybrid RF MAC setup",attributes={[1]={name="logical_name"}},methods={}},[162]={name="G3-PLC Hybrid 6LoWPAN adaptation layer setup",attributes={[1]={name="logical_name"}},methods={}},[8192]={name="UNI/TS 11291-11 tariff plan (Italy)",attributes={[1]={name="logical_name"},[2]={name="calendar_name"},[3]={name="enabled"},[4]={name="plan"},[5]={name="activation_date_time"}},methods={}}}
local UNITS = {[1]="a",[2]="mo",[3]="wk",[4]="d",[5]="h",[6]="min",[7]="s",[8]="°",[9]="°C",[10]="currency",[11]="m",[12]="m/s",[13]="m³",[14]="m³",[15]="m³/h",[16]="m³/h",[17]="m³/d",[18]="m³/d",[19]="l",[20]="kg",[21]="N",[22]="Nm",[23]="Pa",[24]="bar",[25]="J",[26]="J/h",[27]="W",[28]="VA",[29]="var",[30]="Wh",[31]="VAh",[32]="varh",[33]="A",[34]="C",[35]="V",[36]="V/m",[37]="F",[38]="Ω",[39]="Ωm²/m",[40]="Wb",[41]="T",[42]="A/m",[43]="H",[44]="Hz",[45]="1/(Wh)",[46]="1/(varh)",[47]="1/(VAh)",[48]="V²h",[49]="A²h",[50]="kg/s",[51]="S",[52]="K",[53]="1/(V²h)",[54]="1/(A²h)",[55]="1/m³",[56]="%",[57]="Ah",[60]="Wh/m³",[61]="J/m³",[62]="Mol%",[63]="g/m³",[64]="Pa s",[65]="J/kg",[66]="g/cm²",[67]="atm",[70]="dBm",[71]="dBµV",[72]="dB",[128]="in",[129]="ft",[130]="lb",[131]="°F",[132]="°R",[133]="in²",[134]="ft²",[135]="ac",[136]="in³",[137]="ft³",[138]="acre ft",[139]="gal (imp)",[140]="gal (US)",[141]="lbf",[142]="psi",[143]="lb/ft³",[144]="lb/(ft s)",[145]="ft²/s",[146]="Btu",[147]="thm (EC)",[148]="thm (US)",[149]="Btu/lb",[150]="Btu/ft³",[151]="ft³",[152]="ft/s",[153]="ft³/s",[154]="ft³/min",[155]="ft³/h",[156]="ft³/d",[157]="acre ft/s",[158]="acre ft/min",[159]="acre ft/h",[160]="acre ft/d",[161]="gal (imp)",[162]="gal (imp)/s",[163]="gal (imp)/min",[164]="gal (imp)/h",[165]="gal (imp)/d",[166]="gal (US)",[167]="gal (US)/s",[168]="gal (US)/min",[169]="gal (US)/h",[170]="gal (US)/d",[171]="Btu/s",[172]="Btu/min",[173]="Btu/h",[174]="Btu/d",[253]="unit 253",[254]="other",[255]=""}
local NAMES = {
{[0]="confirmable",[1]="non-confirmable",[2]="acknowledgement",[3]="reset"},
{[0]="generic",[1]="promotion-needed",[2]="beacon"},
{[230]="request",[231]="response"},
{[144]="DL-Data.request"},
{[230]="command",[231]="response"},
{[0]="success",[1]="hardware-fault",[2]="temporary-failure",[3]="read-write-denied",[4]="object-undefined",[9]="object-class-inconsistent",[11]="object-unavailable",[12]="type-unmatched",[13]="scope-of-access-violated",[14]="data-block-unavailable",[15]="long-get-aborted",[16]="no-long-get-in-progress",[17]="long-set-aborted",[18]="no-long-set-in-progress",[19]="data-block-number-invalid",[250]="other-reason"},
{[0]="success",[1]="hardware-fault",[2]="temporary-failure",[3]="read-write-denied",[4]="object-undefined",[9]="object-class-inconsistent",[11]="object-unavailable",[12]="type-unmatched",[13]="scope-of-access-violated",[14]="data-block-unavailable",[15]="long-action-aborted",[16]="no-long-action-in-progress",[250]="other-reason"},
{[0]="unicast",[1]="broadcast"},
{[0]="master-key"},
{[0]="global-unicast-encryption-key",[1]="global-broadcast-encryption-key"},
{[0]="normal",[1]="not-finished",[30]="user-defined"},
{[0]="normal",[1]="urgent",[30]="user-defined"},
{[0]="authentication"},
{[0]="null",[1]="no-reason-given",[2]="no-common-acse-version"},
{[0]="null",[1]="no-reason-given",[2]="application-context-name-not-supported",[3]="calling-AP-title-not-recognized",[4]="calling-AP-invocation-identifier-not-recognized",[5]="calling-AE-qualifier-not-recognized",[6]="calling-AE-invocation-identifier-not-recognized",[7]="called-AP-title-not-recognized",[8]="called-AP-invocation-identifier-not-recognized",[9]="called-AE-qualifier-not-recognized",[10]="called-AE-invocation-identifier-not-recognized",[11]="authentication-mechanism-name-not-recognised",[12]="authentication-mechanism-name-required",[13]="authentication-failure",[14]="authentication-required"},
{[0]="accepted",[1]="rejected-permanent",[2]="rejected-transient"},
{[0]="version1"},
{[0]="continue-on-error",[1]="break-on-error"},
{[0]="unconfirmed",[1]="confirmed"},
{[0]="normal",[1]="high"},
{[1]="service-not-allowed",[2]="service-unknown"},
{[0]="other"},
{[0]="other",[1]="no-remote-control",[2]="ti-stopped",[3]="ti-running",[4]="ti-unusable"},
{[0]="other",[1]="primitive-out-of-sequence",[2]="not-loadable",[3]="dataset-size-too-large",[4]="not-awaited-segment",[5]="interpretation-failure",[6]="storage-failure",[7]="data-set-not-ready"},
{[0]="other",[1]="dlms-version-too-low",[2]="incompatible-conformance",[3]="pdu-size-too-short",[4]="refused-by-the-VDE-handler"},
{[0]="other",[1]="scope-of-access-violated",[2]="object-access-violated",[3]="hardware-fault",[4]="object-unavailable"},
{[0]="other",[1]="object-undefined",[2]="object-class-inconsistent",[3]="object-attribute-inconsistent"},
{[0]="other",[1]="pdu-size",[2]="service-unsupported"},
{[0]="other",[1]="no-dlms-context",[2]="loading-data-set",[3]="status-nochange",[4]="status-inoperable"},
{[0]="other",[1]="memory-unavailable",[2]="processor-resource-unavailable",[3]="mass-storage-unavailable",[4]="other-resource-unavailable"},
{[0]="other",[1]="time-elapsed",[2]="application-unreachable",[3]="application-reference-invalid",[4]="application-context-unsupported",[5]="provider-communication-error",[6]="deciphering-error"},
{[1]="initiate",[2]="get-status",[3]="get-name-list",[4]="get-variable-attribute",[5]="read",[6]="write",[7]="get-data-set-attribute",[8]="get-TI-attribute",[9]="change-scope",[10]="start",[11]="stop",[12]="resume",[13]="make-usable",[14]="initiate-load",[15]="load-segment",[16]="terminate-load",[17]="initiate-up-load",[18]="up-load-segment",[19]="terminate-up-load"},
{[7]="logical-name",[64000]="short-name"},
{[0]="reserved-zero",[1]="general-protection",[2]="general-block-transfer",[3]="read",[4]="write",[5]="unconfirmed-write",[6]="delta-value-encoding",[7]="reserved-seven",[8]="attribute0-supported-with-set",[9]="priority-mgmt-supported",[10]="attribute0-supported-with-get",[11]="block-transfer-with-get-or-read",[12]="block-transfer-with-set-or-write",[13]="block-transfer-with-action",[14]="multiple-references",[15]="information-report",[16]="data-notification",[17]="access",[18]="parameterized-access",[19]="get",[20]="set",[21]="selective-access",[22]="event-notification",[23]="action"},
}

-- How is ELEMENTS interpreted? Bytes (a Lua string) become nodes, as dissectors/core does it. A node is a table:
--   element, spec  rows of ELEMENTS: as declared, and the chosen alternative;  from, to  0-based, half-open
--   value, children, note.  Reading never errors: what is wrong is a note, and `failed` stops the siblings.
-- The files after this one see its locals, and are blocks of their own.
local MAX_DEPTH, MAX_NODES = 64, 65536
local HUGE = 2 ^ 48
local byte, sub, char, format, floor = string.byte, string.sub, string.char, string.format, math.floor

local READ = {}
local dlmscope = { READ = READ }

local function bit_of(value, mask) -- whether a single-bit mask is set
  return floor(value / mask) % 2 == 1
end

local function bits_of(value, shift, width)
  return floor(value / 2 ^ shift) % 2 ^ width
end

local function bytes_of(hex)
  return (hex:gsub("%x%x", function(pair) return char(tonumber(pair, 16)) end))
end

local function hex_of(text)
  return (text:gsub(".", function(c) return format("%02x", byte(c)) end))
end

local function number_at(data, at, size)
  if size == 1 then return byte(data, at + 1) end
  if size == 2 then
    local high, low = byte(data, at + 1, at + 2)
    return high * 256 + low
  end
  local value = 0
  for i = at + 1, at + size do value = value * 256 + byte(data, i) end
  return value
end

local function signed_at(data, at, size)
  local value = number_at(data, at, size)
  if size > 0 and byte(data, at + 1) >= 128 then value = value - 256 ^ size end
  return value
end

local function bit_text(data, at, count)
  local bits = {}
  for i = 0, count - 1 do
    bits[#bits + 1] = bit_of(byte(data, at + floor(i / 8) + 1), 2 ^ (7 - i % 8)) and "1" or "0"
  end
  return table.concat(bits)
end

local function node_of(element, from, to, value, children)
  return { element = element, spec = element, from = from, to = to, value = value, children = children }
end

local function mark(r, node, reason, at)
  if not node.note then r.notes = r.notes + 1 end
  node.note, node.note_at = reason, at
  return node
end

local function stop_at(r, element, from, to, reason, at)
  r.failed = true
  return mark(r, node_of(element, from, to < from and from or to), reason, at)
end

local function short_of(r, element, from, to, wanted)
  return stop_at(r, element, from, to, format("%s wants %d bytes, %d left", element.name, wanted, to - from), from)
end

-- Length or count at `at`: number (-1 where it is cut short) and the position behind it.
local function length_at(data, at, to)
  if at >= to then return -1, at end
  local first = byte(data, at + 1)
  at = at + 1
  if first < 0x80 then return first, at end
  local size = first - 0x80
  if size == 0 or size > 8 or at + size > to then return -1, at end
  for i = at + 1, at + size - 6 do -- beyond what a double counts exactly there is only "too large"
    if byte(data, i) > 0 then return HUGE, at + size end
  end
  return number_at(data, at + math.max(0, size - 6), math.min(size, 6)), at + size
end

local function read(r, element, at, to)
  return READ[element.kind](element, r, at, to)
end

local function child_of(element) return ELEMENTS[element.child] end

local function adopt(element, node, from)
  if node.element == node.spec then
    node.element, node.from = element, from
    return node
  end
  local outer = node_of(element, from, node.to, nil, { node })
  outer.spec = node.element
  return outer
end

local function enter(r)
  r.depth = r.depth + 1
  return r.depth <= MAX_DEPTH
end

local TRAILING = { kind = "rest", name = "trailing-bytes", field = "trailing_bytes" }

local function fill(r, children, at, to)
  local failed = r.failed
  r.failed = false
  if at < to then
    local node = node_of(TRAILING, at, to, sub(r.data, at + 1, to))
    if not failed then mark(r, node, format("%d bytes left over", to - at), at) end
    children[#children + 1] = node
  end
  return to
end

-- Decode data[from, to) as the root of that name. Returns the node, how many notes it has, and how many of them tell of
-- tolerated forms.
function dlmscope.decode(root, data, from, to)
  local r = { data = data, failed = false, notes = 0, tolerated = 0, depth = 0, budget = MAX_NODES, anchor = 0 }
  from, to = from or 0, to or #data
  local node = read(r, ELEMENTS[ROOTS[root]], from, to)
  if node.to < to and not node.note and not r.failed then
    mark(r, node, format("%d bytes follow %s", to - node.to, node.element.name), node.to)
  end
  return node, r.notes, r.tolerated
end
dlmscope.bits_of = bits_of

do -- scalars
-- How are numbers, octets, texts and times read?
local OPTIONAL_TIME = FLAGS.OPTIONAL_TIME

local function fixed(convert)
  return function(element, r, at, to)
    local stop = at + element.size
    if stop > to then return short_of(r, element, at, to, element.size) end
    return node_of(element, at, stop, convert(r.data, at, element.size))
  end
end

local function octets_at(data, at, size) return sub(data, at + 1, at + size) end

READ["unsigned"] = fixed(number_at)
READ["enumerated"] = READ["unsigned"]
READ["bits"] = READ["unsigned"]
READ["integer"] = fixed(signed_at)
READ["octets"] = fixed(octets_at)
READ["boolean"] = fixed(function(data, at) return byte(data, at + 1) ~= 0 end)

READ["float"] = fixed(function(data, at, size)
  local exponent_bits, fraction_bits = 8, 23
  if size == 8 then exponent_bits, fraction_bits = 11, 52 end
  local value = number_at(data, at, size == 8 and 2 or 2)
  local sign = value >= 0x8000 and -1 or 1
  value = value % 0x8000
  local kept = 15 - exponent_bits
  local exponent, fraction = floor(value / 2 ^ kept), value % 2 ^ kept
  for i = at + 3, at + size do fraction = fraction * 256 + byte(data, i) end
  local bias = 2 ^ (exponent_bits - 1) - 1
  if exponent == 2 ^ exponent_bits - 1 then return fraction == 0 and sign * math.huge or 0 / 0 end
  if exponent == 0 then return sign * fraction * 2 ^ (1 - bias - fraction_bits) end
  return sign * (1 + fraction / 2 ^ fraction_bits) * 2 ^ (exponent - bias)
end)

READ["octet-string"] = function(element, r, at, to)
  local size, start = length_at(r.data, at, to)
  if size < 0 or start + size > to then return short_of(r, element, at, to, (size < 0 and 1 or size) + start - at) end
  return node_of(element, at, start + size, sub(r.data, start + 1, start + size))
end

READ["bit-string"] = function(element, r, at, to)
  local count, start = length_at(r.data, at, to)
  local size = floor((count + 7) / 8)
  if count < 0 or start + size > to then return short_of(r, element, at, to, (count < 0 and 1 or size) + start - at) end
  return node_of(element, at, start + size, bit_text(r.data, start, count))
end

READ["null"] = function(element, r, at) return node_of(element, at, at) end

READ["rest"] = function(element, r, at, to)
  local stop = math.max(at, to - (element.size or 0))
  return node_of(element, at, stop, sub(r.data, at + 1, stop))
end

READ["timestamp"] = function(element, r, at, to)
  local data, start, form = r.data, at, nil
  if at >= to then return short_of(r, element, at, to, 1) end
  local first, second, third = byte(data, at + 1), byte(data, at + 2), byte(data, at + 3)
  local optional = element.flags == OPTIONAL_TIME
  if first == 0x09 and to - at >= 14 and second == 12 and (third == 0x07 or third == 0x08 or third == 0xFF) then
    form, start = "tagged", at + 1
  elseif optional and first == 1 and at + 1 < to then
    start = at + 1
  elseif optional and first ~= 0 then
    form = "bare"
  end
  local size, behind = length_at(data, start, to)
  if size < 0 or behind + size > to then return short_of(r, element, at, to, (size < 0 and 1 or size) + behind - at) end
  local node = node_of(element, at, behind + size, sub(data, behind + 1, behind + size))
  if form then
    mark(r, node, element.name .. " written in the " .. form .. " form", at)
    node.tolerated, r.tolerated = true, r.tolerated + 1
  end
  return node
end
end

do -- constructed
-- How are sequences, choices, lists, optional parts and containers read (A-XDR, IEC 61334-6)?
local LENGTH_OF_REST, ANCHOR, AUTHENTICATED = FLAGS.LENGTH_OF_REST, FLAGS.ANCHOR, FACTS.authenticated

READ["sequence"] = function(element, r, from, to)
  local children, at = {}, from
  for _, id in ipairs(element.children) do
    local each = ELEMENTS[id]
    local node = read(r, each, at, to)
    children[#children + 1] = node
    at = node.to
    if r.failed then break end
    if each.flags == ANCHOR then
      r.anchor = node.from
    elseif each.flags == LENGTH_OF_REST then
      if at + node.value <= to then
        to = at + node.value
      else
        mark(r, node, format("%d bytes announced, %d left", node.value, to - at), node.from)
      end
    end
  end
  return node_of(element, from, at, nil, children)
end

READ["choice"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local tag = byte(r.data, at + 1)
  local id = element.table[tag]
  if not id then return stop_at(r, element, at, to, format("%02X is no alternative of %s", tag, element.name), at) end
  local chosen = ELEMENTS[id]
  return adopt(element, read(r, chosen, chosen.tags and at or at + 1, to), at)
end

READ["sequence-of"] = function(element, r, from, to)
  local count, at = length_at(r.data, from, to)
  if count < 0 then return short_of(r, element, from, to, 1) end
  local children = {}
  local node = node_of(element, from, at, count, children)
  if count > to - at then mark(r, node, format("%d elements announced, %d bytes left", count, to - at), from) end
  if not enter(r) or r.budget < math.min(count, to - at) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "nested too deeply or too many", from)
  end
  local each = child_of(element)
  for _ = 1, count do
    if at >= to then
      r.failed = true
      mark(r, node, format("%d of %d elements", #children, count), from)
      break
    end
    local child = read(r, each, at, to)
    children[#children + 1] = child
    at = child.to
    if r.failed then break end
  end
  r.budget = r.budget - #children
  r.depth = r.depth - 1
  node.to = at
  return node
end

READ["optional"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local flag = byte(r.data, at + 1)
  if flag == 0 then return node_of(element, at, at + 1, element.default) end
  if flag ~= 1 then
    return stop_at(r, element, at, to, format("%s: %02X is neither 00 nor 01", element.name, flag), at)
  end
  return adopt(element, read(r, child_of(element), at + 1, to), at)
end
READ["default"] = READ["optional"]

READ["container"] = function(element, r, from, to)
  local size, at = length_at(r.data, from, to)
  if size < 0 then return short_of(r, element, from, to, 1) end
  local stop = math.min(at + size, to)
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "nested too deeply", from)
  end
  local children = { read(r, child_of(element), at, stop) }
  r.depth = r.depth - 1
  local node = node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
  if at + size > to then
    r.failed = true
    mark(r, node, format("%d bytes announced, %d left", size, to - at), from)
  end
  return node
end

READ["ciphered"] = function(element, r, from, to)
  local parts = element.children
  local children = { read(r, ELEMENTS[parts[1]], from, to) }
  if not r.failed then children[2] = read(r, ELEMENTS[parts[2]], children[1].to, to) end
  if r.failed then return node_of(element, from, children[#children].to, nil, children) end
  local at, tag = children[2].to, ELEMENTS[parts[4]]
  local tag_size = bit_of(children[1].value, AUTHENTICATED) and tag.size or 0
  if to - at < tag_size then
    children[3] = short_of(r, tag, at, to, tag_size)
    return node_of(element, from, to, nil, children)
  end
  children[3] = node_of(ELEMENTS[parts[3]], at, to - tag_size, sub(r.data, at + 1, to - tag_size))
  if tag_size > 0 then children[4] = node_of(tag, to - tag_size, to, sub(r.data, to - tag_size + 1, to)) end
  return node_of(element, from, to, nil, children)
end
end

do -- compact
-- How are compact arrays read: a type description, then values without tags?
local LEFT_OVER = { kind = "rest", name = "left-over", field = "left_over" }
local CONTENTS = { kind = "sequence-of", name = "contents", field = "contents" }

READ["type-description"] = function(element, r, from, to)
  if from >= to then return short_of(r, element, from, to, 1) end
  local id = child_of(element).table[byte(r.data, from + 1)]
  local chosen = id and ELEMENTS[id]
  if not chosen or chosen.kind == "compact-array" then
    return stop_at(r, element, from, to, format("%02X describes no type", byte(r.data, from + 1)), from)
  end
  local at, value = from + 1, nil
  if chosen.name == "array" then
    if at + 2 > to then return short_of(r, element, from, to, 3) end
    value, at = number_at(r.data, at, 2), at + 2
  elseif chosen.name == "structure" then
    value, at = length_at(r.data, at, to)
    if value < 0 or value > to - at then return stop_at(r, element, from, to, "structure too large", from) end
  end
  local node = node_of(element, from, at, value)
  node.spec = chosen
  if not value then return node end
  node.children = {}
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, to, "type description nested too deeply", from)
  end
  for _ = 1, chosen.name == "structure" and value or 1 do
    local each = READ["type-description"](element, r, at, to)
    node.children[#node.children + 1] = each
    at = each.to
    if r.failed then break end
  end
  r.depth = r.depth - 1
  node.to = at
  return node
end

local function described(description, r, from, to)
  local field, chosen = child_of(description.element), description.spec
  r.budget = r.budget - 1
  if r.budget < 0 then return stop_at(r, field, from, to, "too many elements", from) end
  if not description.children then
    local node = read(r, chosen, from, to)
    node.element = field
    return node
  end
  local children, at = {}, from
  local node = node_of(field, from, from, description.value, children)
  node.spec = chosen
  for _ = 1, chosen.name == "array" and description.value or 1 do
    for _, inner in ipairs(description.children) do
      local each = described(inner, r, at, to)
      children[#children + 1] = each
      at = each.to
      node.to = at
      if r.failed then return node end
    end
  end
  node.to = at
  return node
end

READ["compact-array"] = function(element, r, from, to)
  local description = read(r, ELEMENTS[element.children[1]], from, to)
  if r.failed then return node_of(element, from, description.to, nil, { description }) end
  local size, at = length_at(r.data, description.to, to)
  if size < 0 then
    r.failed = true
    return mark(r, node_of(element, from, to, nil, { description }), "contents length missing", description.to)
  end
  local stop, items, beyond = math.min(at + size, to), {}, at + size > to
  local contents = node_of(CONTENTS, description.to, stop, nil, items)
  while at < stop do
    local each = described(description, r, at, stop)
    items[#items + 1] = each
    if r.failed or each.to == at then break end
    at = each.to
  end
  if r.failed then
    r.failed = false
    mark(r, contents, format("contents end inside element %d", #items), at)
  elseif at < stop then
    items[#items] = mark(r, node_of(LEFT_OVER, at, stop, sub(r.data, at + 1, stop)), "elements of no size", at)
  end
  local node = node_of(element, from, stop, nil, { description, contents })
  if beyond then
    r.failed = true
    mark(r, node, format("%d bytes announced", size), description.to)
  end
  return node
end
end

do -- ber
-- How are the BER elements of an association read (ACSE)?
local SIGNED_CONTENT = FLAGS.SIGNED_CONTENT
local UNKNOWN = { kind = "rest", name = "unknown-member", field = "unknown_member" }

-- Start and end of the content behind the headers of an element, and a fault; nil where they do not fit.
local function headers(element, r, at, to)
  local data, tags, stop, fault, i, inner = r.data, element.tags or {}, to, nil, 1, false
  while i <= #tags do
    if at >= stop or byte(data, at + 1) ~= tags[i] then return nil end
    at = at + 1
    local short = false -- old writers leave out the octet with the tag's number
    if tags[i] % 32 == 31 then
      i = i + 1
      short = at >= stop or byte(data, at + 1) ~= tags[i]
      if not short then at = at + 1 end
    end
    i = i + 1
    local size, before = nil, at
    size, at = length_at(data, at, stop)
    if size < 0 or (short and at > before + 1) then return nil end
    if at + size > stop then
      fault = fault or format("%s: %d bytes announced, %d left", element.name, size, stop - at)
    else
      if inner and at + size < stop then
        fault = fault or format("%s: %d bytes announced, %d filled", element.name, stop - at, size)
      end
      stop = at + size
    end
    inner = true
  end
  return at, stop, fault
end

local function ber(content)
  return function(element, r, from, to)
    local at, stop, fault = headers(element, r, from, to)
    if not at then return stop_at(r, element, from, to, element.name .. " does not start as it should", from) end
    local node = content(element, r, from, at, stop)
    if fault then
      mark(r, node, fault, from)
      r.failed = true
    end
    return node
  end
end

READ["ber-octets"] = ber(function(element, r, from, at, stop)
  return node_of(element, from, stop, sub(r.data, at + 1, stop))
end)

READ["ber-integer"] = ber(function(element, r, from, at, stop)
  local convert = element.flags == SIGNED_CONTENT and signed_at or number_at
  return node_of(element, from, stop, convert(r.data, at, stop - at))
end)

READ["ber-bits"] = ber(function(element, r, from, at, stop)
  local unused = at < stop and byte(r.data, at + 1) or 8
  local count = 8 * (stop - at - 1) - unused
  if unused > 7 or count < 0 then return stop_at(r, element, from, stop, "bit string too short", at) end
  return node_of(element, from, stop, bit_text(r.data, at + 1, count))
end)

READ["ber-members"] = ber(function(element, r, from, at, stop)
  local children = {}
  while at < stop do
    local id = element.table and element.table[byte(r.data, at + 1)]
    local child
    if id then
      child = read(r, ELEMENTS[id], at, stop)
      if r.failed and child.to < stop then r.failed = false end
    else
      local size, behind = length_at(r.data, at + 1, stop)
      local next_at = size >= 0 and behind + size <= stop and behind + size or stop
      child = mark(r, node_of(UNKNOWN, at, next_at, sub(r.data, at + 1, next_at)),
        format("%s has no member %02X", element.name, byte(r.data, at + 1)), at)
    end
    children[#children + 1] = child
    at = math.max(child.to, at + 1)
  end
  return node_of(element, from, stop, nil, children)
end)

READ["ber-choice"] = ber(function(element, r, from, at, stop)
  local id = at < stop and element.table[byte(r.data, at + 1)]
  if not id then return stop_at(r, element, from, stop, element.name .. ": no known alternative", at) end
  local children = { read(r, ELEMENTS[id], at, stop) }
  return node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
end)

READ["ber-content"] = ber(function(element, r, from, at, stop)
  if not enter(r) then
    r.depth = r.depth - 1
    return stop_at(r, element, from, stop, "nested too deeply", from)
  end
  local children = { read(r, child_of(element), at, stop) }
  r.depth = r.depth - 1
  return node_of(element, from, fill(r, children, children[1].to, stop), nil, children)
end)
end

do -- frames
-- How are frames read: checksums, HDLC addresses, control fields?
local POLYNOMIAL = 0x8408 -- of the check sequence, bits reversed (ISO/IEC 13239)
local LENGTH_BITS = 2 ^ FACTS.hdlc_length_bits
-- Exclusive or of two 16-bit numbers: an operator from Lua 5.3 on, a function of 5.2, else bit by bit.
local function xor_bits(a, b)
  local result, bit = 0, 1
  for _ = 1, 16 do
    if a % 2 ~= b % 2 then result = result + bit end
    a, b, bit = floor(a / 2), floor(b / 2), bit * 2
  end
  return result
end

local chunk = load and load("return function(a, b) return a ~ b end")
local library = rawget(_G, "bit32")
local xor16 = chunk and chunk() or library and library.bxor or xor_bits

local CRC = {}
for i = 0, 255 do
  local crc = i
  for _ = 1, 8 do
    crc = crc % 2 == 1 and xor16(floor(crc / 2), POLYNOMIAL) or floor(crc / 2)
  end
  CRC[i] = crc
end

local CHECKS = {
  fcs16 = { size = 2, compute = function(data, from, to)
    local crc = 0xFFFF
    for i = from + 1, to do crc = xor16(floor(crc / 256), CRC[xor16(crc % 256, byte(data, i))]) end
    crc = 0xFFFF - crc
    return crc % 256 * 256 + floor(crc / 256)
  end },
  sum8 = { size = 1, compute = function(data, from, to)
    local sum = 0
    for i = from + 1, to do sum = (sum + byte(data, i)) % 256 end
    return sum
  end },
}

-- Whether data[from, to) ends in its right check sequence.
function dlmscope.checks(data, from, to)
  return to - from > 2 and CHECKS.fcs16.compute(data, from, to - 2) == number_at(data, to - 2, 2)
end

READ["check"] = function(element, r, at, to)
  local check = CHECKS[element.form]
  if at + check.size > to then return short_of(r, element, at, to, check.size) end
  local value = number_at(r.data, at, check.size)
  local node = node_of(element, at, at + check.size, value)
  local expected = check.compute(r.data, r.anchor, at)
  if value ~= expected then mark(r, node, format("%s is %04X, should be %04X", element.name, value, expected), at) end
  if check.size == 2 then node.value = value % 256 * 256 + floor(value / 256) end
  return node
end

READ["address"] = function(element, r, from, to)
  local at = from
  while at < to and at - from < 4 and byte(r.data, at + 1) % 2 == 0 do at = at + 1 end
  local size = at - from + 1
  if at >= to or size > 4 then return stop_at(r, element, from, to, "address does not end within 4 bytes", from) end
  local parts = {}
  for i = 1, size do parts[i] = floor(byte(r.data, from + i) / 2) end
  local upper, lower = parts[1], parts[2]
  if size == 4 then upper, lower = parts[1] * 128 + parts[2], parts[3] * 128 + parts[4] end
  local node = node_of(element, from, from + size, upper)
  node.lower = lower
  if size == 3 then mark(r, node, "address of 3 bytes", from) end
  return node
end

local function row_of(element, value)
  for _, row in ipairs(element.patterns) do
    local fits = true
    for bit = 0, 7 do
      if bit_of(row.mask, 2 ^ bit) and bit_of(row.bits, 2 ^ bit) ~= bit_of(value, 2 ^ bit) then fits = false end
    end
    if fits then return row end
  end
end

READ["pattern"] = function(element, r, at, to)
  if at >= to then return short_of(r, element, at, to, 1) end
  local node = node_of(element, at, at + 1, byte(r.data, at + 1))
  node.row = row_of(element, node.value)
  if not node.row then mark(r, node, format("%02X is no %s", node.value, element.name), at) end
  return node
end

READ["hdlc-frame"] = function(element, r, from, to)
  local at = byte(r.data, from + 1) == FACTS.hdlc_flag and from + 1 or from
  local part = {}
  for i, id in ipairs(element.children) do part[i] = ELEMENTS[id] end
  r.anchor = at
  local children = {}
  local node = node_of(element, from, to, nil, children)
  children[1] = read(r, part[1], at, to)
  if r.failed then return node end
  local stop = at + children[1].value % LENGTH_BITS
  if stop > to then
    mark(r, children[1], format("%d bytes announced, %d left", stop - at, to - at), at)
    stop = to
  end
  at = children[1].to
  local body = math.max(at, stop - 2)
  for i = 2, 4 do
    children[i] = read(r, part[i], at, body)
    at = children[i].to
    if r.failed then return node end
  end
  if at < body then
    children[5] = read(r, part[5], at, body)
    if not r.failed then
      local row = children[4].row
      local id = row and part[6].table[row.bits]
      local information = read(r, id and ELEMENTS[id] or child_of(part[6]), children[5].to, body)
      information.element = part[6]
      children[6] = information
      fill(r, children, information.to, body)
    end
  end
  r.failed = false
  children[#children + 1] = read(r, part[7], body, stop)
  node.to = stop < to and byte(r.data, stop + 1) == FACTS.hdlc_flag and stop + 1 or stop
  return node
end
end

do -- forms
-- How are octets written: hex, OBIS code, object identifier, characters, dates and times?
local forms = {}
dlmscope.forms = forms
local CLOCK = CLOCK_WORDS -- { months = { [0xFD] = "dst-end", … }, days = …, unspecified = 0xFF }
local UNSPECIFIED, NO_YEAR, NO_DEVIATION = CLOCK.not_specified, CLOCK.no_year, CLOCK.no_deviation

local function two(value, special)
  if value == UNSPECIFIED then return "*" end
  return special and special[value] or format("%02d", value)
end

local function date(raw)
  local year = number_at(raw, 0, 2)
  return format("%s-%s-%s", year == NO_YEAR and "*" or format("%04d", year), two(byte(raw, 3), CLOCK.months), two(byte(raw, 4), CLOCK.days))
end

local function time(raw, at)
  local h, m, s, hundredths = byte(raw, at + 1, at + 4)
  return format("%s:%s:%s.%s", two(h), two(m), two(s), two(hundredths))
end

local function date_time(raw)
  local deviation, offset = signed_at(raw, 9, 2), ""
  if deviation ~= NO_DEVIATION then
    local minutes = math.abs(deviation)
    offset = format("%s%02d:%02d", deviation > 0 and "-" or "+", floor(minutes / 60), minutes % 60)
  end
  return date(raw) .. "T" .. time(raw, 5) .. offset
end

local function oid(raw)
  if raw == "" or byte(raw, #raw) > 127 then return hex_of(raw) end
  local first = math.min(floor(byte(raw, 1) / 40), 2)
  local arcs, number = { first }, 0
  for at = 1, #raw do
    number = number * 128 + byte(raw, at) % 128
    if byte(raw, at) < 128 then
      arcs[#arcs + 1] = format("%.0f", number)
      number = 0
    end
  end
  arcs[2] = format("%.0f", tonumber(arcs[2]) - 40 * first)
  return table.concat(arcs, ".")
end

-- Length of the UTF-8 sequence that starts at `at`, 0 where none does: shortest forms only, no surrogates.
local function sequence(raw, at)
  local a, b, c, d = byte(raw, at, at + 3)
  local function follows(x) return x and x >= 0x80 and x < 0xC0 end
  if a < 0x80 then return 1 end
  if a >= 0xC2 and a < 0xE0 then return follows(b) and 2 or 0 end
  if a >= 0xE0 and a < 0xF0 then
    local shortest, surrogate = a ~= 0xE0 or (b and b >= 0xA0), a == 0xED and b and b >= 0xA0
    return follows(b) and follows(c) and shortest and not surrogate and 3 or 0
  end
  if a >= 0xF0 and a < 0xF5 then
    local fits = (a ~= 0xF0 or (b and b >= 0x90)) and (a ~= 0xF4 or (b and b < 0x90))
    return follows(b) and follows(c) and follows(d) and fits and 4 or 0
  end
  return 0
end

local function text(raw)
  if not raw:find("[%c\128-\255]") then return raw end
  local parts, at = {}, 1
  while at <= #raw do
    local size = sequence(raw, at)
    local c = sub(raw, at, at + math.max(size, 1) - 1)
    if size == 0 or c == "\0" then c = format("\\x%02x", byte(c)) end -- a zero would end the text
    parts[#parts + 1] = c
    at = at + math.max(size, 1)
  end
  return table.concat(parts)
end

function forms.obis(raw)
  if #raw ~= 6 then return hex_of(raw) end
  return format("%d-%d:%d.%d.%d*%d", byte(raw, 1, 6))
end

local SHOW = { obis = forms.obis, oid = oid, text = text }
local TIMES = { ["date-time"] = { 12, date_time }, date = { 5, date }, time = { 4, function(raw) return time(raw, 0) end } }

-- The text of octets in a form; hex for forms of no text of their own and for octets of another size.
function forms.show(form, raw)
  local times = TIMES[form]
  if times then return #raw == times[1] and times[2](raw) or hex_of(raw) end
  return (SHOW[form] or hex_of)(raw)
end
end

do -- names
-- What are objects, their attributes and methods called? OBIS names come from the rules of dissectors/cosem, read at the
-- first look-up: the rule that covers the fewest codes wins, and its name has places to fill in.
local names = {}
dlmscope.names = names
local GROUPS = { A = 1, B = 2, C = 3, D = 4, E = 5, F = 6 }
local NONE, MOST_KNOWN = {}, 65536
local by_c, cells, sets -- rules by pack and value of C; cells by table and value; sets of values by their text
local known, kept = {}, 0

-- The values of "0-3,7,255" as a set, and how many they are; all 256 for "*".
local function set_of(text)
  local found = sets[text]
  if not found then
    found = { size = 0 }
    for first, last in (text == "*" and "0-255" or text):gmatch("(%d+)%-?(%d*)") do
      for value = tonumber(first), tonumber(last ~= "" and last or first) do
        if not found[value] then found[value], found.size = true, found.size + 1 end
      end
    end
    sets[text] = found
  end
  return found
end

local function parts_of(line)
  local parts = {}
  for part in (line .. "\t"):gmatch("([^\t]*)\t") do parts[#parts + 1] = part end
  return parts
end

local function load_rules()
  by_c, cells, sets = {}, {}, {}
  for line in OBIS_RULES:gmatch("[^\n]+") do
    local parts = parts_of(line)
    local rule = { classes = parts[8] ~= "*" and set_of(parts[8]), name = parts[9], short = parts[10], size = 1 }
    for group = 1, 6 do
      rule[group] = set_of(parts[group + 1])
      rule.size = rule.size * rule[group].size
    end
    local pack = by_c[parts[1]]
    if not pack then
      pack = {}
      by_c[parts[1]] = pack
    end
    for value = 0, 255 do
      if rule[3][value] then
        pack[value] = pack[value] or {}
        table.insert(pack[value], rule)
      end
    end
  end
  for line in OBIS_CELLS:gmatch("[^\n]+") do
    local parts = parts_of(line)
    local cell = { parts[3], parts[4], parts[5], parts[6], integral = parts[7] == "1" }
    cells[parts[1]] = cells[parts[1]] or {}
    for value in pairs(set_of(parts[2])) do
      if value ~= "size" then cells[parts[1]][value] = cell end
    end
  end
end

local function covers(rule, code)
  for group = 1, 6 do
    if not rule[group][code[group]] then return false end
  end
  return true
end

local function find(pack, code, class_id)
  local best, best_rank
  for _, rule in ipairs((by_c[pack] or NONE)[code[3]] or NONE) do
    if covers(rule, code) and not (class_id and rule.classes and not rule.classes[class_id]) then
      local monitor = not class_id and rule.classes and rule.classes.size == 1 and rule.classes[OBIS_FACTS.monitor]
      local rank = (monitor and 2 ^ 50 or 0) + rule.size
      if not best or rank < best_rank then best, best_rank = rule, rank end
    end
  end
  return best
end

local render

local function cell_text(name, code, value, short, integral)
  local cell = cells[name] and cells[name][value]
  if not cell then return tostring(value) end
  local text = cell[(integral and 2 or 0) + (short and 1 or 0) + 1]
  return text:find("{", 1, true) and render(text, code) or text
end

local function inline(choices, value)
  for choice in choices:gmatch("[^;]+") do
    local values, text = choice:match("^([^=]*)=(.*)$")
    if values and set_of(values)[value] then return (text:gsub("#", tostring(value))) end
  end
  return tostring(value)
end

-- A rule's name with its places filled in; parts that come out empty go, commas and all.
function render(template, code, short, integral)
  local text = template:gsub("{([A-F])([^}]*)}", function(group, rest)
    local value, kind = code[GROUPS[group]], rest:sub(1, 1)
    if kind == "" then return tostring(value) end
    if kind == "+" or kind == "-" then return tostring(value + tonumber(rest)) end
    if kind == "?" then return (value == 0 or value == 255) and "" or (rest:sub(2):gsub("#", tostring(value))) end
    if rest:find("=", 1, true) then return inline(rest:sub(2), value) end
    return cell_text(rest:sub(2), code, value, short, integral)
  end)
  local parts = {}
  text = text:gsub("^[ ,]+", ""):gsub("[ ,]+$", ""):gsub("%s*,%s+", "\0"):gsub("%s+,%s*", "\0")
  for part in text:gmatch("[^%z]+") do parts[#parts + 1] = part end
  return (table.concat(parts, ", "):gsub("%s%s+", " "))
end

local function named(code, rule)
  local measured = code[1] == OBIS_FACTS.electricity and rule.name:find("{C:elec_C}", 1, true)
  local processing = measured and cells.elec_D[code[4]]
  local integral = processing and processing.integral
  local short = render(rule.short, code, true, integral)
  if measured and short:sub(-6) == " total" then
    local quantity = cell_text("elec_C", code, code[3], true, integral) .. " total"
    if short:sub(-#quantity) ~= quantity then short = short:sub(1, -7) end
  end
  local medium = cells.A_medium[code[1]]
  if medium and code[1] ~= OBIS_FACTS.abstract and code[1] ~= OBIS_FACTS.electricity then short = medium[2] .. " " .. short end
  if code[2] >= OBIS_FACTS.first_channel and code[2] <= OBIS_FACTS.last_channel and not rule.name:find("{B", 1, true) then
    short = short .. ", channel " .. code[2]
  end
  return short:sub(1, 1):upper() .. short:sub(2)
end

local function described(class_id, raw)
  if not by_c then load_rules() end
  local code = { byte(raw, 1, 6) }
  local country = code[3] == OBIS_FACTS.country_specific and OBIS_FACTS.countries[code[4]]
  local rule
  for _, pack in ipairs(OBIS_FACTS.packs) do rule = rule or find(pack, code, class_id) end
  rule = rule or (country and find(country, code, class_id)) or find("", code, class_id) or find("", code, nil)
  return rule and named(code, rule) or false
end

-- The name of an object, nil where the rules give none; `class_id` may be nil.
function names.object(class_id, raw)
  if #raw ~= 6 or OBIS_RULES == "" then return nil end
  local key = (class_id or "") .. raw
  local found = known[key]
  if found == nil then
    if kept >= MOST_KNOWN then known, kept = {}, 0 end
    found = described(class_id, raw)
    known[key], kept = found, kept + 1
  end
  return found or nil
end

-- The names of an object's class, and of the attribute or method that is meant; nil where they are not known.
function names.member(object)
  local class = CLASSES[object.class_id]
  if not class then return nil, nil end
  local members = object.method and class.methods or class.attributes
  local member = members and members[object.number]
  return class.name, member and member.name
end

-- An object as it stands in the list; made once.
function names.short(object)
  local text = object.short
  if not text then
    local name = names.object(object.class_id, object.name)
    local _, member = names.member(object)
    text = dlmscope.forms.obis(object.name) .. (name and " " .. name or "") .. (member and ", " .. member or "")
    object.short = text
  end
  return text
end
end

do -- values
-- What does a value say: a quantity with its unit, a date, the name of a code? By what classes declare and answers taught.
local values = {}
dlmscope.values = values
local MOST_OBJECTS, MOST_FACTS, PLAIN_SCALER, EXACT = 65536, 64, 18, 2 ^ 53
local NUMBERS = { ["unsigned"] = true, ["integer"] = true, ["enumerated"] = true }
local facts, count = {}, 0

function values.reset() facts, count = {}, 0 end

-- What the class declares of the attribute that an object's reference names, false where nothing; looked up once.
local function attribute_of(object)
  local found = object.declared
  if found == nil then
    local class = not object.method and CLASSES[object.class_id]
    found = class and class.attributes and class.attributes[object.number] or false
    object.declared = found
  end
  return found
end

-- Whether an answer about this object teaches a scaler and a unit.
function values.teaches(object)
  local attribute = attribute_of(object)
  return attribute and attribute.scaler
end

-- Whether a value of this object may have a reading other than itself.
function values.wants(object)
  local attribute = attribute_of(object)
  return attribute and (attribute.form or attribute.codes or (attribute.scaled and count > 0))
end

local function key_of(place, object) return place .. "|" .. object.class_id .. object.name end

-- Take what an answer in packet `frame` teaches: a structure of a scaler and a unit.
function values.learn(places, object, data, frame)
  local parts = data.children
  if not parts or #parts ~= 2 then return end
  local scaler, unit = parts[1].value, parts[2].value
  if not NUMBERS[parts[1].spec.kind] or not NUMBERS[parts[2].spec.kind] or not scaler or not unit then return end
  for _, place in ipairs(places) do
    local key = key_of(place, object)
    local list = facts[key]
    if not list and count < MOST_OBJECTS then
      list, count = {}, count + 1
      facts[key] = list
    end
    local last = list and list[#list]
    if list and #list < MOST_FACTS and not (last and last[2] == scaler and last[3] == unit) then
      list[#list + 1] = { frame, scaler, unit }
    end
  end
end

-- The last fact before a packet, else the first after it.
local function fact_for(places, object, frame)
  for _, place in ipairs(places) do
    local list = facts[key_of(place, object)]
    if list then
      local found = list[1]
      for _, each in ipairs(list) do
        if each[1] <= frame then found = each end
      end
      return found
    end
  end
end

local function digits(value, scaler)
  local whole = format("%.0f", math.abs(value))
  local sign = value < 0 and "-" or ""
  if scaler == 0 then return sign .. whole end
  if scaler > PLAIN_SCALER or scaler < -PLAIN_SCALER then return format("%s%se%+d", sign, whole, scaler) end
  if scaler > 0 then return value == 0 and "0" or sign .. whole .. ("0"):rep(scaler) end
  whole = ("0"):rep(1 - scaler - #whole) .. whole
  return sign .. whole:sub(1, scaler - 1) .. "." .. whole:sub(scaler)
end

-- The reading of a Data node that is the value of `object`, nil where the bare value is all there is.
function values.text(places, object, data, frame)
  local attribute, value, spec = attribute_of(object), data.value, data.spec
  if not attribute or value == nil then return nil end
  if attribute.scaled and NUMBERS[spec.kind] and value == value and value < EXACT and value > -EXACT then
    local fact = fact_for(places, object, frame)
    if not fact then return nil end
    local unit = UNITS[fact[3]] or "unit " .. fact[3]
    return digits(value, fact[2]) .. (unit ~= "" and " " .. unit or "")
  end
  if attribute.form and spec.kind == "octet-string" then
    local text = dlmscope.forms.show(attribute.form, value)
    return text ~= hex_of(value) and text or nil
  end
  return attribute.codes and NUMBERS[spec.kind] and attribute.codes[value] or nil
end

-- The one Data that an answer of a plan carries behind its fixed part, nil where it carries none.
function values.data(plan, data)
  local rests = plan.answers and plan.rests
  if not rests or rests[byte(data, plan.behind + 1)] ~= true then return nil end
  local node, notes = dlmscope.decode("data", data, plan.behind + 1)
  return notes == 0 and node or nil
end
end

do -- crypto
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
end

do -- keys
-- What does a key file say? Tables [[meter]] and [[meter.client]] with texts, whole numbers, lists of texts and comments.
--   keys.parse(text, name) -> entries, or nil and an error that names the line and never a value.
--   An entry: { name, title, sap, addresses, group, fields = { guek = { bytes, … }, … } }.
local keys = {}
dlmscope.keys = keys

local function binary(text)
  local hex = text:gsub("[%s:%-]", "")
  if #hex % 2 == 1 or hex:find("%X") then return nil end
  return bytes_of(hex)
end

local ESCAPES = { b = "\b", t = "\t", n = "\n", f = "\f", r = "\r", ['"'] = '"', ["\\"] = "\\" }

-- A text that starts at `at` of a line: the text and the position behind it.
local function text_at(line, at)
  local quote = line:sub(at, at)
  if line:sub(at, at + 2) == quote:rep(3) then return nil end
  local parts, from = {}, at + 1
  while from <= #line do
    local c = line:sub(from, from)
    if c == quote then return table.concat(parts), from + 1 end
    if c == "\\" and quote == '"' then
      from = from + 1
      c = ESCAPES[line:sub(from, from)]
      if not c then return nil end
    end
    parts[#parts + 1] = c
    from = from + 1
  end
end

local function blank(line, at) return line:find("^%s*$", at) or line:find("^%s*#", at) end

-- A value that starts at `at`: the value and the position behind it; nil where it is none of the subset, and a second
-- nil, true where a list goes on in the next line.
local function value_at(line, at)
  at = line:find("%S", at)
  if not at then return nil end
  local c = line:sub(at, at)
  if c == '"' or c == "'" then return text_at(line, at) end
  if c == "[" then
    local list, comma = {}, true
    at = at + 1
    while true do
      at = line:find("%S", at)
      if not at or line:sub(at, at) == "#" then return nil, true end
      c = line:sub(at, at)
      if c == "]" then return list, at + 1 end
      if c == "," and not comma then
        comma, at = true, at + 1
      elseif (c == '"' or c == "'") and comma then
        local text
        text, at = text_at(line, at)
        if not text then return nil end
        list[#list + 1], comma = text, false
      else
        return nil
      end
    end
  end
  local digits = line:match("^[+-]?%d[%d_]*", at)
  if digits then return tonumber((digits:gsub("_", ""))), at + #digits end
end

-- A comment at the end of a line of a list, taken off before the next line is put behind it.
local function without_comment(line)
  local at, quote = 1, nil
  while at <= #line do
    local c = line:sub(at, at)
    if quote then
      if c == "\\" and quote == '"' then at = at + 1 elseif c == quote then quote = nil end
    elseif c == '"' or c == "'" then
      quote = c
    elseif c == "#" then
      return line:sub(1, at - 1)
    end
    at = at + 1
  end
  return line
end

local function listed(value)
  if type(value) == "table" then return value end
  return { value }
end

local function put(entry, field, key)
  local of = entry.fields[field] or {}
  entry.fields[field] = of
  of[#of + 1] = key
end

-- Take one field into an entry; what is wrong with it, or nil.
local function take(entry, field, value)
  if not KEY_FILE.fields[field] then return "no such field" end
  if field == "sap" then
    if type(value) ~= "number" then return "wants a number" end
    entry.sap = value
    return
  end
  for _, each in ipairs(listed(value)) do
    if type(each) ~= "string" then return "wants text" end
    if each ~= "" then
      if field == "name" then
        entry.name = each
      elseif field == "address" then
        entry.addresses[#entry.addresses + 1] = each
      elseif field == "system_title" then
        entry.title = binary(each)
        if not entry.title or #entry.title ~= 8 then return "wants 8 bytes in hex" end
      elseif KEY_FILE.keys[field] then
        local key = binary(each)
        if not key then return "not hex with an even number of digits" end
        if not KEY_FILE.sizes[#key] then return format("%d bytes, wants 16 or 32", #key) end
        put(entry, field, key)
      elseif field == "password_text" then
        put(entry, "password", each)
      elseif field == "password" then
        local key = binary(each)
        if not key then return "not hex with an even number of digits" end
        put(entry, field, key)
      end
    end
  end
end

function keys.parse(text, name)
  local entries, entry, number, open, meters = {}, nil, 0, nil, 0
  local meter
  local function fault(reason) return nil, format("%s:%d: %s", name, number, reason) end
  for line in (text:gsub("^\239\187\191", "") .. "\n"):gmatch("([^\n]*)\n") do
    number = number + 1
    line = line:gsub("\r$", "")
    if open then
      line = without_comment(open) .. " " .. line
      open = nil
    end
    local head, behind = line:match("^%s*%[%[%s*([%w_.%-]+)%s*%]%]()")
    if head then
      if not blank(line, behind) then return fault("text behind the table") end
      if head == "meter" then
        meters = meters + 1
        meter = { name = "", addresses = {}, fields = {}, group = meters }
        entry = meter
      elseif head == "meter.client" then
        if not meter then return fault("[[meter.client]] stands before any [[meter]]") end
        entry = { name = meter.name, addresses = meter.addresses, fields = {}, group = meters, client = true }
      else
        return fault("no such table; wants [[meter]] or [[meter.client]]")
      end
      entries[#entries + 1] = entry
    elseif not blank(line, 1) then
      local field, start = line:match('^%s*"?([%w_%-]+)"?%s*=()')
      if not field then return fault("wants NAME = VALUE, [[meter]] or [[meter.client]]") end
      if not entry then return fault(field .. ": stands before any [[meter]]") end
      local value, stop = value_at(line, start)
      if value == nil and stop == true then
        open = line
      elseif value == nil or not blank(line, stop) then
        return fault(field .. ": wants a text, a whole number or a list of texts in one line each")
      else
        local wrong = take(entry, field, value)
        if wrong then return fault(field .. ": " .. wrong) end
      end
    end
  end
  if open then return fault("a list that does not end") end
  for at, each in ipairs(entries) do
    if each.client and not each.sap then return nil, format("%s: entry %d: sap is missing", name, at) end
  end
  return entries
end

-- The entries of single-meter settings: texts in hex by name; what is wrong, or nil.
function keys.single(settings, client_title)
  local entry = { name = "preferences", addresses = {}, fields = {}, group = "preferences" }
  for field, value in pairs(settings) do
    local wrong = take(entry, field, value)
    if wrong then return nil, field .. ": " .. wrong end
  end
  local client = { name = "preferences", addresses = {}, fields = {}, group = "preferences", any_sap = true }
  local wrong = take(client, "system_title", client_title or "")
  if wrong then return nil, "client_title: " .. wrong end
  return { entry, client }
end
end

do -- ring
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
end

do -- opener
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
end

do -- services
-- Which service is an APDU, and which objects does it name? Read from fixed offsets (SERVICES, made from the head plans).
--   A plan: { name, family, sender, answers, asks, kind, invoke, invoke_size, invoke_mask, class_at, … }
--   An object: { class_id, name (6 bytes), number, method, key }, or { short_name }.
local services = {}
dlmscope.services = services
local DESCRIPTOR_SIZE, MOST_KNOWN = FACTS.descriptor_size, 65536
local NONE = {}
services.NONE = NONE -- no objects: shared, never changed
local known, kept = {}, 0

-- The name of a message's innermost readable service.
function services.name(m) return m.service or m.plan.name end

-- Something worth telling about a message; severity and title stand in FINDINGS under `code`.
function services.finding(m, code, text)
  if not m.findings then m.findings = {} end
  m.findings[#m.findings + 1] = { code, text }
end

-- The plan of an APDU by its first two bytes; nil where they name none.
function services.plan(data, at)
  local row = SERVICES[byte(data, at + 1)]
  local choices = row and row.choices
  if not choices then return row end
  return choices[byte(data, at + 2)]
end

-- The first node of that name at or below `node`.
local function find(node, name)
  if node.element.name == name or node.spec.name == name then return node end
  for _, child in ipairs(node.children or NONE) do
    local found = find(child, name)
    if found then return found end
  end
end
services.find = find

function services.child(node, name)
  for _, child in ipairs(node.children or NONE) do
    if child.element.name == name or child.spec.name == name then return child end
  end
end

local function described(key, method)
  local number = byte(key, DESCRIPTOR_SIZE)
  if number > 127 then number = number - 256 end
  return { class_id = number_at(key, 0, 2), name = sub(key, 3, 8), number = number, method = method, key = key }
end

local function gather(node, found)
  local children = node.children
  if not children then
    if node.spec.name == FACTS.variable_name and node.value then found[#found + 1] = { short_name = node.value } end
    return
  end
  if #children == 3 and children[1].element.name == FACTS.class_id and children[3].value then
    local method = children[3].element.name == FACTS.method_id
    local key = char(floor(children[1].value / 256), children[1].value % 256) .. children[2].value
    found[#found + 1] = described(key .. char(children[3].value % 256), method)
    return
  end
  for _, child in ipairs(children) do gather(child, found) end
end

-- The objects in the order the APDU names them. The list of one object is shared: it is never changed.
function services.objects(data, plan)
  local at = plan.class_at
  if at then
    local key = sub(data, at + 1, at + DESCRIPTOR_SIZE)
    local of = plan.method and key .. "m" or key
    local found = known[of]
    if not found then
      if #key < DESCRIPTOR_SIZE then return NONE end
      found = { described(key, plan.method) }
      if kept < MOST_KNOWN then known[of], kept = found, kept + 1 end
    end
    return found
  end
  if not plan.listed then return NONE end
  local found = {}
  gather(dlmscope.decode("apdu", data), found)
  return found
end
end

do -- conversation
-- Who talks with whom, what is still unanswered, which titles are known where?
--   A flow has `places` (addresses of both ends as the key file writes them); a conversation is one pair of SAPs in it.
local conversation = {}
dlmscope.conversation = conversation
local MOST_PENDING, MOST_CONVERSATIONS, MOST_TITLES = 64, 65536, 65536
local SIDES = { "client", "server" }
local ring = dlmscope.ring
local count, titles, titled = 0, {}, 0

function conversation.reset() count, titles, titled = 0, {}, 0 end

local function address_of(number, physical) return "hdlc:" .. (number or "") .. "/" .. (physical or 0) end

-- The conversation of a flow between two SAPs; `gateway` is a text that tells devices behind gateways apart, or nil.
function conversation.of(flow, client, server, physical, gateway)
  local key = ((client or 65535) * 65536 + (server or 65535)) * 65536 + (physical or 65535)
  if gateway then key = key .. gateway end
  local found = flow.conversations[key]
  if found then return found end
  if count >= MOST_CONVERSATIONS then
    flow.conversations, count = {}, 0
  end
  count = count + 1
  local addresses, place = {}, {}
  for at, where in ipairs(flow.places) do
    addresses[at] = where
    place[at] = where .. "|" .. (server or "") .. "|" .. (physical or "") .. "|" .. (gateway or "")
  end
  addresses[#addresses + 1] = address_of(server, physical)
  if gateway then addresses[#addresses + 1] = "gateway:" .. gateway end
  found = {
    client = client, server = server, physical = physical, addresses = addresses, place = place,
    pending = {}, subjects = {}, transfers = {}, running = 0, general = {}, known = {},
  }
  flow.conversations[key] = found
  return found
end

-- One side sends something of its own: what the other had transferred is done with; where it is `over`, complete or not.
function conversation.speaks(c, sender, over)
  for side, transfer in pairs(c.general) do
    if side ~= sender and (over or transfer.complete) then c.general[side] = nil end
  end
end

-- The link was reset or closed: no association outlives it.
function conversation.ended(c)
  c.association, c.known, c.pending, c.subjects, c.transfers, c.running, c.general = nil, {}, {}, {}, {}, 0, {}
end

-- questions and answers -----------------------------------------------------------------------------

-- The family of a question: that of its plan, but for one that stays closed or is none of an APDU.
local function family_of(question) return question.family or question.plan.family end

-- Whether a family is one of the standard's requests: those of association and link are answered in clear.
local function is_request(family) return family:sub(-#FACTS.request) == FACTS.request end

local function key_of(question) return question.invoke_id or family_of(question) end

-- Put a question (a message).
function conversation.ask(c, question)
  local pending, key = c.pending, key_of(question)
  for at = 1, #pending do
    local other = pending[at]
    if key_of(other) == key then
      table.remove(pending, at)
      break
    end
  end
  pending[#pending + 1] = question
  if #pending > MOST_PENDING then table.remove(pending, 1) end
end

-- The question that an answer to `family` belongs to, and whether its invoke id fits.
function conversation.answer(c, family, invoke_id)
  local pending, key = c.pending, invoke_id or family
  for at = 1, #pending do
    local question = pending[at]
    if family_of(question) == family and key_of(question) == key then
      table.remove(pending, at)
      return question, true
    end
  end
  for at = 1, #pending do
    if family_of(pending[at]) == family then return table.remove(pending, at), false end
  end
  for at = 1, is_request(family) and #pending or 0 do
    if pending[at].family == FACTS.closed_request then return table.remove(pending, at), true end
  end
  return nil, true
end

-- The one question that is open, where there is just one: what an answer that stays closed is about.
function conversation.only_question(c)
  local question = c.pending[1]
  if question and not c.pending[2] and is_request(family_of(question)) then return table.remove(c.pending, 1) end
end

function conversation.any_question(c) return table.remove(c.pending, 1) end

-- titles -------------------------------------------------------------------------------------------

-- A title that was seen at a place is known there from now on, over connections.
function conversation.remember(c, side, title)
  for _, place in ipairs(c.place) do
    local key = side .. place
    if not titles[key] then
      if titled >= MOST_TITLES then titles, titled = {}, 0 end
      titled = titled + 1
    end
    titles[key] = title
  end
end

local function gathered()
  local found, seen = {}, {}
  return found, function(title)
    if title and title ~= "" and not seen[title] then
      seen[title] = true
      found[#found + 1] = title
    end
  end
end

-- Whose keys open what passes here: the titles of both sides, the addresses, the client's SAP.
function conversation.wanted(c)
  local found, take = gathered()
  local association = c.association
  if association then
    take(association.client_title)
    take(association.server_title)
  end
  for _, place in ipairs(c.place) do
    for _, side in ipairs(SIDES) do take(titles[side .. place]) end
  end
  return { titles = found, addresses = c.addresses, sap = c.client, agreed = association and association.dedicated }
end

-- Titles the sender may have, likeliest first: of the association, of the place, of the key file.
function conversation.titles(c, sender)
  local found, take = gathered()
  for _, side in ipairs(sender and { sender } or SIDES) do
    local association = c.association
    if association then take(association[side .. "_title"]) end
    for _, place in ipairs(c.place) do take(titles[side .. place]) end
    for _, title in ipairs(ring.titles(side, c.client)) do take(title) end
  end
  return found
end
end

do -- transfers
-- How are the blocks of a longer payload joined: datablocks of a service, general block transfer?
-- A whole is only given when every block is there. Blocks know the message that completes them (`whole_in`).
local transfers = {}
dlmscope.transfers = transfers
local LARGEST_WHOLE, MOST_BLOCKS, MOST_RUNNING = 16 * 1024 * 1024, 65536, 32
local find, finding = dlmscope.services.find, dlmscope.services.finding

-- The block that an APDU carries: number, whether it is the last, its bytes, what the whole decodes as.
local function block_in(node)
  local raw, number, last = find(node, "raw-data"), find(node, "block-number"), find(node, "last-block")
  if not raw or not number or not last or type(raw.value) ~= "string" or not raw.spec.joined then return nil end
  return number.value or 0, last.value, raw.value, raw.spec.joined
end

-- What the joined blocks decode as: what the declaration says, unless the question asked for a list.
local function root_of(joined, plan, subject, whole)
  if subject and subject.plan.lists then return plan.whole_of_list end
  for _, name in ipairs(plan.wholes or {}) do
    local node, notes = dlmscope.decode(name, whole)
    if notes == 0 and node.to == #whole then return name end
  end
  return joined
end

-- A datablock joins its transfer. Returns the whole and the root it decodes as, where this block completes it.
function transfers.datablock(m, c, sender, data, plan)
  local number, last, bytes, joined = block_in(dlmscope.decode("apdu", data))
  if not number then return nil end
  local key = sender .. (m.invoke_id or "")
  local t = c.transfers[key]
  if not t or (number <= 1 and t.expected > 1) then
    if not t then
      if c.running >= MOST_RUNNING then c.transfers, c.running = {}, 0 end
      c.running = c.running + 1
    end
    t = { expected = -1, parts = {}, messages = {}, size = 0 }
    c.transfers[key] = t
  end
  if t.expected < 0 and number > 1 then
    t.broken = true
    finding(m, "block-missing", format("the transfer begins with block %d", number))
  elseif t.expected >= 0 and number < t.expected then
    finding(m, "block-repeated", format("block %d was sent before", number))
    return nil
  elseif t.expected >= 0 and number > t.expected then
    t.broken = true
    finding(m, "block-missing", format("block %d came, %d was next", number, t.expected))
  end
  t.expected, t.size = number + 1, t.size + #bytes
  t.messages[#t.messages + 1] = m
  m.transfer = t
  if t.size > LARGEST_WHOLE or #t.parts >= MOST_BLOCKS then t.broken = true else t.parts[#t.parts + 1] = bytes end
  if not last then return nil end
  c.transfers[key], c.running, t.complete = nil, c.running - 1, true
  if t.broken then
    finding(m, "transfer-incomplete", "blocks are missing: there is no whole")
    return nil
  end
  local whole = table.concat(t.parts)
  t.parts = nil
  m.blocks = t.messages
  for _, each in ipairs(t.messages) do each.whole_in = m end
  return whole, root_of(joined, plan, c.subjects[m.invoke_id or 0], whole)
end

-- A block of general block transfer; they may come repeated and out of order. Returns the whole once it is complete.
function transfers.general(m, c, side, number, last, bytes)
  local t = c.general[side]
  if t and number == 1 and t.blocks[1] and t.blocks[1] ~= bytes then t = nil end
  if not t then
    t = { blocks = {}, messages = {}, count = 0, last = 0, size = 0 }
    c.general[side] = t
  end
  if t.blocks[number] then
    finding(m, "block-repeated", format("block %d was sent before", number))
    return nil
  end
  if t.count >= MOST_BLOCKS or t.size > LARGEST_WHOLE then
    finding(m, "transfer-too-large", "the transfer holds more than is kept")
    return nil
  end
  t.blocks[number], t.count, t.size = bytes, t.count + 1, t.size + #bytes
  t.messages[#t.messages + 1] = m
  m.transfer = t
  if last then t.last = number end
  if t.complete or t.last == 0 or t.count < t.last then return nil end
  local parts = {}
  for at = 1, t.last do
    if not t.blocks[at] then return nil end
    parts[at] = t.blocks[at]
  end
  t.complete = true
  m.blocks = t.messages
  for _, each in ipairs(t.messages) do each.whole_in = m end
  return table.concat(parts)
end
end

do -- association
-- What do AARQ, AARE and release say of an association, and what does an Initiate inside agree on?
local association = {}
dlmscope.association = association
local services, conversation, ring = dlmscope.services, dlmscope.conversation, dlmscope.ring
local find, child, finding = services.find, services.child, services.finding

local function octets(node)
  return node and type(node.value) == "string" and node.value or nil
end

local function inner_octets(node)
  return node and node.children and octets(node.children[1]) or nil
end

-- Conformance and PDU sizes of an Initiate at or below `node`.
function association.initiate(a, node)
  local agreed = find(node, "negotiated-conformance")
  if agreed and agreed.value then
    a.agreed = {}
    for family, bit in pairs(CONFORMANCE) do a.agreed[family] = sub(agreed.value, bit + 1, bit + 1) == "1" end
  end
  local size = find(node, "client-max-receive-pdu-size")
  if size and size.value then a.client_takes = size.value end
  size = find(node, "server-max-receive-pdu-size")
  if size and size.value then a.server_takes = size.value end
end

-- The dedicated key of an InitiateRequest holds for this association from here on.
function association.learn_dedicated(m, c, node)
  local key, a = octets(find(node, "dedicated-key")), c.association
  if not key or key == "" or not a then return end
  a.dedicated = ring.learn("dedicated", key, "dedicated key of frame " .. m.frame, a.client_title)
end

local function request(m, a, node)
  local mechanism = octets(child(node, "mechanism-name"))
  a.mechanism = mechanism and mechanism ~= "" and byte(mechanism, #mechanism) or nil
  a.client_title = octets(child(node, "calling-AP-title")) or a.client_title
  a.ctos = inner_octets(child(node, "calling-authentication-value"))
  local weak = a.mechanism and WEAK[a.mechanism]
  if weak then finding(m, "weak-mechanism", weak) end
end

-- A password in clear, and whether it is that of the key file.
local function password(m, c, a)
  if a.mechanism ~= FACTS.low_level_security or not a.ctos or a.ctos == "" then return end
  finding(m, "password-in-clear", "whoever listens has the password now")
  local known = ring.candidates("password", conversation.wanted(c))
  for _, ref in ipairs(known) do
    if ref.bytes == a.ctos then return end
  end
  if #known > 0 then finding(m, "password-differs", "the client's password is none of those in the key file") end
end

-- One AARQ, AARE, RLRQ, RLRE: what it does to the conversation.
function association.take(m, c, plan, node)
  if plan.answers then
    local question = conversation.answer(c, plan.answers)
    dlmscope.answered(m, question)
    if not question then finding(m, "answer-without-question", "no question was seen for it") end
  else
    if plan.opens then
      c.association = {}
      c.transfers, c.running, c.known, c.general = {}, 0, {}, {}
    end
    m.answered_by = true
    conversation.ask(c, m)
  end
  local a = c.association
  if not a then return end
  if plan.opens then
    request(m, a, node)
    password(m, c, a)
    association.initiate(a, node)
  elseif plan.opened then
    a.server_title = octets(child(node, "responding-AP-title")) or a.server_title
    association.initiate(a, node)
  end
  for _, side in ipairs({ "client", "server" }) do
    local title = a[side .. "_title"]
    if title and title ~= "" then conversation.remember(c, side, title) end
  end
end
end

do -- protection
-- What becomes of a protected APDU: where its ciphered part lies, whose keys it wants, and the step that opens it again?
--   m.protection: { status, reason, service, suite, policy, title, ref };  m.counter: the invocation counter
local protection = {}
dlmscope.protection = protection
local services, conversation, opener, ring, crypto =
  dlmscope.services, dlmscope.conversation, dlmscope.opener, dlmscope.ring, dlmscope.crypto
local find, child, finding, NONE = services.find, services.child, services.finding, services.NONE
local HEADER_SIZE, COUNTER_SIZE = FACTS.header_size, FACTS.header_size - 1
local SENDERS, RECENT, JUMP, RESET = 4096, 512, 1000, 16
local MARK = 16 -- last bytes of a content, which hold its tag: they tell a replay from a retransmission
local counters, counted = {}, 0

function protection.reset() counters, counted = {}, 0 end

-- counters -----------------------------------------------------------------------------------------

local function began_anew(number, last) return number <= RESET and last > number + JUMP end

local function judge(m, number, last, before, mark)
  if before then
    if before ~= mark then finding(m, "ic-replay", format("invocation counter %d was used before", number)) end
  elseif began_anew(number, last) then
    finding(m, "ic-reset", format("invocation counter %d after %d: it began anew", number, last))
  elseif number < last then
    finding(m, "ic-regress", format("invocation counter %d is below the last one, %d", number, last))
  elseif last >= 0 then
    finding(m, "ic-jump", format("invocation counter %d after %d: %d were left out", number, last, number - last - 1))
  end
end

local function watch(m, content)
  local p = m.protection
  if not p.title or m.repeated or p.status == "failed" then return end
  local key = p.title .. (p.ref and p.ref.name or sub(p.service or "", 1, 3))
  local counter = counters[key]
  if not counter then
    if counted >= SENDERS then counters, counted = {}, 0 end
    counter, counted = { last = -1, recent = {}, queue = {}, at = 0 }, counted + 1
    counters[key] = counter
  end
  local number, last, mark = m.counter, counter.last, sub(content, -MARK)
  if number <= last or number > last + JUMP then judge(m, number, last, counter.recent[number], mark) end
  if number > last or began_anew(number, last) then counter.last = number end
  if not counter.recent[number] then
    local at = counter.at % RECENT + 1
    if counter.queue[at] then counter.recent[counter.queue[at]] = nil end
    counter.queue[at], counter.at = number, at
  end
  counter.recent[number] = mark
end

-- steps --------------------------------------------------------------------------------------------

function protection.step(m, step)
  if not m.steps then m.steps = {} end
  m.steps[#m.steps + 1] = step
end

-- The plain text that a step gives on the bytes it was found in. Its tag was checked when it was found.
function protection.replay(step, data)
  if step.plain then return sub(data, step.from + 1, step.to) end
  local control = byte(data, step.from + 1)
  local body = sub(data, step.from + HEADER_SIZE + 1, step.to)
  if opener.is(control, "authenticated") then body = sub(body, 1, -FACTS.tag_size - 1) end
  if not step.ref or not opener.is(control, "encrypted") then return body end
  step.ref.state = step.ref.state or crypto.key(step.ref.bytes)
  local counter = sub(data, step.from + 2, step.from + HEADER_SIZE)
  return (crypto.open(step.ref.state, step.title .. counter, "", body))
end

-- opening ------------------------------------------------------------------------------------------

local function stated_title(node)
  for _, name in ipairs({ "system-title", "originator-system-title" }) do
    local found = find(node, name)
    if found and type(found.value) == "string" and found.value:find("[^%z]") then return found.value end
  end
end

-- The field of keys to try, or the keys that the message brings wrapped; a reason where Lua cannot go on.
local function key_info(node, wanted)
  local info = child(node, "key-info")
  if not info or info.spec == info.element then return "guek" end
  local inner = info.spec.kind == "choice" and info.children and info.children[1] or info
  local name = inner.spec.name
  if name == FACTS.identified_key then
    local id = child(inner, "key-id")
    return id and id.value == FACTS.broadcast_key and "gbek" or "guek"
  end
  local offered, text = {}, child(inner, "key-ciphered-data")
  if name == FACTS.wrapped_key and text and type(text.value) == "string" then
    for _, kek in ipairs(ring.candidates("kek", wanted)) do
      local key = crypto.unwrap(kek.bytes, text.value)
      if key then
        offered[1] = { bytes = key, field = "guek", name = "wrapped key" }
        break
      end
    end
  end
  return "guek", offered, name == FACTS.agreed_key and "agreed-key" or nil
end

local FAILED = {
  ["wrong-key-or-title"] = "no key at hand fits, or the system title is another one",
  ["wrong-authentication-key"] = "the text is a complete APDU: the authentication key is another one, or a byte was changed",
  truncated = "it is cut short",
}

-- Open the ciphered content below `node` (an APDU of `plan` in `data`). Returns the plain APDU where there is one.
function protection.open(m, c, sender, node, data, plan)
  local content = find(node, FACTS.ciphered_content)
  local parts = content and content.children
  if not parts or #parts < 2 or not parts[1].value or not parts[2].value then
    m.protection = { status = "failed", reason = "truncated", service = plan.name }
    return nil
  end
  local wanted, control = conversation.wanted(c), parts[1].value
  local stated, known = stated_title(node), conversation.titles(c, sender)
  local titles, certain = {}, stated and 1 or 0
  if stated then titles[1] = stated end
  for _, title in ipairs(known) do
    if title ~= stated then titles[#titles + 1] = title end
    for _, seen in ipairs(wanted.titles) do
      if seen == title then certain = certain + 1 end
    end
  end
  local request = {
    field = plan.dedicated and "dedicated" or "guek", control = control, titles = titles, certain = certain, wanted = wanted,
    counter = sub(data, parts[2].from + 1, parts[2].to), body = sub(data, parts[2].to + 1, content.to),
    inner_tag = plan.inner_tag,
  }
  local agreed
  if plan.key_info then
    request.field, request.offered, agreed = key_info(node, wanted)
    local fields = node.children
    if fields and #fields >= FACTS.header_fields then
      local header = sub(data, fields[1].from + 1, fields[FACTS.header_fields].to)
      request.headers = { { "header-in-aad", header }, { "header-omitted", "" } }
    end
  end
  local merged, seen = {}, {}
  for _, list in ipairs({ titles, wanted.titles }) do
    for _, title in ipairs(list) do
      if not seen[title] then seen[title], merged[#merged + 1] = true, title end
    end
  end
  wanted.titles = merged
  local found = opener.open(request)
  m.counter = parts[2].value
  m.protection = {
    status = found.status, reason = found.reason, service = plan.name, suite = opener.suite(control),
    policy = opener.policy(control), title = found.title or stated or titles[1], ref = found.ref, agreed = agreed,
  }
  if found.status == "failed" then
    finding(m, "tag-failed", FAILED[found.reason] or "it cannot be opened")
  end
  watch(m, sub(data, node.from + 1, node.to))
  if not found.plain then return nil end
  local step = { from = content.from, to = content.to, ref = found.ref, ak = found.ak, title = found.title }
  if found.reason == "not-encrypted" then
    step = { from = parts[2].to, to = parts[2].to + #found.plain, plain = true }
  end
  protection.step(m, step)
  local inner = services.plan(found.plain, 0)
  local side = sender or (inner and inner.sender)
  if found.title and side and found.status == "ok" then
    conversation.remember(c, side, found.title)
    local a = c.association
    if a and not a[side .. "_title"] then a[side .. "_title"] = found.title end
  end
  if plan.simple and found.status == "ok" and not found.reason and found.ak then
    c.known[plan.tag * 256 + control] =
      { version = ring.version, ref = found.ref, ak = found.ak, title = found.title, protection = m.protection, step = step }
  end
  return found.plain
end

-- Open an APDU of glo- or ded-ciphering with what opened the one before; nil where that does not fit.
function protection.again(m, c, data, plan)
  local size, start = byte(data, 2), 2
  if not size then return nil end
  if size > 127 then
    if size - 128 > 3 then return nil end
    size, start = length_at(data, 1, #data)
  end
  if size ~= #data - start or size < HEADER_SIZE + FACTS.tag_size then return nil end
  local control = byte(data, start + 1)
  local known = c.known[plan.tag * 256 + control]
  if not known or known.version ~= ring.version then return nil end
  local counter = sub(data, start + 2, start + 1 + COUNTER_SIZE)
  local body = sub(data, start + HEADER_SIZE + 1)
  local plain, verified = opener.open_body(known.ref, known.ak, known.title, control, counter, body, opener.NO_HEADER)
  if not verified or plain == "" then return nil end
  m.protection, m.counter = known.protection, number_at(counter, 0, COUNTER_SIZE)
  watch(m, data)
  local step = known.step
  if step.from ~= start or step.to ~= #data then
    step = { from = start, to = #data, ref = known.ref, ak = known.ak, title = known.title }
    known.step = step
  end
  protection.step(m, step)
  return plain
end
end

do -- tracker
-- What does one APDU mean in its conversation? Opens what is protected, joins what comes in blocks, pairs answers.
--   A message: { frame, time, c (its conversation), service, plan, invoke_id, objects, answers, answered_by (true while a
--   question waits), protection, counter, findings, steps,
--   blocks, whole_in }; most have few of them. `service` stands only where the plan does not name it.
local tracker = {}
dlmscope.tracker = tracker
local services, conversation, transfers, association, protection, ring, crypto = dlmscope.services,
  dlmscope.conversation, dlmscope.transfers, dlmscope.association, dlmscope.protection, dlmscope.ring, dlmscope.crypto
local values = dlmscope.values
local MOST_DEPTH, SLOW, MOST_TOLD = 8, 5, 3
local NONE, finding, step = services.NONE, services.finding, protection.step
local layers = {} -- the byte strings that the steps of the message being read give
local side -- of who sends what is looked at: client or server, else the direction
local apdu_in

-- Begin anew with the entries of a key file.
function tracker.reset(entries)
  ring.reset(entries)
  conversation.reset()
  values.reset()
  protection.reset()
end

-- The message answers `question`: its objects are the question's.
function dlmscope.answered(m, question)
  if not question then return end
  m.answers, question.answered_by = question, m
  if #m.objects == 0 then m.objects = question.objects end
end
local answered = dlmscope.answered

-- plain services -----------------------------------------------------------------------------------

-- The refused items of a list of results.
local function refused(node, found)
  local spec, children = node.spec, node.children
  if not children and spec.names and RESULT_NAMES[spec.names] and type(node.value) == "number" and node.value ~= 0 then
    found[#found + 1] = NAMES[spec.names][node.value] or tostring(node.value)
  end
  for _, child in ipairs(children or NONE) do refused(child, found) end
  return found
end

local function refusal(m, data, plan)
  if plan.result_list then
    local found = refused(dlmscope.decode("apdu", data), {})
    if #found > 0 then finding(m, "access-refused", table.concat(found, ", ", 1, math.min(#found, MOST_TOLD))) end
    return
  end
  for _, result in ipairs(plan.results or NONE) do
    local code = byte(data, result[1] + 1)
    if code and code ~= 0 then
      finding(m, "access-refused", NAMES[result[2]][code] or tostring(code))
      return
    end
  end
  local refuses = plan.answers and plan.refuses -- tag at the element that varies -> names of the codes behind it
  local names = refuses and refuses[byte(data, plan.behind + 1)]
  local code = names and byte(data, plan.behind + 2)
  if code then finding(m, "access-refused", NAMES[names][code] or tostring(code)) end
end

local function judge(m, c, sender, data, plan)
  refusal(m, data, plan)
  local question = m.answers
  local rtt = question and m.time and question.time and m.time - question.time
  if rtt and rtt > SLOW then finding(m, "slow-answer", format("the answer took %.1f s", rtt)) end
  if plan.exception then
    local node = services.find(dlmscope.decode("apdu", data), FACTS.counter_error)
    if node and node.value then
      finding(m, "ic-expected", format("the server expects an invocation counter of at least %d", node.value))
    end
  end
  local a = c.association
  if not a then return end
  if a.agreed and a.agreed[plan.family] == false then
    finding(m, "not-negotiated", plan.family .. " was used; the negotiated conformance does not allow it")
  end
  local limit = sender == "client" and a.server_takes or sender ~= "client" and a.client_takes or 0
  if limit > 0 and #data > limit then
    local other = sender == "client" and "server" or "client"
    finding(m, "pdu-too-large", format("%d bytes; the %s takes %d", #data, other, limit))
  end
end

-- The keys of a key transfer hold for the meter from here on.
local function key_transfer(m, c, data)
  local object = m.objects[1]
  if not object or object.class_id ~= FACTS.security_setup or object.number ~= FACTS.key_transfer or not object.method then
    return
  end
  local wanted, title = conversation.wanted(c), conversation.titles(c, "server")[1]
  local function pairs_in(node)
    local parts = node.children
    if parts and #parts == 2 and type(parts[1].value) == "number" and type(parts[2].value) == "string" then
      local field, key = KEY_IDS[parts[1].value], nil
      for _, kek in ipairs(ring.candidates("kek", wanted)) do
        key = key or crypto.unwrap(kek.bytes, parts[2].value)
      end
      if key and field then
        ring.learn(field, key, field .. " transferred in frame " .. m.frame, title)
        finding(m, "key-transferred", field .. ": another key from here on")
      else
        finding(m, "key-transferred-unseen", (field or "key") .. " was transferred under a master key that is not in the key file")
      end
      return
    end
    for _, child in ipairs(parts or NONE) do pairs_in(child) end
  end
  pairs_in(dlmscope.decode("apdu", data))
end

local function serve(m, c, sender, data, plan)
  local confirmed = true
  if plan.invoke then
    local number = plan.invoke_size == 1 and byte(data, plan.invoke + 1) or
      #data >= plan.invoke + plan.invoke_size and number_at(data, plan.invoke, plan.invoke_size) or nil
    if number then
      m.invoke_id = number % (plan.invoke_mask + 1)
      confirmed = bit_of(number, plan.confirmed)
    end
  end
  m.objects = services.objects(data, plan)
  if plan.answers or plan.error then
    local question, fits
    if plan.error then
      question, fits = conversation.any_question(c), true
    else
      question, fits = conversation.answer(c, plan.answers, m.invoke_id)
    end
    answered(m, question)
    if not question then
      finding(m, "answer-without-question", "no question was seen for it")
    elseif not fits and question.invoke_id then -- that of a question that stays closed is not known
      finding(m, "invoke-id-mismatch",
        format("invoke id %s answers a question with %s", tostring(m.invoke_id), tostring(question.invoke_id)))
    end
  elseif plan.asks and sender == "client" then
    local subjects, id = c.subjects, m.invoke_id or 0
    if plan.blocks and #m.objects == 0 and subjects[id] then m.objects = subjects[id].objects end
    if confirmed then m.answered_by = true end -- until the answer comes
    if not plan.blocks or #m.objects > 0 then subjects[id] = m end
    conversation.ask(c, m)
  end
  judge(m, c, sender, data, plan)
  local object = m.objects[1]
  if plan.answers and object and object.class_id and values.teaches(object) and not m.objects[2] then
    local node = values.data(plan, data)
    if node then values.learn(c.place, object, node, m.frame) end
  end
  if plan.blocks then
    local whole, root = transfers.datablock(m, c, sender, data, plan)
    if whole then
      step(m, { whole = whole, root = root, part = true })
      layers[#layers + 1] = whole
    end
  end
  if plan.invokes and sender == "client" then key_transfer(m, c, data) end
end

-- association, protection, general block transfer ---------------------------------------------------

local function acse(m, c, data, plan)
  local node = dlmscope.decode("apdu", data)
  association.take(m, c, plan, node)
  local information = services.find(node, "user-information")
  local inner = information and information.children and information.children[1]
  if not inner or inner.to <= inner.from then return end
  local inner_plan = services.plan(data, inner.from)
  if not inner_plan or inner_plan.kind ~= "protected" then return end
  local plain = protection.open(m, c, plan.sender, inner, data, inner_plan)
  if not plain then return end
  layers[#layers + 1] = plain
  if c.association and (m.protection.status == "ok" or m.protection.status == "unverified") then
    local initiate = dlmscope.decode("apdu", plain)
    association.initiate(c.association, initiate)
    association.learn_dedicated(m, c, initiate)
  end
end

local RANK = { ok = 1, unverified = 2, ["no-key"] = 3, failed = 4 }

-- One protection inside another: the worse status of the two, the cipher's counter and key.
local function together(outer, inner)
  if not inner or inner == outer then return outer end
  local worse = RANK[inner.status] > RANK[outer.status] and inner or outer
  local ciphered = inner.suite and inner or outer
  local policy = outer.policy or ""
  for each in (inner.policy or ""):gmatch("[^+]+") do
    if not ("+" .. policy .. "+"):find("+" .. each .. "+", 1, true) then policy = policy == "" and each or policy .. "+" .. each end
  end
  return { status = worse.status, reason = worse.reason, service = outer.service, suite = ciphered.suite,
    policy = policy, title = ciphered.title, ref = ciphered.ref, agreed = ciphered.agreed }
end

local function go_on(m, c, sender, plain, depth)
  local outer = m.protection
  m.protection = nil
  apdu_in(m, c, sender, plain, depth + 1)
  m.protection = together(outer, m.protection)
end

local function signed(m, c, sender, data, plan, depth)
  local node = dlmscope.decode("apdu", data)
  local content = services.child(node, "content")
  local inner = content and content.children and content.children[1]
  if not inner or inner.to <= inner.from then return end
  local title = services.child(node, "originator-system-title")
  m.protection = { status = "unverified", reason = "no-key", service = plan.name, policy = "signed",
    title = title and title.value ~= "" and title.value or nil }
  step(m, { from = inner.from, to = inner.to, plain = true, inside = true })
  layers[#layers + 1] = sub(data, inner.from + 1, inner.to)
  go_on(m, c, sender, layers[#layers], depth)
end

local function protected(m, c, sender, data, plan, depth)
  local plain = plan.simple and protection.again(m, c, data, plan)
  if not plain then
    if plan.signs then return signed(m, c, sender, data, plan, depth) end
    plain = protection.open(m, c, sender, dlmscope.decode("apdu", data), data, plan)
  end
  if not plain then
    conversation.speaks(c, side, not m.repeated)
    if plan.inner_family then -- it stays closed, but its outer tag says whether it asks or answers
      if sender == "client" and plan.inner_asks then
        m.family, m.answered_by = plan.inner_family, true
        conversation.ask(c, m)
      elseif plan.inner_answers then
        answered(m, (conversation.answer(c, plan.inner_answers)))
      end
    elseif sender == "client" then -- of general ciphering nobody knows what it asks, or whether it does
      m.family = FACTS.closed_request
      conversation.ask(c, m)
    elseif sender == "server" then
      answered(m, conversation.only_question(c))
    end
    return
  end
  layers[#layers + 1] = plain
  if byte(plain) == FACTS.p1_first then
    m.service = "p1-telegram"
  else
    go_on(m, c, sender, plain, depth)
  end
end

local function general_block(m, c, sender, data, depth)
  local parts = dlmscope.decode("apdu", data).children or NONE
  local bytes = parts[4] and parts[4].value
  if type(bytes) ~= "string" or bytes == "" then return end
  conversation.speaks(c, side)
  local whole = transfers.general(m, c, side, parts[2].value, bit_of(parts[1].value, FACTS.last_block), bytes)
  if not whole or depth >= MOST_DEPTH then return end
  step(m, { whole = whole, root = "apdu" })
  layers[#layers + 1] = whole
  apdu_in(m, c, sender, whole, depth + 1)
end

function apdu_in(m, c, sender, data, depth)
  local plan = services.plan(data, 0)
  if not plan then
    m.service = format("unknown-%02x", byte(data))
    finding(m, "unknown-apdu", format("%02X begins no APDU", byte(data)))
    return
  end
  m.plan = plan
  if m.service then m.service = nil end
  local kind = plan.kind
  if not kind then
    -- A question, or an answer, is sent when nothing of the other side's is on its way.
    conversation.speaks(c, side, (plan.asks or plan.answers or plan.error) and not m.repeated)
    serve(m, c, sender or plan.sender, data, plan)
  elseif kind == "protected" then
    if depth < MOST_DEPTH then protected(m, c, sender, data, plan, depth) end
  elseif kind == "acse" then
    acse(m, c, data, plan)
  else
    general_block(m, c, sender, data, depth)
  end
end

-- One APDU of a conversation: `data` are its bytes, not empty; frame number, seconds, findings of the link before it.
-- Returns the message, and the byte strings that its steps give.
function tracker.feed(c, sender, data, frame, time, findings, direction)
  side = sender or direction or ""
  -- All fields that most messages get are named here, and no more: there are as many of these tables as messages, and one
  -- that grows later is laid out anew.
  local m = { frame = frame, time = time, objects = NONE, plan = false, invoke_id = false, answers = false,
    answered_by = false, c = c }
  if findings then
    m.findings = findings
    for _, each in ipairs(findings) do
      if each[1] == "retransmission" or each[1] == "block-repeated" then m.repeated = true end
    end
  end
  if layers[1] then layers = {} end
  apdu_in(m, c, sender, data, 0)
  return m, layers
end

-- One frame that carries no APDU. A command ends what was open; UA answers it; DM and FRMR answer anything.
function tracker.frame(c, kind, frame, time, findings)
  local m = { frame = frame, time = time, c = c, answered_by = false, service = kind, family = kind, objects = NONE,
    findings = findings, link = true }
  local role = FACTS.link_roles[kind]
  if role == "command" then
    conversation.ended(c)
    m.answered_by = true
    conversation.ask(c, m)
  elseif role == "answer" then
    for _, command in ipairs(FACTS.link_commands) do
      if not m.answers then answered(m, (conversation.answer(c, command))) end
    end
  elseif role == "refusal" then
    answered(m, conversation.any_question(c))
  end
  return m
end

-- The byte strings that a message's steps give, from the bytes it was captured as.
function tracker.layers(m, data)
  local found = {}
  for at, each in ipairs(m.steps or NONE) do
    local before = data
    data = each.whole or protection.replay(each, data)
    found[at] = data
    if each.part then data = before end
  end
  return found
end
end

do -- hdlc
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
end

do -- flows
-- Which conversation does a packet belong to, and which way does it go? Without texts for every packet: they are slow.
local flows = {}
dlmscope.flows = flows
local MOST = 65536
local buckets, count = {}, 0

function flows.reset() buckets, count = {}, 0 end

local function place(address, port)
  local host = tostring(address)
  return (host:find(":", 1, true) and "[" .. host .. "]" or host) .. ":" .. port, host
end

local function opened(source, destination, from, to)
  local a, host_a = place(source, from)
  local b, host_b = place(destination, to)
  return { conversations = {}, stream_count = 0, places = from > 0 and { a, b, host_a, host_b } or { "serial" } }
end

-- Entries of one pair of ports: the first is compared as it is, many are found by their addresses' texts.
local function entry_of(key, source, destination)
  local bucket = buckets[key]
  if not bucket then return nil end
  if bucket.source == source and bucket.destination == destination then return bucket end
  return bucket.others and bucket.others[tostring(source) .. "|" .. tostring(destination)]
end

local function keep(key, source, destination, flow, direction)
  local entry = { source = source, destination = destination, flow = flow, direction = direction }
  local bucket = buckets[key]
  if not bucket then
    buckets[key] = entry
  else
    bucket.others = bucket.others or {}
    bucket.others[tostring(source) .. "|" .. tostring(destination)] = entry
  end
end

-- The flow of a packet, and 0 or 1 for its direction.
function flows.of(pinfo)
  local from, to, kind = pinfo.src_port, pinfo.dst_port, pinfo.port_type
  local key = (kind * 65536 + from) * 65536 + to
  local source, destination = pinfo.src, pinfo.dst
  local entry = entry_of(key, source, destination)
  if entry then return entry.flow, entry.direction end
  if count >= MOST then flows.reset() end
  count = count + 1
  local flow = opened(source, destination, from, to)
  -- A system chooses its own port to call another: from there an answer goes the other way, whatever was seen first.
  local direction = from > 0 and from < FACTS.ephemeral and to >= FACTS.ephemeral and 1 or 0
  keep(key, source, destination, flow, direction)
  if from > 0 then keep((kind * 65536 + to) * 65536 + from, destination, source, flow, 1 - direction) end
  return flow, direction
end
end

do -- fields
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
end

do -- tree
-- How does a decoded node become items of Wireshark's tree? A field where it has a value, its name where it holds others.
local tree = {}
dlmscope.tree = tree
local wire, forms = dlmscope.wire, dlmscope.forms
local fields, types, wide, finding = wire.fields, wire.types, wire.wide, wire.finding
local CHECKS = { fcs = "fcs-wrong", hcs = "hcs-wrong", checksum = "checksum-wrong" }
local NONE = {}
local MOST_ITEMS = 200000 -- of one packet: Wireshark itself gives up at a million
local flat, left = false, MOST_ITEMS

local function name_of(spec, value)
  local names = spec.names and NAMES[spec.names]
  return names and names[value]
end

-- A number with its whole range. Numbers of more than four bytes are read by Wireshark: a Lua number may not hold them.
local function number(parent, field, kind, range, node, tvb, base)
  local spec, value = node.spec, node.value
  local size = spec.size or 0
  if size > 4 then
    local last = tvb(base + node.to - size, size)
    return parent:add(field, range, kind == "signed" and last:int64() or last:uint64())
  end
  if value ~= value or value >= 2 ^ 32 or value < -2 ^ 31 or (kind == "signed" and value >= 2 ^ 31) or value % 1 ~= 0 then
    return parent:add(range, spec.name)
  end
  if wide[spec.field] then value = kind == "signed" and Int64.new(value) or UInt64.new(value) end
  return parent:add(field, range, value)
end

local function leaf(parent, node, range, tvb, base)
  local spec, value = node.spec, node.value
  local field, kind = fields[spec.field], types[spec.field]
  if kind == "number" or kind == "signed" then
    local item = number(parent, field, kind, range, node, tvb, base)
    local name = not flat and name_of(spec, value)
    if name then item:append_text(" (" .. name .. ")") end
    return item
  end
  if kind == "bytes" then -- the item covers the content, not its length
    return parent:add(field, tvb(base + node.to - #value, #value))
  end
  if kind == "boolean" or kind == "float" then return parent:add(field, range, value) end
  if kind == "address" then return parent:add(field, range, node.lower and value .. "/" .. node.lower or tostring(value)) end
  if kind == "bits" then
    local item, said = parent:add(field, range, value), {}
    local names = spec.names and NAMES[spec.names]
    for at = 1, names and not flat and #value or 0 do
      if sub(value, at, at) == "1" then said[#said + 1] = names[at - 1] or tostring(at - 1) end
    end
    if #said > 0 then item:append_text(" (" .. table.concat(said, ", ") .. ")") end
    return item
  end
  local item = parent:add(field, range, forms.show(spec.form, value))
  if spec.form == "obis" and not flat then
    local name = dlmscope.names.object(nil, value)
    if name then item:append_text(" (" .. name .. ")") end
  end
  return item
end

-- Add a node and all below it; its offsets count from `base` of the buffer. Returns the item.
local function add(parent, tvb, node, base)
  left = left - 1
  if left < 0 then return parent end
  local spec, value, children = node.spec, node.value, node.children
  if flat and children and not node.note and not spec.members then -- nothing to show of what only holds others
    for at = 1, #children do add(parent, tvb, children[at], base) end
    return parent
  end
  local range, item = tvb(base + node.from, node.to > node.from and node.to - node.from or 0), nil
  if not children and value ~= nil and fields[spec.field] and not (value == "" and types[spec.field] == "time") then
    item = leaf(parent, node, range, tvb, base)
  else
    item = parent
    if not flat or node.note then
      local name = node.element.name
      if spec ~= node.element then name = name .. ": " .. spec.name end
      item = parent:add(range, name)
    end
  end
  local row = node.row
  if row and not flat then item:append_text(" (" .. row.name .. ")") end
  for _, member in ipairs(spec.members or row and row.members or NONE) do
    local part = bits_of(value or 0, member.shift, member.width)
    local names = member.names and NAMES[member.names]
    local inner = item:add(fields[member.field], range, part)
    if names and names[part] and not flat then inner:append_text(" (" .. names[part] .. ")") end
  end
  if children then
    for at = 1, #children do add(item, tvb, children[at], base) end
  end
  if node.note then
    finding(item, range, node.tolerated and "tolerated-form" or CHECKS[node.element.name] or "malformed", node.note)
  end
  return item
end
tree.add = add

-- Before the first item of a packet.
function tree.begin() left = MOST_ITEMS end

-- Whether there is nobody to look at the tree, only filters that want fields: then texts and items without a field are left out.
function tree.flat(now) flat = now end
end

do -- messages
-- How is a message shown: what it is about, how it was protected, what was found, and the trees of its bytes?
local messages = {}
dlmscope.messages = messages
local wire, add, tracker = dlmscope.wire, dlmscope.tree.add, dlmscope.tracker
local forms, names, values, ring = dlmscope.forms, dlmscope.names, dlmscope.values, dlmscope.ring
local fields, finding, protocol = wire.fields, wire.finding, wire.protocol
local name_of, NONE = dlmscope.services.name, dlmscope.services.NONE
local gate, hidden
local REASONS = { -- of the contract -> expert info
  ["no-key"] = "no-key", ["no-title"] = "no-title", ["no-tag"] = "not-authenticated", ["compressed"] = "compressed",
  ["no-authentication-key"] = "not-authenticated", ["not-encrypted"] = "not-authenticated",
  ["wrong-key-or-title"] = "wrong-key", ["wrong-authentication-key"] = "wrong-authentication-key",
}

-- Whether anybody looks at items below this tree. It must be asked for the protocol: asked for one field, filters on all
-- others find nothing.
function messages.visible(tree)
  gate = gate or Dissector.get("dlmscope")
  local visible = tree.visible
  dlmscope.tree.flat(not visible)
  hidden = not visible
  wire.looked = visible or tree:referenced(gate)
  return wire.looked
end

local function generated(item, field, range, value)
  local added = item:add(fields[field], range, value)
  if not hidden then added:set_generated() end
end

local function objects(item, range, m)
  for _, object in ipairs(m.objects) do
    if object.name then
      generated(item, "class_id", range, object.class_id)
      generated(item, "obis", range, forms.obis(object.name))
      generated(item, object.method and "method" or "attribute", range, object.number)
      local name = names.object(object.class_id, object.name)
      if name then generated(item, "name", range, name) end
      local class, member = names.member(object)
      if class then generated(item, "class_name", range, class) end
      if member then generated(item, "member_name", range, member) end
    end
  end
end

-- Who talks with whom, and the name that the key file gives the meter.
local function ends(item, range, m)
  local c, p = m.c, m.protection
  if c.client then generated(item, "client", range, c.client) end
  if c.server then generated(item, "server", range, c.server) end
  if c.physical then generated(item, "physical", range, c.physical) end
  if m.plan and m.plan.sender then generated(item, "direction", range, m.plan.sender) end
  local entry = p and p.ref and p.ref.entry and ring.entries[p.ref.entry]
  local meter = entry and entry.name or ring.meter(nil, c.addresses)
  if meter and meter ~= "" then generated(item, "meter", range, meter) end
end

-- The result that an answer tells at its fixed place or where a value could stand, and the type of the value; `data` is
-- its innermost readable APDU.
local function outcome(item, range, m, data)
  local plan = m.plan
  if not plan or not plan.answers or plan.kind or byte(data) ~= plan.tag then return end
  local at, tag, code, names_of_codes = plan.results and plan.results[1], byte(data, plan.behind + 1), nil, nil
  if at and (plan.fixed == #data or (#data == plan.behind + 1 and tag == 0)) then -- nothing else tells a result
    code, names_of_codes = byte(data, at[1] + 1), at[2]
  elseif not at and plan.refuses and plan.refuses[tag] then
    code, names_of_codes = byte(data, plan.behind + 2), plan.refuses[tag]
  elseif not at then
    local node = not m.blocks and values.data(plan, data)
    if node then
      generated(item, "result", range, FACTS.success)
      generated(item, "type", range, node.spec.name)
    end
  end
  if code then generated(item, "result", range, NAMES[names_of_codes][code] or tostring(code)) end
end

local function links(item, range, m, visited)
  if m.answers then
    generated(item, "answers", range, m.answers.frame)
    local rtt = m.time and m.answers.time and m.time - m.answers.time
    if rtt and rtt >= 0 then
      local whole = math.floor(rtt)
      generated(item, "rtt", range, NSTime.new(whole, math.floor((rtt - whole) * 1e9 + 0.5)))
    end
  end
  if m.answered_by and m.answered_by ~= true then generated(item, "answered_by", range, m.answered_by.frame) end
  local whole = m.whole_in
  if whole and whole ~= m then generated(item, "reassembled_in", range, whole.frame) end
  for _, block in ipairs(m.blocks or {}) do generated(item, "block_frame", range, block.frame) end
  if not visited then return end -- only when all was seen it can be said that something never came
  if m.answered_by == true then
    finding(item, range, "no-answer", "no answer to " .. name_of(m) .. " was seen")
  end
  local transfer = m.transfer
  if transfer and not transfer.complete and transfer.messages[#transfer.messages] == m then
    finding(item, range, "transfer-incomplete", "the last block, or one before it, never came")
  end
end

local function protection(item, range, m)
  local p = m.protection
  if not p then return end
  generated(item, "protection", range, p.status)
  if p.reason then generated(item, "protection.reason", range, p.reason) end
  if p.ref then generated(item, "protection.key", range, p.ref.name) end
  if p.policy then generated(item, "policy", range, p.policy) end
  if p.suite then generated(item, "suite", range, p.suite) end
  -- Wireshark reads as many bytes of a text as the range has: a shorter text would show what lies behind it in memory.
  if p.title and range:len() >= #p.title then generated(item, "system_title", range(0, #p.title), p.title) end
  if m.counter then generated(item, "invocation_counter", range, m.counter) end
end

-- Expert infos are always added: they show in lists even where nobody looks at the tree.
local function experts(item, range, m)
  for _, each in ipairs(m.findings or NONE) do finding(item, range, each[1], each[2]) end
  local p = m.protection
  if not p or p.status == "ok" or p.status == "none" then return end
  local code = p.agreed or REASONS[p.reason]
  if code == "not-authenticated" then
    finding(item, range, code, "readable, but not verified: " .. p.reason)
  elseif code then
    finding(item, range, code, wire.titles[code])
  end
  if code == "no-key" and wire.key_fault then finding(item, range, "key-file", wire.key_fault) end
  if not dlmscope.crypto.backend then finding(item, range, "self-test", "this Lua cannot decrypt") end
end

local LABELS = { "Decrypted APDU", "Reassembled data" } -- by whether a step joins

-- The trees of what the steps of a message give, each with bytes of its own.
local function layers(item, m, found)
  for at, step in ipairs(m.steps or NONE) do
    local bytes = found[at]
    if not step.inside and bytes ~= "" then
      local label = LABELS[step.whole and 2 or 1]
      local tvb = ByteArray.new(bytes, true):tvb(label)
      local inner = item:add(tvb(), label)
      if byte(bytes) == FACTS.p1_first then
        inner:add(fields["p1_telegram"], tvb(), forms.show("text", bytes))
      else
        add(inner, tvb, (dlmscope.decode(step.root or "apdu", bytes)), 0)
      end
    end
  end
end

-- What stands in the list: service, object, and the reading of a value.
local function info(m, said)
  local text, object = name_of(m), m.objects and m.objects[1]
  if object and object.name then text = text .. " " .. names.short(object) end
  if object and m.objects[2] then text = text .. " and " .. #m.objects - 1 .. " more" end
  if said then text = text .. " = " .. said end
  for _, each in ipairs(m.findings or NONE) do
    if each[1] == "access-refused" then text = text .. ": " .. each[2] end
  end
  return text
end

local last

-- The column of the list; several messages of one packet stand behind one another.
local function column(pinfo, m, said)
  local now = pinfo.number * 2 + (pinfo.visited and 1 or 0)
  local text = info(m, said)
  if now == last then
    pinfo.cols.info:append(", " .. text)
  else
    pinfo.cols.info = text
    pinfo.cols.info:fence()
    last = now
  end
end

messages.column = column

function messages.reset() last = nil end

-- Whether an APDU has no faults, told by its size alone: all its elements are of fixed size, or but the last one.
local function fault_free(plan, data)
  local size = #data
  if not plan or plan.tag ~= byte(data) then return false end
  if plan.fixed == size then return true end
  if plan.absent == size then return byte(data, size) == 0 end
  local rests = plan.rests
  local rest, at = rests and rests[byte(data, plan.behind + 1)], plan.behind + 1
  if rest == true then -- Data: its type, then as many bytes as it has, or a short length
    rest, at = DATA_SIZES[byte(data, at + 1)], at + 1
  end
  if rest == -1 then
    local length = byte(data, at + 1)
    return length and length < 128 and at + 1 + length == size
  end
  return rest and at + rest == size
end

-- The reading of the one value that an answer carries; `data` is its innermost readable APDU.
local function reading(m, data)
  local plan, object = m.plan, m.objects[1]
  if not plan or not plan.rests or not plan.answers or not object or not object.class_id or m.objects[2] then return nil end
  if plan.kind or byte(data) ~= plan.tag or m.blocks or not values.wants(object) then return nil end
  local node = values.data(plan, data)
  return node and values.text(m.c.place, object, node, m.frame)
end

-- Show a message: its APDU is `data`, which lies in `tvb` from `base` on; `found` are the bytes its steps gave, if known;
-- `looked`: whether anybody looks at the tree.
function messages.show(m, data, tvb, base, pinfo, parent, found, looked)
  if m.steps and not found then found = tracker.layers(m, data) end
  local said = reading(m, found and found[#found] or data)
  column(pinfo, m, said)
  local node, notes
  if looked or not fault_free(m.plan, data) then node, notes = dlmscope.decode("apdu", data) end
  local p = m.protection
  if not looked and (not notes or notes == 0) and not m.findings and (not p or p.status == "ok") then return end
  local range = tvb(base, #data)
  if not hidden then parent:append_text(", " .. info(m, said)) end
  local item = parent:add(fields.service, range, name_of(m))
  experts(item, range, m)
  if node and (looked or notes > 0) then
    objects(item, range, m)
    ends(item, range, m)
    outcome(item, range, m, found and found[#found] or data)
    links(item, range, m, pinfo.visited)
    protection(item, range, m)
    if said then generated(item, "text", range, said) end
    add(item, tvb, node, base)
    layers(item, m, found or NONE)
  end
end

-- Show a link frame that carries no APDU.
function messages.frame(m, range, pinfo, parent, looked)
  column(pinfo, m)
  if not m.findings and not looked then return end
  local item = parent:add(fields.service, range, name_of(m))
  experts(item, range, m)
  if not looked then return end
  ends(item, range, m)
  links(item, range, m, pinfo.visited)
end
messages.protocol = protocol
end

do -- carriers
-- How do packets carry APDUs: wrapper, HDLC, LLC of IEC 61334-4-32, or nothing at all? First pass and later ones alike.
--   What the first pass finds is kept by the number of the packet and the offset in it, so that looking again, in any order,
--   shows the same.
local carriers = {}
dlmscope.carriers = carriers
local wire, messages, tracker, flows, hdlc = dlmscope.wire, dlmscope.messages, dlmscope.tracker, dlmscope.flows, dlmscope.hdlc
local services, conversation, add = dlmscope.services, dlmscope.conversation, dlmscope.tree.add
local fields, protocol, NONE = wire.fields, wire.protocol, services.NONE
local OFFSETS = 2 ^ 22 -- a packet and an offset are one number
local LONGEST_WAIT = 4096
local shown, carried = {}, {} -- messages by packet and offset; bytes that wait for a packet by its number

function carriers.reset() shown, carried = {}, {} end

local function key_of(pinfo, tvb, at) return pinfo.number * OFFSETS + (tvb:offset() + at) % OFFSETS end

-- what stands in front of an APDU --------------------------------------------------------------------

local function known(data, at) return SERVICES[byte(data, at + 1) or -1] ~= nil end

local function llc_at(data, at, to)
  local first = byte(data, at + 1)
  return to - at >= FACTS.llc_size and (first == FACTS.lsap or first == FACTS.lsap_all)
    and FACTS.llc_senders[byte(data, at + 2)] and byte(data, at + 3) == 0
end

-- Headers between the link and the APDU: where the APDU starts, the sender they tell, and the device behind a gateway.
local function headers(data, at, to)
  local sender, gateway, llc, prefix
  if llc_at(data, at, to) then
    sender, llc = FACTS.llc_senders[byte(data, at + 2)], at
    at = at + FACTS.llc_size
  end
  local side = at < to and FACTS.gateway_senders[byte(data, at + 1)]
  if side and to - at >= 4 and byte(data, at + 3) < 128 then
    local behind = at + 3 + byte(data, at + 3)
    if behind < to and known(data, behind) then
      gateway = byte(data, at + 2) .. "/" .. hex_of(sub(data, at + 4, behind))
      sender, prefix, at = side, at, behind
    end
  end
  return at, sender, gateway, llc, prefix
end

local function show_headers(item, tvb, data, at, llc, prefix)
  if llc then add(item, tvb, (dlmscope.decode("llc", data, llc, llc + FACTS.llc_size)), 0) end
  if prefix then add(item, tvb, (dlmscope.decode("gateway", data, prefix, at)), 0) end
end

local function feed(pinfo, flow, sender, client, server, physical, gateway, apdu, findings)
  local c = conversation.of(flow, client, server, physical, gateway)
  local direction = not sender and select(2, flows.of(pinfo)) or nil
  return tracker.feed(c, sender, apdu, pinfo.number, pinfo.rel_ts, findings, direction)
end

-- wrapper --------------------------------------------------------------------------------------------

-- Who speaks: what the APDU says of itself, else what was seen between these ports before.
local function wrapper_sender(flow, direction, source, destination, sender)
  local senders = flow.wports
  if not senders then
    senders = {}
    flow.wports = senders
  end
  local key = (direction * 65536 + source) * 65536 + destination
  local before = senders[key]
  if before then return sender or before end
  if sender then
    senders[key] = sender
    senders[((1 - direction) * 65536 + destination) * 65536 + source] = sender == "client" and "server" or "client"
  end
  return sender
end

-- Where the APDU starts; with a gateway prefix the sender and the device it tells.
local function behind_gateway(data, from, to)
  if FACTS.gateway_senders[byte(data, from + 1)] then
    local start, sender, gateway = headers(data, from, to)
    if gateway then return start, sender, gateway end
  end
  return from
end

local function wrapper_message(pinfo, data, from, to)
  local flow, direction = flows.of(pinfo)
  local a, b, x, y = byte(data, 3, 6)
  local source, destination = a * 256 + b, x * 256 + y
  local start, sender, gateway = behind_gateway(data, from, to)
  local plan = services.plan(data, start)
  sender = sender or (plan and plan.sender) or nil
  sender = wrapper_sender(flow, direction, source, destination, sender)
  local client, server = source, destination
  -- Where nothing tells, direction 0 is taken for the client's, both ways alike.
  if sender == "server" or (not sender and direction == 1) then client, server = destination, source end
  return feed(pinfo, flow, sender, client, server, nil, gateway, sub(data, start + 1, to))
end

function carriers.wrapper(tvb, pinfo, tree)
  local data = tvb:raw()
  local header = FACTS.wrapper_header
  if #data < header then return #data end -- cut short by the capture
  local to = math.min(#data, header + number_at(data, 6, 2))
  pinfo.cols.protocol = "DLMS"
  local key, m, layers = key_of(pinfo, tvb, 0), nil, nil
  if pinfo.visited then
    m = shown[key]
  elseif to > header then
    m, layers = wrapper_message(pinfo, data, header, to)
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb(0, to)), messages.visible(tree)
  if looked then
    add(item, tvb, (dlmscope.decode("wrapper", data, 0, to)), 0)
  end
  if m then
    local start = behind_gateway(data, header, to)
    if looked and start > header then show_headers(item, tvb, data, start, nil, header) end
    messages.show(m, sub(data, start + 1, to), tvb, start, pinfo, item, layers, looked)
  end
  return to
end

-- HDLC -----------------------------------------------------------------------------------------------

-- What a frame says, taken in once: a message with `start` and, for an APDU of several frames, `data`.
local function hdlc_message(pinfo, node, data)
  local flow, direction = flows.of(pinfo)
  local found = hdlc.take(flow, direction, node, data)
  if found.segment then
    found.frame, found.service = pinfo.number, "segment"
    return found
  end
  local apdu, start, to = nil, found.from, found.to
  if found.parts then
    apdu, start, to = table.concat(found.parts), 0, nil
    to = #apdu
  end
  local sender, gateway, behind = found.sender, nil, nil
  if start then
    behind, sender, gateway = headers(apdu or data, start, to)
    sender = found.sender or sender or found.known
    if behind < to then
      local plan = services.plan(apdu or data, behind)
      sender = sender or (plan and plan.sender) or nil
    end
  end
  sender = sender or found.known or found.guess
  local client, server, physical = hdlc.ends(found, sender)
  local m, layers
  if start and behind < to then
    m, layers = feed(pinfo, flow, sender, client, server, physical, gateway, sub(apdu or data, behind + 1, to), found.findings)
    m.start, m.to, m.data, m.headers = behind, to, apdu, start
  else
    local c = conversation.of(flow, client, server, physical, nil)
    m = tracker.frame(c, found.kind, pinfo.number, pinfo.rel_ts, found.findings)
  end
  for _, each in ipairs(found.entries or NONE) do each.whole_in = m end
  return m, layers
end

local function show_segment(item, tvb, m, pinfo)
  if m.whole_in then item:add(fields.reassembled_in, tvb(), m.whole_in.frame):set_generated() end
  for _, each in ipairs(m.findings or NONE) do wire.finding(item, tvb(), each[1], each[2]) end
  messages.column(pinfo, m)
end

-- One frame in tvb[from, to).
local function hdlc_frame(tvb, data, from, to, pinfo, tree)
  local node, notes = dlmscope.decode("hdlc", data, from, to)
  local key, m, layers = key_of(pinfo, tvb, from), nil, nil
  if pinfo.visited then
    m = shown[key]
  else
    m, layers = hdlc_message(pinfo, node, data)
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb(from, to - from)), messages.visible(tree)
  if notes > 0 or looked then add(item, tvb, node, 0) end
  if not m then return end
  if m.segment then return show_segment(item, tvb, m, pinfo) end
  if m.link then return messages.frame(m, tvb(from, to - from), pinfo, item, looked) end
  local whole, bytes = tvb, data
  if m.data then
    bytes = m.data
    whole = ByteArray.new(bytes, true):tvb("Reassembled APDU")
  end
  if looked then
    local _, _, _, llc, prefix = headers(bytes, m.headers, m.to)
    show_headers(item, whole, bytes, m.start, llc, prefix)
  end
  messages.show(m, sub(bytes, m.start + 1, m.to), whole, m.start, pinfo, item, layers, looked)
end

-- Every frame in a buffer. On TCP an unfinished one is waited for; elsewhere its bytes go before those of the next packet.
function carriers.hdlc(tvb, pinfo, tree, stream)
  local data, flow = tvb:raw(), nil
  pinfo.cols.protocol = "DLMS"
  if not stream then
    if not pinfo.visited then
      flow = flows.of(pinfo)
      if flow.waiting then
        carried[pinfo.number], flow.waiting = flow.waiting, nil
      end
    end
    local before = carried[pinfo.number]
    if before then
      data = before .. data
      tvb = ByteArray.new(data, true):tvb("Serial bytes put together")
    end
  end
  local at, to, shared, any = 0, #data, false, false
  hdlc.begin()
  while at < to do
    local start, stop, closed = hdlc.next(data, at, to, shared)
    if not start then
      if closed and closed <= LONGEST_WAIT then
        if stream then
          pinfo.desegment_offset, pinfo.desegment_len = stop, closed
        elseif flow and to - stop <= LONGEST_WAIT then
          flow.waiting = sub(data, stop + 1)
        end
      end
      break
    end
    hdlc_frame(tvb, data, start, stop, pinfo, tree)
    at, shared, any = stop, closed, true
  end
  if not any then tree:add(protocol, tvb()) end
  return tvb:len()
end

-- Whether bytes of a serial line wait for those of this packet.
function carriers.waits(pinfo)
  if pinfo.visited then return carried[pinfo.number] ~= nil end
  return flows.of(pinfo).waiting ~= nil
end

-- others ---------------------------------------------------------------------------------------------

-- An APDU with nothing or an LLC header in front. `header`: bytes of the LLC of IEC 61334-4-32.
function carriers.bare(tvb, pinfo, tree, header)
  local data = tvb:raw()
  local key, m, layers = key_of(pinfo, tvb, 0), nil, nil
  pinfo.cols.protocol = "DLMS"
  local from = header or 0
  local start, sender, gateway, llc, prefix = headers(data, from, #data)
  if pinfo.visited then
    m = shown[key]
  elseif start < #data then
    local plan, client, server = services.plan(data, start), nil, nil
    sender = sender or (plan and plan.sender) or nil
    if header then
      client, server = byte(data, 3), byte(data, 2)
      if sender == "server" then client, server = server, client end
    end
    m, layers = feed(pinfo, flows.of(pinfo), sender, client, server, nil, gateway, sub(data, start + 1))
    shown[key] = m
  end
  local item, looked = tree:add(protocol, tvb()), messages.visible(tree)
  if looked then
    if header then add(item, tvb, (dlmscope.decode("llc_432", data, 0, header)), 0) end
    show_headers(item, tvb, data, start, llc, prefix)
  end
  if m then messages.show(m, sub(data, start + 1), tvb, start, pinfo, item, layers, looked) end
  return #data
end

-- Whether data[from, to) is one whole APDU, a gateway prefix in front allowed: what a guess must rest on.
function carriers.good_apdu(data, from, to)
  local start = headers(data, from, to)
  if to - start < 2 or not known(data, start) then return false end
  local _, notes, tolerated = dlmscope.decode("apdu", data, start, to)
  return notes == tolerated
end
carriers.known, carriers.llc_at = known, llc_at
end

do -- dissector
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
end
return dlmscope
