"""Files people bring and take away: the registry, plans, reports and letters."""

import os

# With lxml about (python-docx needs it), openpyxl would parse by it and no longer by defusedxml, which refuses
# entities instead of leaving them unexpanded (openpyxl/xml/functions.py).
os.environ["OPENPYXL_LXML"] = "False"
