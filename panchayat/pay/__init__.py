"""Pay slips and the statements of a year's pay."""
