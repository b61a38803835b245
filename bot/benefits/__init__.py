"""Enterprises and benefits: what is known of an enterprise, and what each benefit asks, gives and shares with others."""
