"""What a run writes: cleaned files, the account of every edit, the page, and the way back."""
