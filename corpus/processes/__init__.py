"""Work that may go wrong in any way is done in a process of its own, within bounds of time and memory."""
