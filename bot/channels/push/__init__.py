"""Web Push (RFC 8030, 8291, 8292): notices in people's browsers that something waits for them in the web chat."""
