"""The walls of the database: functions, policies and rights. They reach over all rooms, so they stand above them."""
