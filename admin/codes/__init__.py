"""The page where an employee gets a code to read aloud to the citizen on the line."""
