"""The pages of the window, unknown to each other."""
