"""`fenghuo demo`: the whole story, played unattended through the real web chat of a house of its own."""

from fenghuo.demo.performance import Summary, run

__all__ = ["Summary", "run"]
