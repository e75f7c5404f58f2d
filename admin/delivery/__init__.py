"""What became of messages to citizens, by day and means."""
