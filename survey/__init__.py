"""The citizen's side, and the shared record of what happened."""
