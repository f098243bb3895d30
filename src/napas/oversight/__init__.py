"""Do promises, prices and books hold: checks on what anybody states."""
