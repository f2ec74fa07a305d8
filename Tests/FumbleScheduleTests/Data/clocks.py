"""Writes what Python's zoneinfo says of local times around the changes of clocks: python3 clocks.py > clocks.txt

Each line: zone, local time, how often the clocks show it, the instant that is meant (the first of two, the first one
after the gap). Python reads the zone files that lie beside this file.
"""
import datetime
import pathlib
import zoneinfo

HERE = pathlib.Path(__file__).parent / "zones"
UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)
# 2026 and 2027 lie within the changes that some files list; 2045 is told by the rule at their end.
YEARS = [2026, 2027, 2045]
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca"]


def zone(name):
    with open(HERE / name, "rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


def changes(place, year):
    """Instants at which the offset changes, by bisection between days."""
    at = datetime.datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        low, high = at, at + DAY
        if low.astimezone(place).utcoffset() != high.astimezone(place).utcoffset():
            while high - low > MINUTE:
                middle = low + (high - low) / 2
                middle = middle.replace(second=0, microsecond=0)
                if middle in (low, high):
                    break
                if middle.astimezone(place).utcoffset() == low.astimezone(place).utcoffset():
                    low = middle
                else:
                    high = middle
            yield high
        at += DAY


def meant(place, local, around):
    """How often the clocks show a local time near a change, and which instant it means."""
    shown = [local.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = sorted({at for at in shown if at.astimezone(place).replace(tzinfo=None) == local})
    if not shown:
        return "never", around
    return ("once", "twice")[len(shown) - 1], shown[0]


told = set()
for name in ZONES:
    place = zone(name)
    for year in YEARS:
        for change in changes(place, year):
            for before in range(-180, 181, 15):
                local = (change + before * MINUTE).astimezone(place).replace(tzinfo=None)
                # What the clocks leave out is shown at no instant: count on from before the change.
                walls = {local, (change - MINUTE).astimezone(place).replace(tzinfo=None) + (before + 1) * MINUTE}
                for wall in sorted(walls):
                    kind, at = meant(place, wall, change)
                    line = f"{name} {wall:%Y-%m-%dT%H:%M} {kind} {at:%Y-%m-%dT%H:%MZ}"
                    if line not in told:
                        print(line)
                    told.add(line)
