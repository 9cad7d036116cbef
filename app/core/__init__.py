"""The vocabulary: pure values and functions that touch no clock, file, socket or thread."""
