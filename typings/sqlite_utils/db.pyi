from sqlite_utils import Tracer as Tracer
