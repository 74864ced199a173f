"""How a text's figures are read: values with hedge, unit, what is counted and in what role."""

from articles.figures.reader import figures_in

__all__ = ["figures_in"]
