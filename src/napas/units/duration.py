"""How many hours and minutes a day has, and seconds an hour."""

SECONDS_PER_HOUR = 3600.0
HOURS_PER_DAY = 24.0
MINUTES_PER_DAY = 1440
