"""The pictures of the READMEs, and `python -m ui.screenshots`, which takes them. For developers; neither is installed."""
