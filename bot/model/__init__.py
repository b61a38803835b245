"""A language model on a leash: what it reads, what it writes, and the checks on each of its sentences."""
