"""Staff's side: sign-in, contacts, audits, the comparison. Imports survey, never the other way."""
