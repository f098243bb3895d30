"""The words of the field: frozen values that check themselves, no input or output."""
