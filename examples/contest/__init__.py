"""The claims of Waste in a Contest."""
