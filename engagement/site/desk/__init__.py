"""The translator's desk: what is to be written in one's languages, most needed first."""
