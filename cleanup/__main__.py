"""`python -m cleanup`, where the program is not on the path."""

from cleanup.cli.app import main

if __name__ == "__main__":
    main()
