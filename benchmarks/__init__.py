"""Performance as ratios against a named rival or a physical limit, both measured in the same run."""

import reports as reports  # before anything imports openpyxl, see its comment
