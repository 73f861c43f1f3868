"""Short messages through whatever HTTP gateway the office has a contract with."""
