"""Legs that try to break a statement at exact points; they share no code with the provers."""
