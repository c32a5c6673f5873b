"""What the Gazette leaves in its articles."""
