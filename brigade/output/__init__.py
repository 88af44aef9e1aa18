"""How things are shown: terminal tables, Excel, HTML, Word."""
