"""The kinds of answers: each a function from an inquiry to an outcome, or to None where it is asked nothing of its kind."""
