"""Run by Alembic. `storage.migrate` hands over the connection, its transaction begun and its lock held."""

from __future__ import annotations

from alembic import context

from storage.migrations.rendering import plain_type
from storage.rows import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=plain_type,
    transactional_ddl=True,  # SQLite's DDL is transactional once the driver keeps its hands off BEGIN
)
with context.begin_transaction():
    context.run_migrations()
