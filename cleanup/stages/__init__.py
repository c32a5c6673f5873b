"""Who proposes edits: one file a stage. A stage looks at a document and changes nothing."""
