"""A scenario in one workbook: written to be filled in, read as a folder is read."""
