"""Facts in, PDF bytes out: the papers that the office hands to people."""
