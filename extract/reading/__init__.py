"""Characters to marks: the text as matched, layout, numbers, figures, dates, names that hold numerals, zeros."""
