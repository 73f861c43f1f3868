"""Where everything is kept: rows, repositories, transactions, migrations, sealing, the audit chain."""
