"""What only many pages can tell: lines that repeat on a site, and documents that are near-duplicates."""
