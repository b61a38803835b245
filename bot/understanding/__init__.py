"""What a question asks: places, times, words and names, figures that it states, what it puts side by side, and whether it goes on with one before."""
