"""Starting a paper's folder from its source: what each module settles, and what it leaves as a question."""
