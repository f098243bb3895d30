"""The tables of the books: rows that hold facts and do no arithmetic."""
