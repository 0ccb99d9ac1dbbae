"""The builders that templates.yaml names, by name."""

from __future__ import annotations

from collections.abc import Mapping

from transforms.timexes import (
    build,
    build_clocks,
    build_dates,
    build_dialogue,
    build_refs,
    build_relative,
    build_sets,
    build_weekdays,
    build_years,
    lengths,
)
from transforms.timexes.build import Builder

BUILDERS: Mapping[str, Builder] = {
    "weekday_ordinal": build_weekdays.weekday_ordinal,
    "dir_numeric": build_relative.dir_numeric,
    "half_of_month": build_dates.half_of_month,
    "the_unit": build_dialogue.the_unit, "year_month": build_dialogue.year_month,
    "clock_words": build_dialogue.clock_words,
    "clock_before_part": build_dialogue.clock_before_part,
    "clock_before_day": build_dialogue.clock_before_day,
    "clock_of_day": build_dialogue.clock_of_day,
    "relative_ampm": build_dialogue.relative_ampm, "days_of_month": build_dates.days_of_month,
    "date": build.date, "date_yy": build_dates.date_yy, "week_of": build_dates.week_of,
    "spoken_date": build_dates.spoken_date, "days": build.days, "iso": build.iso,
    "numbered_month": build_dates.numbered_month, "weekdays": build.weekdays,
    "year_between": build_dates.year_between, "fiscal_year": build_years.fiscal_year,
    "decimal_hours": lengths.decimal_hours, "weekday_shift": build_weekdays.weekday_shift,
    "weekday_set": build_weekdays.weekday_set, "every_day": build_weekdays.every_day,
    "feast_weekend": build_weekdays.feast_weekend, "fraction": lengths.fraction,
    "duration_fraction": lengths.duration_fraction, "fraction_shift": lengths.fraction_shift,
    "days_digits": build.days_digits, "era": build_years.era, "numeric": build.numeric,
    "year": build_years.year, "years": build_years.years, "named_year": build_years.named_year,
    "season_years": build_years.season_years, "decade": build_years.decade,
    "weekday": build.weekday, "nth_weekday": build.nth_weekday,
    "relative": build_relative.relative, "dir_unit": build_relative.dir_unit,
    "dir_weekday": build_relative.dir_weekday, "weekday_of": build_relative.weekday_of,
    "week_number": build_relative.week_number, "dir_field": build_relative.dir_field,
    "dir_part": build_relative.dir_part, "window": lengths.window, "duration": lengths.duration,
    "shift": lengths.shift, "nth": build_relative.nth, "century": build_relative.century,
    "century_mark": build_relative.century_mark, "edge_unit": build_relative.edge_unit,
    "word": build_relative.word, "ref_unit": build_refs.ref_unit,
    "ref_weekday": build_refs.ref_weekday, "every": build_sets.every,
    "every_set": build_sets.every_set, "after_next": build_refs.after_next,
    "part": build_clocks.part, "times": build_sets.times, "set_word": build_sets.set_word,
    "day_of": build_relative.day_of, "numbered_week": build_relative.numbered_week,
    "relative_day": build_relative.relative_day, "month_edge": build_relative.month_edge,
    "clock": build_clocks.clock, "clocks": build_clocks.clocks,
}  # fmt: skip
