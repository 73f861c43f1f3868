"""Signed messages to other people's programs, as the Standard Webhooks specification describes them."""
