"""The protocol as data. Importing the package fills the table of APDUs, so that no importer sees it empty."""

from dissectors.spec import catalog as catalog
from dissectors.spec.common import APDU
from dissectors.spec.data import DATA

__all__ = ["APDU", "DATA", "catalog"]
