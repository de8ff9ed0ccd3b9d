"""The office on both databases: who may see, the log, intake, the week. A run of its own."""
