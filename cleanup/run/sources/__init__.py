"""Which files a run works on, and how they are read: named, found in folders, told apart, opened, their records chosen."""
