"""Makes the faces of the PDF reports from an installed Noto Sans CJK; see README.md beside it."""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).resolve().parent
CONTENT = HERE.parents[1] / "Questionnaires"
SOURCE = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto")
FAMILY = "Noto Sans CJK SC"
# Latin, punctuation, arrows, numbers in circles, shapes, Han punctuation, full-width forms.
RANGES = [(0x20, 0x180), (0x2010, 0x2060), (0x2190, 0x2200), (0x2460, 0x2500), (0x25A0, 0x2700), (0x3000, 0x3040),
          (0xFF00, 0xFFF0)]
UNUSED = ["BASE", "DSIG", "GDEF", "GPOS", "VORG", "vhea", "vmtx"]


def characters():
    """GB 2312, the ranges above, and every character of the content."""
    codes = {code for start, end in RANGES for code in range(start, end)}
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            codes.update(map(ord, bytes([row, cell]).decode("gb2312", errors="ignore")))
    for file in CONTENT.rglob("*.yaml"):
        codes.update(map(ord, file.read_text(encoding="utf-8")))
    return codes


def face(weight):
    """The simplified Chinese font of a collection that holds one for each region."""
    fonts = TTCollection(SOURCE / f"NotoSansCJK-{weight}.ttc", lazy=True).fonts
    return next(font for font in fonts if FAMILY in (font["name"].getDebugName(1), font["name"].getDebugName(16)))


for weight in ["Regular", "Bold"]:
    options = subset.Options(hinting=False, desubroutinize=True, layout_features=["pwid"], notdef_outline=True,
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    options.drop_tables += UNUSED
    font = face(weight)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    font.save(HERE / f"StationSans-{weight}.otf")
