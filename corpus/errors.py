"""What a person did wrong, in one Chinese sentence that says what, where and what to do."""


class CorpusError(ValueError):
    """A file, a store or an argument that cannot be used.  `kind` is a short code for the table of problems."""

    def __init__(self, message: str, kind: str = "unreadable") -> None:
        super().__init__(message)
        self.kind = kind
