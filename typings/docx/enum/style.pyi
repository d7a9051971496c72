from enum import Enum

class WD_STYLE_TYPE(Enum):
    PARAGRAPH = 1
