"""Nameplates, labels and certificates: from lines of text and barcodes to facts about the thing."""
