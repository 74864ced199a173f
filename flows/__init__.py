"""When things happen and what people see: the only code that knows Prefect, the settings or the clock."""
