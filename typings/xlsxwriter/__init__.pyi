"""What this program uses of XlsxWriter 3.3 (it is annotated only in part and has no py.typed)."""

from xlsxwriter.workbook import Workbook as Workbook
