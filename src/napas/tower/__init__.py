"""The control tower: the books of one country, and the only floor that knows Django."""
