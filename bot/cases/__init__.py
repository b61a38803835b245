"""Cases put to rules: what a rule gives for the asker's own figures, and whether the asker meets what it demands."""
