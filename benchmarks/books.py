"""How fast the books take reports and tell the picture: `python -m benchmarks.books`.

Reports go one by one through the action, each its own transaction on the disk; the
picture is that of the founding scenario, some three thousand hospitals. The database is
an empty one, named as in NAPAS_DATABASE.
"""

import argparse
import os
from importlib import import_module

import django


def main() -> None:
    """Measure one engine and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="sqlite:///FILE or postgresql://...")
    parser.add_argument("--reports", type=int, default=1000)
    asked = parser.parse_args()
    os.environ["NAPAS_DATABASE"] = asked.database
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "napas.tower.settings")
    django.setup()
    # Tables can be read only now that the database is named.
    import_module("benchmarks.books_measured").measure(asked.reports)


if __name__ == "__main__":
    main()
