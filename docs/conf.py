"""How the documentation is built."""

project = "Napas"
author = "The Napas maintainers"
project_copyright = "The Napas maintainers, Apache-2.0"
extensions = ["myst_parser", "sphinx.ext.mathjax"]
myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Napas"
nitpicky = True
