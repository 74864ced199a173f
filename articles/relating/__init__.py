"""How articles relate: copies and origins of a text, stories, claims that say the same, who corroborates whom."""
