"""From a recording of a panel or a podcast to a written documentation, a page and a feed."""

__version__ = "0.1.0"
