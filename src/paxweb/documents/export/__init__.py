"""What leaves the office: gathered as tables, marked, and written as a page to print, a PDF or CSV."""
