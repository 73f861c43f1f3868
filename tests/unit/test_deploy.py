"""The files of deploy/ fit the program: its settings, its roles, its packages, and what they promise to a cluster."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from fenghuo.cli.commands import app
from fenghuo.settings import PREFIX, SECRETS, Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
ROLES = ("web", "bot", "worker", "scheduler")


def documents() -> list[dict[str, Any]]:
    return [one for path in MANIFESTS for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in documents() if one["kind"] == kind}


def commands() -> set[str]:
    import typer.main

    group = typer.main.get_command(app)
    return set(group.list_commands(typer.Context(group)))  # type: ignore[attr-defined]


def test_every_setting_that_is_named_exists() -> None:
    known = {f"{PREFIX}{name}".upper() for name in Settings.model_fields}
    known |= {f"{PREFIX}{name}_FILE".upper() for name in SECRETS}
    for path in (path for path in DEPLOY.rglob("*") if path.is_file()):
        named = set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", path.read_text(encoding="utf-8")))
        assert named <= known, f"{path.name}: {named - known}"


def test_compose_runs_two_of_each_role_and_all_are_commands() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    started = {name: one["command"][0] for name, one in services.items() if "command" in one}
    assert {*ROLES, "migrate"} == set(started.values()) <= commands()
    assert all(services[role]["deploy"] == {"replicas": 2} and services[role]["read_only"] for role in ROLES)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_in_the_cluster_is_probed_spread_and_without_rights(role: str) -> None:
    deployment = of_kind("Deployment")[role]["spec"]
    pod = deployment["template"]["spec"]
    main = pod["containers"][0]
    assert main["args"] == [role]
    assert deployment["replicas"] == 2
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert (main["livenessProbe"]["httpGet"]["path"], main["readinessProbe"]["httpGet"]["path"]) == (
        "/livez",
        "/readyz",
    )
    assert pod["securityContext"]["runAsNonRoot"]
    assert not pod["automountServiceAccountToken"]
    for container in chain(pod["initContainers"], pod["containers"]):
        locked = container["securityContext"]
        assert locked["readOnlyRootFilesystem"]
        assert not locked["allowPrivilegeEscalation"]
        assert locked["capabilities"] == {"drop": ["ALL"]}
    budget = of_kind("PodDisruptionBudget")[role]["spec"]
    assert budget["minAvailable"] == 1
    assert budget["selector"] == deployment["selector"]


def test_the_kustomization_names_every_manifest() -> None:
    named = set(yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))["resources"])
    assert named == {path.name for path in MANIFESTS} - {"kustomization.yaml"}


def test_the_unit_stops_later_than_the_program_needs_and_leaves_wrong_settings_alone() -> None:
    from fenghuo.cli.exits import Exit
    from fenghuo.serve import DRAIN

    unit = (DEPLOY / "systemd" / "fenghuo-role@.service").read_text(encoding="utf-8")
    told = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    assert float(told["TimeoutStopSec"]) > DRAIN
    assert int(told["RestartPreventExitStatus"]) == Exit.SETTINGS
    assert told["Type"] == "notify"


def test_what_the_image_installs_holds_every_file_that_the_packages_have(tmp_path: Path) -> None:
    seen = {line[1:].strip("/") for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"}
    context = tmp_path / "context"
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    copied = [name for name in tracked if name.split("/")[0] in seen and (ROOT / name).is_file()]
    for name in copied:
        target = context / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / name).read_bytes())
    wheel = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    wheel += ["--no-index", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(context)]
    subprocess.run(wheel, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as packed:
        inside = set(packed.namelist())
    packages = {path.name for path in context.iterdir() if (path / "__init__.py").is_file()}
    needed = {name for name in copied if name.split("/")[0] in packages and not name.endswith((".md", ".gitignore"))}
    assert needed <= inside, sorted(needed - inside)[:20]
