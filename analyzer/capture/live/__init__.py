"""Capturing while it happens: sources of bytes, the file they are written to, and the capture a Document takes."""
