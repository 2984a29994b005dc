"""COSEM as data: interface classes, OBIS names, units, clocks. Nothing is read before the first look-up."""
