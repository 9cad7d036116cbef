"""Everything but the window as a process of its own, and what the window holds of it."""
