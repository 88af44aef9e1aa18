"""One module a command: `NAME`, `HELP`, `arguments(parser)` and `run(args) -> exit status`; heavy imports only inside `run`."""
