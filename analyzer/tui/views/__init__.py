"""The six views: each composes widgets over a document."""
