"""What coauthors read: one page, Markdown, LaTeX, all from the record of a run."""
