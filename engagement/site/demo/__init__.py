"""Demonstration content: marked wherever it is shown, loaded again and removed by one command."""
