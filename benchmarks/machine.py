"""What a figure was measured on."""

import os
import platform
from importlib.metadata import version


def machine_line(libraries: tuple[str, ...]) -> str:
    """Processor, cores, Python and libraries, in one line."""
    versions = ", ".join(f"{name} {version(name)}" for name in libraries)
    processor = platform.processor() or platform.machine()
    cores = os.cpu_count()
    system = f"{platform.system()} {processor}, {cores} cores"
    return f"{system}, Python {platform.python_version()}, {versions}"
