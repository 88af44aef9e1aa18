"""What a person touches: the command, the tables, Excel, Word and HTML."""
