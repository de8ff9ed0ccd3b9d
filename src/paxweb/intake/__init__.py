"""What a run says, taken in from its folder and never changed afterwards."""
