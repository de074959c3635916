"""The catalogue of administrative procedures (thủ tục hành chính): defined once, applied by every agency of a level."""
