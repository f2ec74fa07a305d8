"""Writes when cron lines and words come, told by rules written for Python: python3 dates.py > dates.txt

Each line: the text, a tab, and the first days on which it comes from 2027 on with the times on them.
"""
import calendar
import datetime

DAY = datetime.timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def nth(day, n, weekday):
    return day.weekday() == weekday and (day.day - 1) // 7 + 1 == n


def last(day, weekday):
    return day.weekday() == weekday and (day + 7 * DAY).month != day.month


def in_quarter(day, n, weekday):
    start = datetime.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    days = [start + i * DAY for i in range((day - start).days + 1)]
    return day.weekday() == weekday and sum(d.weekday() == weekday for d in days) == n


def last_working(day):
    rest = range(day.day + 1, calendar.monthrange(day.year, day.month)[1] + 1)
    return day.weekday() < 5 and all(day.replace(day=d).weekday() >= 5 for d in rest)


RULES = [
    ("0 10 * * *", lambda d: True, ["10:00"]),
    ("30 9,17 * * 1-5", lambda d: d.weekday() < 5, ["09:30", "17:30"]),
    ("0 10 13 * fri", lambda d: d.day == 13 or d.weekday() == FRI, ["10:00"]),
    ("0 10 */10 * fri", lambda d: d.day in (1, 11, 21, 31) and d.weekday() == FRI, ["10:00"]),
    ("0 10 1-7 * *", lambda d: d.day <= 7, ["10:00"]),
    ("0 10 29 2 *", lambda d: (d.month, d.day) == (2, 29), ["10:00"]),
    ("0 0 * jan,jul SUN", lambda d: d.month in (1, 7) and d.weekday() == SUN, ["00:00"]),
    ("0 0 * * 7", lambda d: d.weekday() == SUN, ["00:00"]),
    ("0 0 * * 5-7", lambda d: d.weekday() >= FRI, ["00:00"]),
    ("0-59/20 23 31 * *", lambda d: d.day == 31, ["23:00", "23:20", "23:40"]),
    ("@monthly", lambda d: d.day == 1, ["00:00"]),
    ("@weekly", lambda d: d.weekday() == SUN, ["00:00"]),
    ("every day at 10:00", lambda d: True, ["10:00"]),
    ("every weekday at 9:30", lambda d: d.weekday() < 5, ["09:30"]),
    ("every Tuesday and Friday at 10:00 and 16:00", lambda d: d.weekday() in (TUE, FRI), ["10:00", "16:00"]),
    ("every tue, wed, and thu at 10:00", lambda d: d.weekday() in (TUE, WED, THU), ["10:00"]),
    ("first Tuesday of the quarter at 10:00", lambda d: in_quarter(d, 1, TUE), ["10:00"]),
    ("5th Monday of the quarter at 10:00", lambda d: in_quarter(d, 5, MON), ["10:00"]),
    ("last Friday of the month at 10:00", lambda d: last(d, FRI), ["10:00"]),
    ("first and third Wednesday of every month at 10:00", lambda d: nth(d, 1, WED) or nth(d, 3, WED), ["10:00"]),
    ("on the fifth Sunday of the month at 10:00", lambda d: nth(d, 5, SUN), ["10:00"]),
    ("last day of the month at 23:59", lambda d: (d + DAY).day == 1, ["23:59"]),
    ("last weekday of the month at 10:00", last_working, ["10:00"]),
    ("last day of the quarter at 10:00", lambda d: (d + DAY).day == 1 and d.month % 3 == 0, ["10:00"]),
    ("first day of the year at 10:00", lambda d: (d.month, d.day) == (1, 1), ["10:00"]),
    ("last Monday of May at 10:00", lambda d: d.month == 5 and last(d, MON), ["10:00"]),
    ("1st of March and September at 10:00", lambda d: d.day == 1 and d.month in (3, 9), ["10:00"]),
    ("the 15th and 22nd of the month at 10:00", lambda d: d.day in (15, 22), ["10:00"]),
]

for text, comes, times in RULES:
    found = []
    day = datetime.date(2027, 1, 1)
    while len(found) < 8:
        if comes(day):
            found += [f"{day}T{time}" for time in times]
        day += DAY
    print(text + "\t" + " ".join(found))
