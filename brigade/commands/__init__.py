"""One module a command: `arguments(parser)` and `run(args) -> exit status`; heavy imports only inside `run`.  No command knows another."""
