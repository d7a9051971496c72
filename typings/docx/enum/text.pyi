from enum import Enum

class WD_ALIGN_PARAGRAPH(Enum):
    LEFT = 0
    CENTER = 1
    RIGHT = 2
    JUSTIFY = 3
