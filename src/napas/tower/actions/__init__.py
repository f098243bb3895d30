"""What can be done to the books: every write is one of these, and leaves its line."""
