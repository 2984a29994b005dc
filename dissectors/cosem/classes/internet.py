"""Which interface classes are for IP networks and what runs over them?"""

from __future__ import annotations

from dissectors.cosem.structures import CAPTURE_TIME
from dissectors.cosem.types import (
    ANY,
    ARRAY,
    BOOLEAN,
    DOUBLE_LONG_UNSIGNED,
    ENUM,
    INTEGER,
    LOGICAL_NAME,
    LONG_UNSIGNED,
    MILLISECONDS_16,
    NULL,
    OCTETS,
    SECONDS_16,
    SECRET_OCTETS,
    UNSIGNED,
    array,
    choice,
    declare,
    enumeration,
    octets,
    selected,
    simple,
    structure,
)

IP_OPTION_TYPE = enumeration(
    "ip_option_type",
    {
        130: "security",
        131: "loose source and record route",
        137: "strict source and record route",
        7: "record route",
        68: "internet timestamp",
    },
    "unsigned",
)
LCP_OPTION_TYPE = enumeration(
    "lcp_option_type",
    {
        1: "Maximum-Receive-Unit",
        2: "Async-Control-Character-Map",
        3: "Authentication-Protocol",
        5: "Magic-Number",
        7: "Protocol-Field-Compression",
        8: "Address-and-Control-Field-Compression",
        9: "FCS-Alternatives",
        13: "Callback",
    },
    "unsigned",
)
IPCP_OPTION_TYPE = enumeration(
    "ipcp_option_type",
    {2: "IP-Compression-Protocol", 3: "Pref-Local-IP", 20: "Pref-Peer-IP", 21: "GAO", 22: "USIP"},
    "unsigned",
)
PPP_AUTH_PROTOCOL = enumeration(
    "ppp_auth_protocol",
    {49187: "PAP (0xC023)", 49699: "CHAP (0xC223)", 49703: "EAP (0xC227)", 0: "none"},
    "long-unsigned",
)
IPV6_ADDRESS_CONFIG_MODE = enumeration(
    "ipv6_address_config_mode", {0: "auto-configuration", 1: "DHCPv6", 2: "manual", 3: "neighbour discovery"}
)
NTP_AUTHENTICATION_METHOD = enumeration(
    "ntp_authentication_method", {0: "no security", 1: "shared secrets", 2: "auto key IFF"}
)
COAP_TRANSPORT_MODE = enumeration(
    "coap_transport_mode", {1: "reliable only", 2: "unreliable only", 3: "reliable and unreliable"}
)
IPV4 = simple("double-long-unsigned", meaning="ipv4")
IPV6 = octets(16, "ipv6")
IP_OPTION = structure(
    "ip_option", {"ip_option_type": IP_OPTION_TYPE, "ip_option_length": UNSIGNED, "ip_option_data": OCTETS}
)
NEIGHBOR_DISCOVERY_SETUP = structure(
    "neighbor_discovery_setup",
    {"RS_max_retry": UNSIGNED, "RS_retry_wait_time": LONG_UNSIGNED, "RA_send_period": DOUBLE_LONG_UNSIGNED},
)
LCP_OPTION = structure(
    "lcp_option",
    {
        "lcp_option_type": LCP_OPTION_TYPE,
        "lcp_option_length": UNSIGNED,
        "lcp_option_data": selected("lcp_option_type", {3: PPP_AUTH_PROTOCOL}),
    },
)
IPCP_OPTION = structure(
    "ipcp_option", {"ipcp_option_type": IPCP_OPTION_TYPE, "ipcp_option_length": UNSIGNED, "ipcp_option_data": ANY}
)
PPP_LOGIN = structure("ppp_login", {"user_name": OCTETS, "password": SECRET_OCTETS})
NTP_KEY = structure("ntp_key", {"key_id": DOUBLE_LONG_UNSIGNED, "key": SECRET_OCTETS})
COAP_MESSAGES_COUNTER = structure(
    "coap_messages_counter",
    {
        "tx": DOUBLE_LONG_UNSIGNED,
        "rx": DOUBLE_LONG_UNSIGNED,
        "tx_resend": DOUBLE_LONG_UNSIGNED,
        "tx_reset": DOUBLE_LONG_UNSIGNED,
        "rx_reset": DOUBLE_LONG_UNSIGNED,
        "tx_ack": DOUBLE_LONG_UNSIGNED,
        "rx_ack": DOUBLE_LONG_UNSIGNED,
        "rx_drop": DOUBLE_LONG_UNSIGNED,
        "tx_non_piggybacked": DOUBLE_LONG_UNSIGNED,
        "max_rtx_exceeded": DOUBLE_LONG_UNSIGNED,
    },
)
COAP_REQUEST_RESPONSE_COUNTER = structure(
    "coap_request_response_counter",
    {
        "rx_requests": DOUBLE_LONG_UNSIGNED,
        "tx_requests": DOUBLE_LONG_UNSIGNED,
        "rx_responses": DOUBLE_LONG_UNSIGNED,
        "tx_responses": DOUBLE_LONG_UNSIGNED,
        "tx_client_errors": DOUBLE_LONG_UNSIGNED,
        "rx_client_errors": DOUBLE_LONG_UNSIGNED,
        "tx_server_errors": DOUBLE_LONG_UNSIGNED,
        "rx_server_errors": DOUBLE_LONG_UNSIGNED,
    },
)
COAP_BT_COUNTER = structure(
    "coap_bt_counter",
    {
        "block_wise_transfer_started": DOUBLE_LONG_UNSIGNED,
        "block_wise_transfer_completed": DOUBLE_LONG_UNSIGNED,
        "block_wise_transfer_timeout": DOUBLE_LONG_UNSIGNED,
    },
)
IPV6_ADDRESS = structure("IPv6_address_request", {"IPv6_address_type": ENUM, "IPv6_address": IPV6})


CLASSES = (
    declare(
        41,
        0,
        "TCP-UDP setup",
        {
            "TCP-UDP_port": LONG_UNSIGNED,
            "IP_reference": LOGICAL_NAME,
            "MSS": LONG_UNSIGNED,
            "nb_of_sim_conn": UNSIGNED,
            "inactivity_time_out": SECONDS_16,
        },
    ),
    declare(
        42,
        0,
        "IPv4 setup",
        {
            "DL_reference": LOGICAL_NAME,
            "IP_address": IPV4,
            "multicast_IP_address": array(IPV4),
            "IP_options": array(IP_OPTION),
            "subnet_mask": IPV4,
            "gateway_IP_address": IPV4,
            "use_DHCP_flag": BOOLEAN,
            "primary_DNS_address": IPV4,
            "secondary_DNS_address": IPV4,
        },
        {"add_mc_IP_address": IPV4, "delete_mc_IP_address": IPV4, "get_nbof_mc_IP_addresses": INTEGER},
        methods_at=0x60,
    ),
    declare(43, 0, "MAC address setup", {"MAC_address": octets(meaning="mac")}),
    declare(
        44,
        0,
        "PPP setup",
        {
            "PHY_reference": LOGICAL_NAME,
            "LCP_options": array(LCP_OPTION),
            "IPCP_options": array(IPCP_OPTION),
            "PPP_authentication": choice(NULL, PPP_LOGIN, ARRAY),
        },
    ),
    declare(
        46,
        0,
        "SMTP setup",
        {
            "server_port": LONG_UNSIGNED,
            "user_name": OCTETS,
            "login_password": SECRET_OCTETS,
            "server_address": OCTETS,
            "sender_address": OCTETS,
        },
    ),
    declare(
        48,
        0,
        "IPv6 setup",
        {
            "DL_reference": LOGICAL_NAME,
            "address_config_mode": IPV6_ADDRESS_CONFIG_MODE,
            "unicast_IPv6_addresses": array(IPV6),
            "multicast_IPv6_addresses": array(IPV6),
            "gateway_IPv6_addresses": array(IPV6),
            "primary_DNS_address": IPV6,
            "secondary_DNS_address": IPV6,
            "traffic_class": UNSIGNED,
            "neighbor_discovery_setup": array(NEIGHBOR_DISCOVERY_SETUP),
        },
        {"add_IPv6_address": IPV6_ADDRESS, "remove_IPv6_address": IPV6_ADDRESS},
    ),
    declare(
        100,
        0,
        "NTP setup",
        {
            "activated": BOOLEAN,
            "server_address": OCTETS,
            "server_port": LONG_UNSIGNED,
            "authentication_method": NTP_AUTHENTICATION_METHOD,
            "authentication_keys": array(NTP_KEY),
            "client_key": SECRET_OCTETS,
        },
        {"synchronize": INTEGER, "add_authentication_key": NTP_KEY, "delete_authentication_key": DOUBLE_LONG_UNSIGNED},
    ),
    declare(
        152,
        0,
        "CoAP setup",
        {
            "UDP_reference": LOGICAL_NAME,
            "ack_timeout": MILLISECONDS_16,
            "ack_random_factor": LONG_UNSIGNED,
            "max_retransmit": LONG_UNSIGNED,
            "nstart": LONG_UNSIGNED,
            "delay_ack_timeout": MILLISECONDS_16,
            "exponential_back_off": LONG_UNSIGNED,
            "probing_rate": LONG_UNSIGNED,
            "CoAP_uri_path": OCTETS,
            "transport_mode": COAP_TRANSPORT_MODE,
            "wrapper_version": ANY,
            "token_length": UNSIGNED,
        },
    ),
    declare(
        153,
        0,
        "CoAP diagnostic",
        {
            "messages_counter": COAP_MESSAGES_COUNTER,
            "request_response_counter": COAP_REQUEST_RESPONSE_COUNTER,
            "bt_counter": COAP_BT_COUNTER,
            "capture_time": CAPTURE_TIME,
        },
        {"reset": INTEGER},
    ),
)
