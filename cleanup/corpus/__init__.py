"""What only many pages can tell."""
