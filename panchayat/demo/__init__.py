"""Sample offices and people, so that the whole service can be tried before any office's own records are in it."""
