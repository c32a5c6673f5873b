"""`python -m cleanup.cli`, for hooks and tests that name an interpreter."""

from cleanup.cli.app import main

if __name__ == "__main__":
    main()
