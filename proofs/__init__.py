"""The papers: one package a paper, one module a section, in the order of the paper."""
