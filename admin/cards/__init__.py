"""Cards and posters with the open link as a QR code, to print: for the counter, a letter, a window."""
