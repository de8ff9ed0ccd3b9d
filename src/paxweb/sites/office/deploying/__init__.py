"""What `pax-office check` looks at: each finding says what is so, and who must do what."""
