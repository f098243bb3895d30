"""A situation as arrays: what the linear programmes of planning are made from."""
