"""Units of counting and of measuring, as reports write them."""

from __future__ import annotations

COUNT_UNITS = (*"家处份名起次条座具套个台场辆支人件册户", "人次", "辆次", "家次", "件套", "场次")
SLASHED = (("家/处", "家"), ("人/次", "人次"), ("台/次", "台次"), ("家/次", "家"), ("条/处", "条"))
HANZI_MEASURES = ("公里", "米", "吨", "平方米", "立方米", "公顷", "亩", "公斤", "平方公里")
LATIN_MEASURES = ("km", "m", "kg", "t", "㎡", "m²", "m³", "L")
HUGE_UNITS = ("人次", "次", "条")
