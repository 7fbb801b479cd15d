"""The contest with stochastic progress: notation, definitions and the mathematics of every claim, one
object a module."""
