"""The only SQL: facts, views, their writers and named read-only questions."""
