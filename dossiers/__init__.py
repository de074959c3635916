"""Dossiers (hồ sơ thủ tục hành chính): received, handled against the law's clocks, and answered."""
