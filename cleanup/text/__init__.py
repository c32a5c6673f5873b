"""Text as values: spans, edits, change sets, documents. Imports nothing of ours."""
