"""The file door: folders of small tables in, folders and documents out."""
