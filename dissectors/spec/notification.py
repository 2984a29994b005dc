"""What a meter says unasked: EventNotification, DataNotification and its confirmation (Green Book 9.3)."""

from __future__ import annotations

from dissectors.spec.common import COSEM_ATTRIBUTE_DESCRIPTOR, DATE_TIME_NAME, LONG_INVOKE_ID_AND_PRIORITY
from dissectors.spec.data import DATA
from dissectors.spec.model import sent_by, sequence, timestamp

EVENT_NOTIFICATION = sent_by(
    "server",
    sequence(
        "event-notification-request",
        timestamp("time", optional=True, abbrev="date_time"),
        COSEM_ATTRIBUTE_DESCRIPTOR,
        DATA.named("attribute-value"),
    ),
)
DATA_NOTIFICATION = sent_by(
    "server",
    sequence(
        "data-notification",
        LONG_INVOKE_ID_AND_PRIORITY,
        timestamp(DATE_TIME_NAME),
        DATA.named("notification-body"),
    ),
)
DATA_NOTIFICATION_CONFIRM = sent_by(
    "client",
    sequence("data-notification-confirm", LONG_INVOKE_ID_AND_PRIORITY, timestamp(DATE_TIME_NAME)),
)
