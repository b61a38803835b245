"""Turns of a conversation: a question read where the one before it was answered, and questions that lead on."""
