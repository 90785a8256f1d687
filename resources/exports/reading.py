"""Reads texts and tables as Unroll has read them for this network. It needs Python alone.

config.json says how: `data.reading` has the encoding, the delimiter, the decimal sign, the column of the time, the order of
the rows, and more. What this file cannot read is a ReadingError, which names the place and says what to do.
"""

import codecs
import csv
import gzip
import math
import re
import unicodedata
import zlib

from times import Times, continue_labels


class ReadingError(Exception):
    pass


def read_text(file, reading, symbols, encoding=None):
    """The text of a file, as the network reads it: its characters, or the labels of its bytes. `symbols` are those that the
    network knows."""
    reading = reading or {'form': 'as-is', 'lineEnds': 'as-is'}
    if reading.get('unit') == 'bytes':
        return byte_labels(content_of(file, any_bytes=True))
    text = decoded(file, encoding or reading.get('encoding', 'UTF-8'), reading.get('damaged') == 'replace')
    if reading.get('lineEnds', 'LF') == 'LF':
        text = with_line_feeds(text)
    if reading.get('form', 'NFC') == 'NFC':
        text = unicodedata.normalize('NFC', text)
    if reading.get('minimumCount', 1) > 1:
        # Rare symbols have become one.
        text = ''.join(symbol if symbol in symbols else '\ufffd' for symbol in text)
    return text


def byte_labels(data):
    """The names of the symbols where these are bytes: a byte that is no ASCII has its value."""
    return [chr(byte) if byte < 128 else f'0x{byte:02x}' for byte in data]


def content_of(file, any_bytes=False):
    # With `any_bytes`, a file whose gzip data are damaged is read as it stands.
    with open(file, 'rb') as source:
        data = source.read()
    if data[:2] != b'\x1f\x8b':
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        if any_bytes:
            return data
        raise ReadingError(f'The gzip data of {file} are damaged or cut off. Get the file again.')


def decoded(file, encoding, replace=False):
    data = content_of(file)
    if data[:4] == b'PK\x03\x04':
        raise ReadingError(f'{file} is a workbook. Save its sheet as CSV, and read that file.')
    try:
        text = data.decode(codecs.lookup(encoding).name, 'replace' if replace else 'strict')
    except LookupError:
        raise ReadingError(f'Python has no encoding "{encoding}". Save {file} as UTF-8, and add --encoding utf-8.')
    except UnicodeDecodeError as error:
        raise ReadingError(f'{file} is not in {encoding}: byte {error.start} does not fit. --encoding names another.')
    return text[1:] if text[:1] == '\ufeff' else text


def with_line_feeds(text):
    return text.replace('\r\n', '\n').replace('\r', '\n')


def transforms_of(scaling, data):
    """What becomes of the values of every column before they are scaled: none, difference, log or log-difference."""
    kinds = scaling.get('scalings')
    if kinds is None:
        return [data.get('transform', 'none')] * len(scaling['columns'])
    return ['none' if kind in ('standard', 'min-max') else kind for kind in kinds]


# ---- tables ----

class Table:
    """`rows`: the values of the columns, in their own units and in time order. Rows from `known` on hold only columns that
    are known ahead; the others are NaN there. `labels` name the rows; None where no column does."""

    def __init__(self, rows, known, label_name, labels):
        self.rows, self.known, self.label_name, self.labels = rows, known, label_name, labels

    def next_labels(self, count):
        """The labels of `count` rows after the last one with targets; None where they have no rhythm."""
        if self.labels is None:
            return None
        there = self.labels[self.known:self.known + count]
        further = continue_labels(self.labels, count - len(there)) if len(there) < count else []
        return None if further is None else there + further


def read_table(file, data, columns, roles, encoding=None):
    """`data` is that of config.json. `columns` are those that the network reads, with their `roles`; flags among them are 1
    where the value of their column is missing."""
    inputs, columns = columns, [name for name, role in zip(columns, roles) if not is_flag(role)]
    own_roles = [role for role in roles if not is_flag(role)]
    reading = data['reading'] or {}
    text = with_line_feeds(decoded(file, encoding or reading.get('encoding', 'UTF-8')))
    refuse_others(text, reading, file)
    lines = text.split('\n')[reading.get('top', 0):]
    delimiter = delimiter_of(data, lines)
    found = list(rows_of(lines, delimiter, reading.get('comment'), file, reading.get('top', 0)))
    rows = [(line, row) for line, row in found if any(row)]
    if not rows:
        raise ReadingError(f'{file} has no rows.')
    times = [name for name, role in reading.get('roles', {}).items() if role == 'time']
    names, rows = with_names(rows, [*columns, *times], header_of(data), file)
    refuse_groups([(name, cells_of(rows, names.index(name))) for name, role in reading.get('roles', {}).items()
                   if role == 'group' and name in names], file)
    if data['reading'] is not None and not {'time', 'group'} & set(reading.get('roles', {}).values()):
        # Without a time, rows of empty cells are steps whose values are missing.
        rows = sorted(rows + [(line, row) for line, row in found if not any(row)], key=lambda one: one[0])
    if data['reading'] is None:
        # The first column that the network does not read may name the rows.
        times = [name for name in names if name not in columns][:1]
    cells = {name: cells_of(rows, names.index(name)) for name in [*columns, *times]}
    decimal = reading.get('decimal', ',' if delimiter == ';' else '.')
    number = number_reader(decimal, reading.get('thousands'), reading.get('percent') == 'fraction')
    values = {name: numbers(cells[name], number, sentinels_of(reading, name)) for name in columns}
    # Rows without a digit in these columns are units and notes above and below the data.
    data_rows = [i for i in range(len(rows)) if any(re.search(r'\d', cells[name][i]) for name in columns)]
    begin, end = (data_rows[0], data_rows[-1] + 1) if data_rows else (0, len(rows))
    for name in columns:
        for i in range(begin, end):
            if values[name][i] is None:
                raise ReadingError(f'{file}, line {rows[i][0]}: "{cells[name][i]}" in the column "{name}" is not a number '
                                   'that this program reads. Correct it, or remove the line.')
    lines = [line for line, _ in rows[begin:end]]
    day_first = reading.get('dayFirst', True)
    written = [['' if is_missing(cell) else cell for cell in cells[name][begin:end]] for name in times]
    clock = Times(written, times, day_first, number) if times else None
    if clock and clock.odd is not None:
        raise ReadingError(f'{file}, line {lines[clock.odd]}: "{clock.cells[clock.odd]}" in the column "{times[0]}" is not '
                           'a time like the others. Correct it, or remove the line.')
    order = order_of(reading.get('order', 'as-is'), clock, end - begin, file)
    series = {name: [values[name][begin + i] for i in order] for name in columns}
    series, kept, known = without_gaps(series, own_roles, reading.get('gaps', 'refuse'), [lines[i] for i in order], file)
    if len(inputs) > len(columns):
        series = with_flags(dict(zip(columns, series)), inputs, kept[:known], file)
    labels = clock and clock.labels()
    return Table([[column[i] for column in series] for i in kept], known, times[0] if times else None,
                 labels and [labels[order[i]] for i in kept])


def is_flag(role):
    return role in ('flag', 'flag-ahead')


def with_flags(series, inputs, rows, file):
    """The columns and their flags in the order of the inputs. The network has a flag for every column that had gaps in the
    training."""
    flags = {flag_of(name, series): [float(math.isnan(value)) for value in column] for name, column in series.items()}
    for name, column in series.items():
        if flag_of(name, series) not in inputs and any(math.isnan(column[i]) for i in rows):
            raise ReadingError(f'{file}: the column "{name}" has gaps, for which the network has no flag. Fill them in.')
    return [{**flags, **series}[name] for name in inputs]


def flag_of(name, columns):
    """The name of the flag of a column: another one than those of the columns that are read."""
    flag = f'missing({name})'
    while flag in columns:
        flag += "'"
    return flag


def refuse_others(text, reading, file):
    """Tables that only Unroll reads."""
    if text.lstrip()[:1] in ('[', '{'):
        raise ReadingError(f'{file}, line 1: "{text.lstrip()[0]}" begins JSON. Write the table as CSV, and read that file.')
    if reading.get('across'):
        raise ReadingError(f'{file}, line 1: "data.reading.across" in config.json says that time runs across the columns. '
                           'Turn rows and columns in the file, and set it to false.')


def refuse_groups(columns, file):
    """This program does not keep sequences apart that stand in one table."""
    groups = sorted(set(zip(*[cells for _, cells in columns])))
    if len(groups) > 1:
        some = ', '.join(' '.join(group) for group in groups[:5])
        raise ReadingError(f'{file} holds {len(groups)} sequences ({some}{", …" if len(groups) > 5 else ""}), which this program '
                           'does not keep apart. Write one of them into a file of its own, or go on in Unroll.')


def cells_of(rows, place):
    return [row[place] if place < len(row) else '' for _, row in rows]


def delimiter_of(data, lines):
    if data['reading'] is not None and 'delimiter' in data['reading']:
        return data['reading']['delimiter']
    if data['delimiter'] != 'auto':
        return data['delimiter']
    first = next((line for line in lines if line.strip()), '')
    delimiter = max(';\t|', key=first.count)
    # Beside another delimiter, a comma is a decimal comma.
    return delimiter if delimiter in first else ','


def header_of(data):
    """Whether the table has names; None where that is not known."""
    if data['reading'] is not None and 'header' in data['reading']:
        return data['reading']['header']
    return {'auto': None, 'yes': True, 'no': False}[data['header']]


def rows_of(lines, delimiter, comment, file, top):
    """The rows, each with its line, without blank lines and comments."""
    if delimiter in (None, ' '):
        split = lambda line: [line] if delimiter is None else re.findall(r'"(?:[^"]|"")*"|[^\s"]\S*', line)
        found = ((k + 1, split(line)) for k, line in enumerate(lines))
    else:
        found = quoted_rows(lines, delimiter, file, top)
    for line, row in found:
        row = [tidy(cell) for cell in row]
        if (any(row) or len(row) > 1) and not (comment and row[0].startswith(comment)):
            yield top + line, row


def quoted_rows(lines, delimiter, file, top):
    whole = [line + '\n' for line in lines]
    reader = csv.reader(whole, delimiter=delimiter, skipinitialspace=delimiter != '\t', strict=True)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise ReadingError(f'{file}, line {top + line}: {error}. Correct the quotation marks of the line.')


def tidy(cell):
    cell = cell.strip().strip('\ufeff').strip()
    if len(cell) > 1 and cell[0] in '"\'' and cell[-1] == cell[0]:
        cell = cell[1:-1].replace(cell[0] * 2, cell[0]).strip()
    return cell


def with_names(rows, wanted, header, file):
    """The names of the columns, and the rows below them."""
    if header is not False:
        # Titles may stand above the names.
        for i, (_, row) in enumerate(rows[:12 if header else 1]):
            names = unique(row)
            below = [(line, cells) for line, cells in rows[i + 1:] if cells != row]
            if below and all(len(cells) == len(names) + 1 and cells[-1] for _, cells in below):
                # The first column has no name: it names the rows.
                names = unique(['row', *row])
            if set(wanted) <= set(names):
                for line, cells in below:
                    if any(cells[len(names):]):
                        raise ReadingError(f'{file}, line {line}: {len(cells)} cells where the names are {len(names)}. '
                                           'Correct the line.')
                return names, below
    names = unique([''] * max(len(row) for _, row in rows))
    if header is not True and set(wanted) <= set(names):
        return names, rows
    raise ReadingError(f'{file} has the columns {rows[0][1]}; the network was trained with {wanted}.')


def unique(cells):
    """Names as Unroll gives them: a column without a name has its number, and a second one of a name its number too."""
    names = []
    for j, cell in enumerate(cells):
        name = re.sub(r'\s+', ' ', cell) or str(j + 1)
        names.append(f'{name} ({j + 1})' if name in names else name)
    return names


# ---- numbers ----

MISSING = re.compile(
    r'n/?a|#n/?a|<na>|n\.\s?a\.|-?nan|nat|null|\(null\)|#null!|none|nil|missing|nd|n\.d\.|n\.v\.|k\.\s?a\.|s/d|void|empty|'
    r'#value!|#div/0!|#ref!|#name\?|#num!|-?1\.#(ind|qnan)0*|없음|결측|결측치|[-?.:*_–—…\\]|-{2,}|\.{2,}|\*{2,}|\\n', re.I)
TRUE = re.compile('true|yes|ja|oui|sí|si|wahr|vrai|예|참|t|y', re.I)
FALSE = re.compile('false|no|nein|non|falsch|faux|아니오|아니요|거짓|f|n', re.I)
#: Signs that may stand beside a number.
BESIDE = r'[\s$€£¥₩₹₽₺₴฿%‰]*'


def is_missing(cell):
    return cell == '' or MISSING.fullmatch(cell) is not None


def is_number(value):
    return value is not None and not math.isnan(value)


def numbers(cells, number, sentinels):
    """The values of cells: NaN where there is none, and None where a cell cannot be read."""
    values = [math.nan if is_missing(cell) else number(cell) for cell in cells]
    if all(value is not None or TRUE.fullmatch(cell) or FALSE.fullmatch(cell) for cell, value in zip(cells, values)) \
            and not any(map(is_number, values)):
        values = [value if is_missing(cell) else float(TRUE.fullmatch(cell) is not None)
                  for cell, value in zip(cells, values)]
    return [math.nan if value in sentinels else value for value in values]


def sentinels_of(reading, name):
    """Numbers that stand for a missing value in this column."""
    sentinels = reading.get('sentinels', [])
    return sentinels if isinstance(sentinels, list) else sentinels.get(name, [])


def number_reader(decimal, thousands, percent_as_fraction):
    """A function from a cell to its number; None where it is none."""
    sign = {None: None, ' ': r'\s', "'": "['’]", '’': "['’]"}.get(thousands, thousands and re.escape(thousands))
    # Groups of three digits, or of two before the last three.
    whole = r'\d*' if sign is None else rf'\d{{1,3}}(?:{sign}\d{{3}})+|\d{{1,2}}(?:{sign}\d{{2}})+{sign}\d{{3}}|\d*'
    pattern = re.compile(
        rf'([+-]?){BESIDE}([+-]?){BESIDE}({whole})(?:{re.escape(decimal)}(\d*))?(e[+-]?\d+)?{BESIDE}(-?)', re.I)
    plain = re.compile(r'[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?', re.I)

    def number(cell):
        if decimal == '.' and plain.fullmatch(cell):
            return float(cell)
        cell = re.sub('[\u2212\uff0d]', '-', cell)
        bracketed = re.fullmatch(r'\((.*)\)', cell)
        found = pattern.fullmatch(bracketed[1] if bracketed else cell)
        if found is None:
            return None
        first, second, integer, fraction, exponent, last = found.groups()
        signs = [sign for sign in (first, second, last) if sign]
        if len(signs) > 1 or (bracketed and signs) or not (integer or fraction):
            return None
        size = float(f'{re.sub("[^0-9]", "", integer) or 0}.{fraction or 0}{exponent or ""}')
        if percent_as_fraction and '%' in cell:
            size /= 100
        return -size if bracketed or '-' in signs else size

    return number


def order_of(order, clock, count, file):
    """The rows in time order."""
    rows = list(range(count))
    if order == 'reversed':
        return rows[::-1]
    if order != 'sorted':
        return rows
    times = clock and (clock.moments or clock.numbers)
    if not times or None in times:
        raise ReadingError(f'{file} is not in time order, and its times are in a form that this program does not read. '
                           'Sort the rows by their time, and set data.reading.order in config.json to "as-is".')
    return sorted(rows, key=times.__getitem__)


def without_gaps(columns, roles, rule, lines, file):
    """The columns with their gaps filled as the rule says, the rows that are kept, and how many of these have targets."""
    if rule not in ('refuse', 'interpolate', 'carry', 'leave-out', 'keep'):
        raise ReadingError(f'This program does not know what "{rule}" does with gaps (data.reading.gaps in config.json).')
    series = list(columns.values())
    own = [column for column, role in zip(series, roles) if role == 'target']
    has_future = 'known-ahead' in roles
    end = len(lines)
    while has_future and end > 0 and not any(is_number(column[end - 1]) for column in own):
        end -= 1
    if rule == 'refuse':
        for name, column in columns.items():
            gap = next((i for i in range(end) if not is_number(column[i])), None)
            if gap is not None:
                raise ReadingError(
                    f'{file}, line {lines[gap]}: the column "{name}" has no value. Fill it in, or remove the line.')
    if rule in ('interpolate', 'carry'):
        # What is known ahead is filled up to its own last value.
        last = lambda column: max((i + 1 for i, value in enumerate(column) if is_number(value)), default=0)
        ends = [last(column) if role == 'known-ahead' else end for column, role in zip(series, roles)]
        series = [filled(column[:stop], rule) + column[stop:] for column, stop in zip(series, ends)]
    whole = lambda i, some: all(is_number(column[i]) for column, role in zip(series, roles) if role in some)
    rows = [i for i in range(end) if whole(i, ('target', 'input', 'known-ahead'))]
    if rule == 'keep':
        # Rows before and after all values are left out.
        there = [i for i in range(end) if any(is_number(column[i]) for column in series)]
        rows = list(range(there[0], there[-1] + 1)) if there else []
    known = len(rows)
    for i in range(end, len(lines)):
        if not whole(i, ('known-ahead',)):
            break
        rows.append(i)
    return series, rows, known


def filled(values, rule):
    """Gaps hold the value before, or lie on a straight line between the values on both sides."""
    values, before = list(values), None
    for i, value in enumerate(values):
        if math.isnan(value):
            if rule == 'carry' and i > 0:
                values[i] = values[i - 1]
            continue
        if rule == 'interpolate' and before is not None:
            step = (value - values[before]) / (i - before)
            for k in range(before + 1, i):
                values[k] = values[before] + (k - before) * step
        before = i
    return values
