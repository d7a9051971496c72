"""Tables people fill in, .xlsx or .csv: lines, headings, cells and what is wrong with them."""
