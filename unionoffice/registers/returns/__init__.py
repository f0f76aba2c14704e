"""What is reported: figures corrected by hand, returns sent up, returns received from below."""
