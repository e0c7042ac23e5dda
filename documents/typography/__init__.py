"""Setting Bengali, Devanagari and Latin letters on paper as a printer would, on ReportLab's public canvas."""
