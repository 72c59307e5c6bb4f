"""Reading: files of the source become the model; nothing is rendered here, nothing is written."""
