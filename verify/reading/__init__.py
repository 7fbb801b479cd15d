"""From formula text to a typed syntax tree: tokens, notation table, parser, printer."""
