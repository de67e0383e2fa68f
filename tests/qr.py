"""Reads the QR code of a picture (ISO/IEC 18004): found, sampled, unmasked and told as text.

Ours, so that no decoder has to be installed. For pictures that a program drew: upright, versions 1
to 10, bytes alone; nothing is corrected, a wrong module is a wrong text.
"""

import re

from PIL import Image

FINDER = re.compile(rb"(?=(\x00+)(\x01+)(\x00+)(\x01+)(\x00+))(?<!\x00)")
MASKS = (
    lambda y, x: (y + x) % 2,
    lambda y, _x: y % 2,
    lambda _y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
)
FORMAT_MASK = 0b101010000010010
LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}
# (blocks, bytes of text in each) by level and version, the table of the standard.
BLOCKS = {
    "M": (
        ((1, 16),),
        ((1, 28),),
        ((1, 44),),
        ((2, 32),),
        ((2, 43),),
        ((4, 27),),
        ((4, 31),),
        ((2, 38), (2, 39)),
        ((3, 36), (2, 37)),
        ((4, 43), (1, 44)),
    ),
    "Q": (
        ((1, 13),),
        ((1, 22),),
        ((2, 17),),
        ((2, 24),),
        ((2, 15), (2, 16)),
        ((4, 19),),
        ((2, 14), (4, 15)),
        ((4, 18), (2, 19)),
        ((4, 16), (4, 17)),
        ((6, 19), (2, 20)),
    ),
}
CENTRES = {
    1: (),
    **{version: (6, 4 * version + 10) for version in range(2, 7)},
    **{version: (6, 2 * version + 8, 4 * version + 10) for version in range(7, 11)},
}
BYTES = 0b0100
LONG_COUNT_FROM = 10


def read(picture):
    """The text of the one code in the picture."""
    return text_of(matrix_of(picture))


def matrix_of(picture: Image.Image):
    """Rows of modules, True where dark."""
    flat = picture.convert("L").point(lambda value: value > 127)
    width, height = flat.size
    pixels = bytes(flat.tobytes())
    rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
    found = corners(rows)
    (left, top), (right, _), module = found
    size = round((right - left) / module) + 7
    step = (right - left) / (size - 7)
    begins = left - 3 * step, top - 3 * step

    def is_dark(y, x):
        return rows[round(begins[1] + y * step)][round(begins[0] + x * step)] == 0

    return [[is_dark(y, x) for x in range(size)] for y in range(size)]


def corners(rows):
    """Centres of the upper finders, left and right, and the width of a module."""
    spots = {}
    columns = None
    for y, row in enumerate(rows):
        for match in FINDER.finditer(row):
            runs = [len(run) for run in match.groups()]
            if not is_finder(runs):
                continue
            x = match.start() + sum(runs[:2]) + runs[2] / 2
            columns = columns or [bytes(column) for column in zip(*rows, strict=True)]
            if centre := middle_of(columns[int(x)], y):
                spots[round(x / 4), round(centre / 4)] = (x, centre, sum(runs) / 7)
    top = min(y for _, y, _ in spots.values())
    upper = sorted(spot for spot in spots.values() if spot[1] - top < 2 * spot[2])
    return upper[0][:2], upper[-1][:2], upper[0][2]


def is_finder(runs):
    module = sum(runs) / 7
    ideal = (1, 1, 3, 1, 1)
    return module > 2 and all(
        abs(run - want * module) <= 0.6 * module for run, want in zip(runs, ideal, strict=True)
    )


def middle_of(column, y):
    """The middle of the finder that a column crosses at y, if it is one there too."""
    for match in FINDER.finditer(column):
        runs = [len(run) for run in match.groups()]
        begin = match.start() + sum(runs[:2])
        if is_finder(runs) and begin <= y < begin + runs[2]:
            return begin + runs[2] / 2
    return None


def text_of(matrix):
    """The bytes of the code as UTF-8."""
    size = len(matrix)
    version = (size - 17) // 4
    level, mask = format_of(matrix)
    blocks = BLOCKS[level][version - 1]
    stream = "".join(f"{byte:08b}" for byte in data_of(codewords(matrix, version, mask), blocks))
    assert int(stream[:4], 2) == BYTES
    count = 16 if version >= LONG_COUNT_FROM else 8
    length = int(stream[4 : 4 + count], 2)
    bits = stream[4 + count : 4 + count + 8 * length]
    return bytes(int(bits[n : n + 8], 2) for n in range(0, len(bits), 8)).decode()


def format_of(matrix):
    """Level of correction and number of the mask, from beside the upper left finder."""
    across = [matrix[8][x] for x in (0, 1, 2, 3, 4, 5, 7, 8)]
    down = [matrix[y][8] for y in (7, 5, 4, 3, 2, 1, 0)]
    bits = int("".join(str(int(bit)) for bit in across + down), 2) ^ FORMAT_MASK
    return LEVELS[bits >> 13], bits >> 10 & 0b111


def codewords(matrix, version, mask):
    """Bytes in the order of the zigzag, unmasked."""
    bits = "".join(
        str(int(matrix[y][x] ^ (MASKS[mask](y, x) == 0))) for y, x in way(len(matrix), version)
    )
    return [int(bits[n : n + 8], 2) for n in range(0, len(bits) - 7, 8)]


def way(size, version):
    taken = {(y, x) for y in range(size) for x in range(size) if is_fixed(y, x, size, version)}
    pairs = [(x, x - 1) for x in range(size - 1, 6, -2)] + [(x, x - 1) for x in range(5, 0, -2)]
    for number, pair in enumerate(pairs):
        for y in range(size - 1, -1, -1) if number % 2 == 0 else range(size):
            yield from ((y, x) for x in pair if (y, x) not in taken)


def is_fixed(y, x, size, version):
    """Finders with formats, timing, alignment, version."""
    if (y <= 8 and (x <= 8 or x >= size - 8)) or (y >= size - 8 and x <= 8) or 6 in {y, x}:
        return True
    if version >= 7 and ((y < 6 and x >= size - 11) or (x < 6 and y >= size - 11)):
        return True
    last = CENTRES[version][-1] if CENTRES[version] else 0
    corners_ = {(6, 6), (6, last), (last, 6)}
    return any(
        abs(y - cy) <= 2 and abs(x - cx) <= 2
        for cy in CENTRES[version]
        for cx in CENTRES[version]
        if (cy, cx) not in corners_
    )


def data_of(words, kinds):
    """The text's bytes, taken apart from their interleaving."""
    lengths = [length for count, length in kinds for _ in range(count)]
    blocks = [[] for _ in lengths]
    source = iter(words)
    for position in range(max(lengths)):
        for block, length in zip(blocks, lengths, strict=True):
            if position < length:
                block.append(next(source))
    return [byte for block in blocks for byte in block]
