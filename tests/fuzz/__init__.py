"""Long searches for what breaks: `python -m tests.fuzz.triage --seconds 300`."""
