"""The protocol as data. Importing the package fills the table of APDUs, so that no importer sees it empty."""

from dissectors.spec.catalog import APDU
from dissectors.spec.data import DATA

__all__ = ["APDU", "DATA"]
