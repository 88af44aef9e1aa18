"""What is wrong with a pattern file."""


class PatternError(ValueError):
    """A pattern file that cannot be used: the message, in Chinese, names the file, the line and what is wrong."""
