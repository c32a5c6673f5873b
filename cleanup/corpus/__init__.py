"""What only many pages can tell: lines that repeat on a site."""
