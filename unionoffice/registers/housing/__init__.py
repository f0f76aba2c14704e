"""Housing support “Mái ấm Công đoàn”."""
