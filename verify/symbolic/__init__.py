"""Legs that prove: statements lowered to computer algebra and real arithmetic."""
