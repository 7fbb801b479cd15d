"""From a paper's source file to its formulas with exact places."""
