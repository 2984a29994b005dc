"""Widgets: each draws one thing and knows nothing of DLMS."""
