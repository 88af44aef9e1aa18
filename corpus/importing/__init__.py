"""Files to store: one process, many processes, a Dask cluster."""
