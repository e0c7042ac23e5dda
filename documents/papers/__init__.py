"""The papers that the office issues, one file each: the file's name is the paper's kind."""
