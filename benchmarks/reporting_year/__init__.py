"""An invented year in which hospitals report, honestly and with mistakes of units."""
