"""Who among the authors agreed to which claim as it is printed, read and decided."""
