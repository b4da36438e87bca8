"""Tables in files: text and spreadsheets, read cell by cell."""
