#!/usr/bin/env python3
"""Makes unroll-signs.woff2: the signs that the main family lacks, cut out of three Noto fonts and merged into one.

Needs fonttools and brotli (pip), and the three npm packages that SOURCES.md names, unpacked below one folder:

    python3 resources/fonts/make_signs.py FOLDER/node_modules/@fontsource
"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = 'Unroll Signs'

# Outlines and widths alone: the sources have different other tables, which cannot be merged.
TABLES = {'GlyphOrder', 'head', 'hhea', 'maxp', 'OS/2', 'hmtx', 'cmap', 'loca', 'glyf', 'name', 'post'}

# Earlier sources come first where two have a sign.
SOURCES = [
    ('noto-sans-math/files/noto-sans-math-latin-400-normal.woff2', [
        (0x2190, 0x21FF),  # arrows
        (0x2200, 0x22FF),  # mathematical operators
        (0x2308, 0x230B),  # ceiling and floor
        (0x27E8, 0x27E9),  # angle brackets
        (0x25A0, 0x25FF),  # geometric shapes
    ]),
    ('noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff2', [
        (0x237D, 0x237D), (0x23CE, 0x23CE),  # hard space, return
        (0x2400, 0x2426),  # pictures of control characters
        (0x2713, 0x2717),  # ticks and crosses
    ]),
    ('noto-sans/files/noto-sans-latin-ext-400-normal.woff2', [
        (0x1D2C, 0x1D6A),  # raised and lowered letters, as the T of a transposed matrix
        (0x2090, 0x209C),
    ]),
]


def cut(path: Path, ranges: list[tuple[int, int]], taken: set[int]) -> TTFont:
    font = TTFont(path)
    wanted = {sign for low, high in ranges for sign in range(low, high + 1)} & set(font.getBestCmap()) - taken
    taken |= wanted
    subsetter = Subsetter(Options(hinting=False, notdef_outline=True, name_IDs=[0, 13, 14]))
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for table in sorted(set(font.keys()) - TABLES):
        del font[table]
    font.flavor = None
    font.recalcTimestamp = False
    return font


def main() -> None:
    folder = Path(sys.argv[1])
    target = Path(__file__).with_name('unroll-signs.woff2')
    taken: set[int] = set()
    cuts = []
    for number, (name, ranges) in enumerate(SOURCES):
        cuts.append(target.with_suffix(f'.{number}.ttf'))
        cut(folder / name, ranges, taken).save(cuts[-1])
    font = Merger().merge(cuts)
    font.recalcTimestamp = False
    for part in cuts:
        part.unlink()
    for number, words in {1: FAMILY, 2: 'Regular', 4: FAMILY, 6: FAMILY.replace(' ', '')}.items():
        font['name'].setName(words, number, 3, 1, 0x409)
    font.flavor = 'woff2'
    font.save(target)
    print(f'{target}: {len(taken)} signs, {target.stat().st_size} bytes')


main()
