"""What screens and commands ask of a document: its conversations, objects, findings, keys, statistics; no screen in it."""
