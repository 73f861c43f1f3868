"""What the house can do on this machine: `python -m tests.bench` (`make bench`)."""
