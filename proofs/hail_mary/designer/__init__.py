"""The contest with a designer: Section 4 and Appendix A.2, decided from the primitives of the extended
game."""
