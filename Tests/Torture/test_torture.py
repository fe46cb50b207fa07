"""The short forms of D1–D5, D7, D8, N3 and E3 with their controls, as pytest: what the whole run proves in minutes."""

import importlib.util
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
from lawful import Unlawful, fold

LOADER = SourceFileLoader("torture", str(Path(__file__).with_name("run")))
torture = importlib.util.module_from_spec(importlib.util.spec_from_loader("torture", LOADER))
LOADER.exec_module(torture)


@pytest.fixture(scope="session")
def context():
    yield torture.Context(seed=1, is_short=True)
    torture.sweep(is_good=True)


@pytest.mark.parametrize("bar", torture.SHORT)
def test_the_bar_holds_and_its_controls_do_not(bar, context):
    findings = torture.run_bar(bar, context, with_controls=True)
    assert [finding for finding in findings if not finding.is_control]
    assert [finding for finding in findings if finding.is_control]
    assert not [finding for finding in findings if not finding.is_good and not finding.skipped]
    skipped = [f"{finding.what}: {finding.skipped}" for finding in findings if finding.skipped]
    if skipped:
        pytest.skip("; ".join(skipped))


def test_the_second_state_machine_refuses_what_the_rules_refuse():
    filed, accepted = ("file", {}), ("accept", {"lead": "cyber", "assisting": ["criminal"]})
    assert fold([filed, accepted]) == ("transferred", "cyber", {"criminal"})
    for history in [[accepted], [filed, ("take", {})], [filed, accepted, ("take", {}), ("answer", {"text": "x"})]]:
        with pytest.raises(Unlawful):
            fold(history)
