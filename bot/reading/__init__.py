"""Reading what was found: which sentences, statements and rows tell what is asked, and how sure that is."""
