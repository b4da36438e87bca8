"""Colours, sizes, fonts, icons, languages."""
