"""Chat on benefits: a consultation of an enterprise from its first message to the cards it is shown, and answers on one benefit."""
