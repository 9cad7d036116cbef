"""A room under the doors: rows of the store as files that people take along."""
