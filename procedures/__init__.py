"""Administrative procedures (thủ tục hành chính) and their dossiers (hồ sơ): to be built."""
