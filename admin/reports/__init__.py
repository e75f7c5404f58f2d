"""Reports that people read: a page for the council, the whole story with its method, spreadsheets and data."""
