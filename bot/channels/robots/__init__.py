"""Group robots of WeCom, DingTalk and Feishu: their incoming webhooks, one address for each group."""
