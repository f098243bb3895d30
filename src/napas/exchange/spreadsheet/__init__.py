"""Files of office programs, from anybody: read apart, within limits, as plain cells."""
