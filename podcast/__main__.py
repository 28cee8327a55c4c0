"""Lets `python -m podcast` do what `podcast` does."""

from podcast.cli import main

if __name__ == "__main__":
    main()
