"""How much oxygen patients need, by norm and by measured use, now and ahead."""
