"""The times of the rows of a table, and the labels of the rows to come, as Unroll writes them. It needs Python alone."""

import re
import unicodedata
from calendar import month_abbr, monthrange
from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)
PARTS = {
    'year': 'year yr y yyyy jahr 연도 년도 년 연', 'month': 'month mon mo mm m monat 월', 'day': 'day dd d tag 일',
    'hour': 'hour hr hh h stunde 시 시간', 'minute': 'minute min 분', 'second': 'second sec s 초'}


class Times:
    """The times of the rows, from one column or several: moments, numbers, or neither where they are words. `odd` is the
    first row that has a word where most others have a time, such as "Total"; None where there is none."""

    def __init__(self, columns, names, day_first, number):
        self.cells, self.moments, self.numbers, self.odd, self.joined = columns[0], None, None, None, len(columns) > 1
        if self.joined:
            self.moments = joined_moments(columns, names, day_first, number)
            return
        there = [cell for cell in self.cells if cell != '']
        digits = digit_form(there)
        if digits:
            date = lambda cell: digit_moment(cell, digits)
        else:
            date = year_month if are_year_months(there) else lambda cell: moment(cell, day_first)
        for kind, read in ('moments', date), ('numbers', number):
            values = [None if cell == '' else read(cell) for cell in self.cells]
            odd = [i for i, cell in enumerate(self.cells) if values[i] is None and cell != '']
            if not there or len(odd) >= 0.5 * len(there):
                continue
            self.odd = next((i for i in odd if not re.search(r'\d', self.cells[i])), None)
            if not odd:
                setattr(self, kind, values)
            break
        if self.numbers and None not in self.numbers:
            self.moments, self.numbers = unix_times(self.numbers), unwrapped(self.numbers)

    def labels(self):
        """As Unroll writes them: dates as 2020-12-31, numbers as they are, words as in the file. None where the parts of a
        date are not read."""
        if self.moments is None:
            return [js_number(value) for value in self.numbers] if self.numbers else None if self.joined else self.cells
        there = [time for time in self.moments if time]
        steps = sorted(abs(b - a) for a, b in zip(there, there[1:]) if a != b)
        days_only = bool(steps) and steps[len(steps) // 2] >= timedelta(days=28)
        # Times with a zone are read as UTC, and their labels say so.
        zoned = any(re.search(r'\d:\d\d\S*\s*(z|utc|gmt|[+-]\d\d:?\d\d)$', cell, re.I) for cell in self.cells[:1])
        return [label_of(time, days_only, 'Z' if zoned else '') for time in self.moments]


def label_of(time, days_only, zone):
    if time is None:
        return ''
    whole = days_only or not (time.hour or time.minute or time.second)
    return f'{time:%Y-%m-%d}' if whole else f'{time:%Y-%m-%d %H:%M:%S}{zone}'


def js_number(value):
    return '' if value is None else str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)


def unwrapped(values):
    """Months 11, 12, 1, 2 and hours 22, 23, 0, 1 go on rising: 11, 12, 13, 14."""
    for low, n in ((1, 12), (0, 24)):
        steps = {(b - a) % n for a, b in zip(values, values[1:])}
        if len(values) > n and steps == {1} and all(low <= value < low + n for value in values):
            return [values[0] + i for i in range(len(values))]
    return values


def unix_times(values):
    """Seconds, milliseconds, … since 1970 as moments; None where the numbers are no such times."""
    rises = [b - a for a, b in zip(values, values[1:])]
    for scale in (1, 1e3, 1e6, 1e9):
        if len(values) > 2 and all(1e8 < value / scale < 5e9 for value in values) and \
                (all(step >= 0 for step in rises) or all(step <= 0 for step in rises)):
            return [EPOCH + timedelta(seconds=value / scale) for value in values]
    return None


def joined_moments(columns, names, day_first, number):
    """Moments from a date and a time of day, or from years, months, days … in columns of their own; None for others."""
    parts = {}
    for name, cells in zip(names, columns):
        word = re.sub(r'[\[(].*$', '', name).strip().lower()
        part = next((part for part, words in PARTS.items() if word in words.split()), None)
        values = [number(cell) or (month_named(cell) if part == 'month' else number(cell)) for cell in cells]
        if part is not None and None not in values:
            parts[part] = values
            continue
        moments = [moment(cell, day_first) for cell in cells]
        if not all(moments):
            return None
        parts['clock' if all(time.date() == EPOCH.date() for time in moments) else 'date'] = moments
    try:
        if 'date' in parts:
            begins = parts['date']
        else:
            ones = [1.0] * len(columns[0])
            dates = zip(parts['year'], parts.get('month', ones), parts.get('day', ones))
            begins = [datetime(*map(int, date)) for date in dates]
    except (KeyError, ValueError):
        return None
    for part, unit in (('hour', 'hours'), ('minute', 'minutes'), ('second', 'seconds')):
        if part in parts:
            begins = [time + timedelta(**{unit: value}) for time, value in zip(begins, parts[part])]
    return [time + (clock - EPOCH) for time, clock in zip(begins, parts['clock'])] if 'clock' in parts else begins


CLOCK = re.compile(
    r'(?:^|[t\s,_]+)(?:(오전|오후)\s*)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\.?)?\s*'
    r'(z|utc|gmt|[+-]\d{2}:?(?:\d{2})?)?$',
    re.I)
DATES = [
    (r'(\d{4})\s*([-/._ ])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?', lambda y, _, m, d: (y, m, d)),
    (r'(1[5-9]\d{2}|2[0-2]\d{2})(\d{2})(\d{2})', lambda y, m, d: (y, m, d)),
    (r'(\d{4})\s*(?:[-/ ]|m)\s*(\d{1,2})\.?', lambda y, m: (y, m, 1)),
    (r'(\d{1,2})[-/ ](\d{4})', lambda m, y: (y, m, 1)),
    (r'(\d{4})\s*[-/. ]?\s*[qkt]\s*([1-4])', lambda y, q: (y, 3 * int(q) - 2, 1)),
    (r'[qkt]\s*([1-4])\s*[-/. \']?\s*(\d{4})', lambda q, y: (y, 3 * int(q) - 2, 1)),
    (r'(\d{4})\s*[년\u5e74]\s*(\d{1,2})\s*[월\u6708](?:\s*(\d{1,2})\s*[일\u65e5])?', lambda y, m, d: (y, m, d or 1))]
COMPACT = re.compile(r'((?:1[5-9]|2[0-2])\d{6})[_t ]?(\d{2})(\d{2})(\d{2})?z?', re.I)
WEEKDAY = re.compile(r'^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+', re.I)
DAY_MONTH_YEAR = re.compile(r'(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?')
MONTHS = {name.lower(): month for month, name in enumerate(month_abbr) if name}


def month_named(word):
    """The number of an English month; None where the word is none."""
    return MONTHS.get(word.lower()[:3]) if word.isascii() else None


def moment(cell, day_first):
    """The moment in a cell, without a zone; None where it holds none that is read here."""
    text = unicodedata.normalize('NFKC', cell).strip()
    # A number alone is a date only where it has eight digits or more: 20201231.
    if not 3 <= len(text) <= 60 or re.fullmatch(r'\d{1,7}([.,]\d*)?', text):
        return None
    text = COMPACT.sub(lambda found: f'{found[1]} {found[2]}:{found[3]}:{found[4] or "00"}', WEEKDAY.sub('', text))
    seconds = timedelta()
    clock = CLOCK.search(text)
    if clock:
        korean, hour, minute, second, fraction, half, zone = clock.groups()
        half = half or korean
        hour = int(hour) % 12 + 12 * (half in ('p', 'P', '오후')) if half else int(hour)
        shift = re.fullmatch(r'([+-])(\d{2}):?(\d{2})?', zone or '')
        if hour > 24 or int(minute) > 59 or int(second or 0) > 60:
            return None
        seconds = timedelta(hours=hour, minutes=int(minute), seconds=int(second or 0) + float(f'0.{fraction or 0}'))
        if shift:
            seconds -= (1 if shift[1] == '+' else -1) * timedelta(hours=int(shift[2]), minutes=int(shift[3] or 0))
        text = text[:clock.start()]
        if text == '':
            return EPOCH + seconds
    date = date_in(text.strip(), day_first)
    try:
        return date and datetime(*map(int, date)) + seconds
    except ValueError:
        return None


def date_in(text, day_first):
    """Year, month and day; None where the text is no date."""
    found = DAY_MONTH_YEAR.fullmatch(text)
    if found:
        a, _, b, year = found.groups()
        if day_first == 'ymd' and len(year) == 2:
            return full_year(a), b, year
        return full_year(year), *((b, a) if day_first else (a, b))
    for shape, date in DATES:
        found = re.fullmatch(shape, text, re.I)
        if found:
            return date(*found.groups())
    words, digits = re.findall(r'[^\W\d_]+', text), re.findall(r'\d+', text)
    month = month_named(words[0]) if len(words) == 1 else None
    if month is None or not 1 <= len(digits) <= 2:
        return None
    if len(digits) == 1:
        return (full_year(digits[0]), month, 1) if len(digits[0]) in (2, 4) else None
    return (digits[0], month, digits[1]) if len(digits[0]) == 4 else (full_year(digits[1]), month, digits[0])


#: What six digits in a row can be.
DIGIT_FORMS = 'yymmdd', 'yyyymm', 'ddmmyy', 'mmddyy'


def digit_form(cells):
    """The form in which cells of six digits are dates; None where they are none. Time must run on, and more evenly than the
    numbers do: 191231 is followed by 200101, and 200012 by 200101."""
    if len(cells) < 5 or not all(re.fullmatch(r'\d{6}', cell) for cell in cells):
        return None
    found, numbers = [], uneven_steps([float(cell) for cell in cells])
    for form in DIGIT_FORMS:
        times = [digit_moment(cell, form) for cell in cells]
        if None in times:
            continue
        pairs = list(zip(times, times[1:]))
        turns = min(sum(b > a for a, b in pairs), sum(b < a for a, b in pairs))
        uneven = uneven_steps([(time - EPOCH).total_seconds() for time in times])
        if turns <= len(cells) / 10 and uneven < numbers:
            found.append((uneven, form))
    return min(found, key=lambda one: one[0])[1] if found else None


def uneven_steps(times):
    """How many steps are not within a factor 1.5 of the usual one."""
    steps = [b - a for a, b in zip(times, times[1:])]
    usual = sorted(steps)[len(steps) // 2]
    low, high = sorted((usual / 1.5, usual * 1.5))
    return sum(step < low or step > high for step in steps)


def digit_moment(cell, form):
    """The date in a cell of six digits; None where there is no such date."""
    part = lambda letters: cell[form.index(letters):][:len(letters)]
    if form == 'yyyymm':
        parts = (int(part('yyyy')), int(part('mm')), 1) if re.match('1[5-9]|2[0-2]', cell) else (0, 0, 0)
    else:
        parts = full_year(part('yy')), int(part('mm')), int(part('dd'))
    try:
        return datetime(*parts)
    except ValueError:
        return None


def are_year_months(cells):
    """Whether cells such as 2005.9, 2005.10, 2005.11 are months and no decimals: some have two digits, and the steps
    agree."""
    months = [year_month(cell) for cell in cells]
    if len(cells) < 3 or None in months or not any(len(cell) == 7 for cell in cells):
        return False
    counts = [12 * time.year + time.month for time in months]
    steps = [b - a for a, b in zip(counts, counts[1:])]
    return steps[0] != 0 and steps.count(steps[0]) >= 0.9 * len(steps)


def year_month(cell):
    found = re.fullmatch(r'(1[5-9]\d{2}|2[0-2]\d{2})\.(0?[1-9]|1[0-2])', cell)
    return found and datetime(int(found[1]), int(found[2]), 1)


def full_year(text):
    return int(text) if len(text) > 2 else int(text) + (2000 if int(text) < 70 else 1900)


# ---- the labels of rows to come ----

#: How many of the last labels decide the rhythm.
LOOKED = 60


def continue_labels(labels, count):
    """The next labels in the rhythm of the last ones: the same step, months, or working days. None without a rhythm."""
    last = labels[-LOOKED:]
    if len(last) < 3:
        return None
    for shape in ('%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%SZ', '%Y%m'):
        times = [parsed(label, shape) for label in last]
        following = None if None in times else next_times(times, count)
        if following:
            return [f'{time:{shape}}' for time in following]
    if not all(re.fullmatch(r'[+-]?\d+(\.\d+)?', label) for label in last):
        return None
    values = [float(label) for label in last]
    step = values[1] - values[0]
    decimals = max(len(label.partition('.')[2]) for label in last)
    if step == 0 or any(abs(b - a - step) > 1e-6 * abs(step) for a, b in zip(values, values[1:])):
        return None
    return [f'{values[-1] + (i + 1) * step:.{decimals}f}' for i in range(count)]


def parsed(label, shape):
    """A midnight may be written without its time of day."""
    if shape == '%Y%m' and not re.fullmatch(r'(1[5-9]|2[0-2])\d{4}', label):
        return None
    try:
        return datetime.strptime(label, shape[:8] if len(label) == 10 else shape)
    except ValueError:
        return None


def next_times(times, count):
    steps = [b - a for a, b in zip(times, times[1:])]
    if min(steps) <= timedelta():
        return None
    if all(step == steps[0] for step in steps) and steps[0] < timedelta(days=28):
        return [times[-1] + (i + 1) * steps[0] for i in range(count)]
    return by_months(times, count) or by_working_days(times, steps, count)


def by_months(times, count):
    """The same day of each month, or always the last day."""
    months = [12 * time.year + time.month - 1 for time in times]
    step = months[1] - months[0]
    if step < 1 or any(b - a != step for a, b in zip(months, months[1:])):
        return None
    days_in = lambda month: monthrange(month // 12, month % 12 + 1)[1]
    usual = max(time.day for time in times)
    ends = all(time.day == days_in(month) for time, month in zip(times, months))
    # In February the 30th of every month becomes the 28th or 29th.
    if not ends and any(time.day != min(usual, days_in(month)) for time, month in zip(times, months)):
        return None
    day = lambda month: days_in(month) if ends else min(usual, days_in(month))
    ahead = [months[-1] + (i + 1) * step for i in range(count)]
    return [times[-1].replace(year=month // 12, month=month % 12 + 1, day=day(month)) for month in ahead]


def by_working_days(times, steps, count):
    """One day after the other, without Saturdays and Sundays. Missing holidays do not break the rhythm."""
    day = timedelta(days=1)
    usual = sum(step == day for step in steps) >= 0.5 * len(steps)
    whole = all(step % day == timedelta() and step <= 6 * day for step in steps)
    if not usual or not whole or any(time.weekday() > 4 for time in times):
        return None
    following, time = [], times[-1]
    while len(following) < count:
        time += day
        if time.weekday() < 5:
            following.append(time)
    return following
