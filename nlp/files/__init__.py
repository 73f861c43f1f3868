"""Pictures and papers that people send: read in a process of its own, within bounds of time and memory."""
