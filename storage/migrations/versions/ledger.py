"""The ledger written at once: shared notices, the reason of a delivery, and what subscriptions and enterprises are
found by. The tables `subscription_facets` and `operator_roles` are derived: triggers keep them, whoever writes.

Revision: 0006
Before: 0005
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOST = 256  # combinations of one subscription; above it origins, then hazards, then products count as "all"


class _Dialect(NamedTuple):
    """How an engine unfolds a JSON list of texts, and writes the list of which "" is all."""

    unfold: str
    all: str


_DIALECTS = {
    "sqlite": _Dialect(unfold="json_each", all="'[\"\"]'"),
    "postgresql": _Dialect(unfold="json_array_elements_text", all="'[\"\"]'::json"),
}


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_id", sa.Text(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("circular_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["circular_id"], ["circulars.id"], name="fk_notices_circular_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
    )
    op.add_column("messages", sa.Column("notice_id", sa.Text(), nullable=True))
    op.add_column("deliveries", sa.Column("because", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_organisations_region", "organisations", ["level", "region"], unique=False)
    op.create_table(
        "operator_roles",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("org_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("role", "org_id", name="pk_operator_roles"),
    )
    op.create_index("ix_operator_roles_org_id", "operator_roles", ["org_id"], unique=False)
    op.create_table(
        "subscription_facets",
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("hazard", sa.Text(), nullable=False),
        sa.Column("enterprise", sa.Boolean(), nullable=False),
        sa.Column("min_rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "product", "hazard", "enterprise", "min_rank", "origin", "person_id", name="pk_subscription_facets"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_subscription_facets_person_id", "subscription_facets", ["person_id"], unique=False)
    op.create_index(
        "ix_subscription_facets_inexact",
        "subscription_facets",
        ["product", "hazard"],
        unique=False,
        sqlite_where=sa.text("NOT exact"),
        postgresql_where=sa.text("NOT exact"),
    )
    name = op.get_bind().dialect.name
    if name == "postgresql":
        # What is asked for goes together. Taken one by one the columns promise far too many, and all would be read.
        op.execute(
            "CREATE STATISTICS st_subscription_facets (mcv) ON product, hazard, enterprise, min_rank, origin "
            "FROM subscription_facets"
        )
        op.execute("ALTER STATISTICS st_subscription_facets SET STATISTICS 1000")
    dialect = _DIALECTS[name]
    op.execute(f"INSERT INTO operator_roles {_roles('organisations', dialect)}")
    op.execute(f"INSERT INTO subscription_facets ({_FACETS}) {_facets('subscriptions', dialect)}")
    for statement in (_sqlite_triggers if name == "sqlite" else _postgres_triggers)(dialect):
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(f"DROP TRIGGER {trigger}")
    else:
        for trigger, table in _TRIGGERS.items():
            op.execute(f"DROP TRIGGER {trigger} ON {table}")
        for function in _FUNCTIONS:
            op.execute(f"DROP FUNCTION {function}()")
    op.drop_table("subscription_facets")
    op.drop_table("operator_roles")
    op.drop_index("ix_organisations_region", "organisations")
    op.drop_column("deliveries", "because")
    # The older release reads no notices: what still refers to one is lost with them, and so is marked.
    op.execute(
        "UPDATE messages SET state = 'dead', reason = 'erased' "
        "WHERE notice_id IS NOT NULL AND state IN ('queued', 'sending', 'failed', 'unknown')"
    )
    op.drop_column("messages", "notice_id")
    op.drop_table("notices")


_FACETS = "product, hazard, enterprise, min_rank, origin, person_id, exact"
_TRIGGERS = {
    "operator_roles_added": "organisations",
    "operator_roles_changed": "organisations",
    "operator_roles_gone": "organisations",
    "subscription_facets_added": "subscriptions",
    "subscription_facets_changed": "subscriptions",
    "subscription_facets_gone": "subscriptions",
    "subscription_facets_role": "people",
}
_FUNCTIONS = ("operator_roles_refresh", "subscription_facets_refresh", "subscription_facets_role")


def _roles(source: str, dialect: _Dialect) -> str:
    """Of all organisations, or of NEW."""
    if source == "NEW":
        return f"SELECT DISTINCT value, NEW.id FROM {dialect.unfold}(NEW.operator_roles) AS roles"  # noqa: S608 - ours
    return f"SELECT DISTINCT value, o.id FROM {source} AS o, {dialect.unfold}(o.operator_roles) AS roles"  # noqa: S608


def _facets(source: str, dialect: _Dialect) -> str:
    """Every combination that a subscription asks for, "" where it asks for all; of all active ones, or of NEW."""
    s = "NEW" if source == "NEW" else "s"
    combinations, lists = "", []
    for name in ("products", "hazards", "origins"):
        length = f"json_array_length({s}.{name})"
        combinations += f"{' * ' if combinations else ''}(CASE {length} WHEN 0 THEN 1 ELSE {length} END)"
        texts = f"CASE WHEN {length} = 0 OR {combinations} > {_MOST} THEN {dialect.all} ELSE {s}.{name} END"
        lists.append(f"{dialect.unfold}({texts}) AS {name}")
    tables = "people" if source == "NEW" else f"{source} AS s JOIN people ON people.id = s.person_id"
    return (
        "SELECT DISTINCT products.value, hazards.value, people.role = 'enterprise', "  # noqa: S608 - ours
        f"CASE {s}.min_level WHEN 'blue' THEN 0 WHEN 'yellow' THEN 1 WHEN 'orange' THEN 2 ELSE 3 END, "
        f"origins.value, {s}.person_id, {combinations} <= {_MOST} FROM {', '.join((tables, *lists))} "
        f"WHERE {s}.active AND people.id = {s}.person_id"
    )


def _sqlite_triggers(dialect: _Dialect) -> list[str]:
    roles = f"INSERT INTO operator_roles {_roles('NEW', dialect)};"
    facets = f"INSERT INTO subscription_facets ({_FACETS}) {_facets('NEW', dialect)};"
    no_roles = "DELETE FROM operator_roles WHERE org_id = OLD.id;"
    no_facets = "DELETE FROM subscription_facets WHERE person_id = OLD.person_id;"
    return [
        f"CREATE TRIGGER {name} AFTER {when} BEGIN {act} END"
        for name, when, act in (
            ("operator_roles_added", "INSERT ON organisations", roles),
            (
                "operator_roles_changed",
                "UPDATE OF operator_roles ON organisations WHEN OLD.operator_roles <> NEW.operator_roles",
                no_roles + roles,
            ),
            ("operator_roles_gone", "DELETE ON organisations", no_roles),
            ("subscription_facets_added", "INSERT ON subscriptions", facets),
            ("subscription_facets_changed", "UPDATE ON subscriptions", no_facets + facets),
            ("subscription_facets_gone", "DELETE ON subscriptions", no_facets),
            (
                "subscription_facets_role",
                "UPDATE OF role ON people WHEN OLD.role <> NEW.role",
                "UPDATE subscription_facets SET enterprise = (NEW.role = 'enterprise') WHERE person_id = NEW.id;",
            ),
        )
    ]


def _postgres_triggers(dialect: _Dialect) -> list[str]:
    def function(name: str, act: str) -> str:
        # A plan is kept for the session: one made while the tables were small would read them whole ever after. And
        # of a JSON list the engine expects a hundred texts, of three a million rows: it would compile for each row.
        how = "RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET jit = off"
        return f"CREATE FUNCTION {name}() {how} AS $$ BEGIN {act} RETURN NULL; END $$"

    functions = [
        function(
            "operator_roles_refresh",
            "IF TG_OP <> 'INSERT' THEN DELETE FROM operator_roles WHERE org_id = OLD.id; END IF; "  # noqa: S608 - ours
            f"IF TG_OP <> 'DELETE' THEN INSERT INTO operator_roles {_roles('NEW', dialect)}; END IF;",
        ),
        # The share lock first: a change of the person's role that is under way is waited for, and then seen.
        function(
            "subscription_facets_refresh",
            "IF TG_OP <> 'DELETE' THEN PERFORM 1 FROM people WHERE id = NEW.person_id FOR SHARE; END IF; "  # noqa: S608
            "IF TG_OP <> 'INSERT' THEN DELETE FROM subscription_facets WHERE person_id = OLD.person_id; END IF; "
            f"IF TG_OP <> 'DELETE' THEN INSERT INTO subscription_facets ({_FACETS}) {_facets('NEW', dialect)}; END IF;",
        ),
        function(
            "subscription_facets_role",
            "UPDATE subscription_facets SET enterprise = (NEW.role = 'enterprise') WHERE person_id = NEW.id;",
        ),
    ]
    triggers = [
        f"CREATE TRIGGER {name} AFTER {when} FOR EACH ROW {condition}EXECUTE FUNCTION {act}()"
        for name, when, condition, act in (
            ("operator_roles_added", "INSERT ON organisations", "", "operator_roles_refresh"),
            (
                "operator_roles_changed",
                "UPDATE OF operator_roles ON organisations",
                "WHEN (OLD.operator_roles::text <> NEW.operator_roles::text) ",
                "operator_roles_refresh",
            ),
            ("operator_roles_gone", "DELETE ON organisations", "", "operator_roles_refresh"),
            ("subscription_facets_added", "INSERT ON subscriptions", "", "subscription_facets_refresh"),
            ("subscription_facets_changed", "UPDATE ON subscriptions", "", "subscription_facets_refresh"),
            ("subscription_facets_gone", "DELETE ON subscriptions", "", "subscription_facets_refresh"),
            (
                "subscription_facets_role",
                "UPDATE OF role ON people",
                "WHEN (OLD.role <> NEW.role) ",
                "subscription_facets_role",
            ),
        )
    ]
    return functions + triggers
