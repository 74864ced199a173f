"""How a text's dates are read: every mention with the days it means."""

from articles.dates.reader import dates_in

__all__ = ["dates_in"]
