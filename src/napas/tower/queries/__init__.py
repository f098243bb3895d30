"""What the books answer; a read never writes."""
