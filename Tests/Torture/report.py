"""What a run found: a table for people, .build/torture.json for programs."""

import json
from dataclasses import asdict, dataclass, field

from program import IS_RELEASE, PROGRAM, ROOT


@dataclass
class Finding:
    """The result of one bar, or of its control, which must be red."""

    bar: str
    what: str
    count: str = ""
    worst: str = ""
    problems: list = field(default_factory=list)
    # Why it was not tried at all; never green.
    skipped: str = ""
    seconds: float = 0
    is_control: bool = False
    figures: dict = field(default_factory=dict)

    @property
    def verdict(self):
        if self.skipped:
            return "SKIPPED"
        if self.is_control:
            return "red, as it must" if self.problems else "STAYED GREEN"
        return "RED" if self.problems else "green"

    @property
    def is_good(self):
        return not self.skipped and bool(self.problems) == self.is_control


def show(finding, most=8):
    """Says at once what came out."""
    print(f"  {finding.what}: {finding.verdict} ({finding.count or '–'}; {finding.worst or '–'}; "
          f"{finding.seconds:.0f} s)", flush=True)
    if finding.skipped:
        print(f"    !! NOT TRIED: {finding.skipped}", flush=True)
    shown = 1 if finding.is_control else most
    for problem in finding.problems[:shown]:
        print(f"    {str(problem)[:400]}", flush=True)
    if len(finding.problems) > shown:
        print(f"    … and {len(finding.problems) - shown} more", flush=True)


def table(findings):
    rows = [("bar", "what", "how many", "worst", "verdict")]
    rows += [(finding.bar, ("control: " if finding.is_control else "") + finding.what, finding.count, finding.worst,
              finding.verdict) for finding in findings]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def write(findings, seed, is_short):
    """Writes the JSON; true if everything is as it should be."""
    good = all(finding.is_good or finding.skipped for finding in findings)
    document = {"program": "release" if IS_RELEASE else "not release", "name": PROGRAM.name, "seed": seed,
                "short": is_short, "good": good,
                "findings": [asdict(finding) | {"verdict": finding.verdict} for finding in findings]}
    path = ROOT / ".build" / "torture.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1))
    return good
