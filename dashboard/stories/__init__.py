"""Stories: guided answers in steps, each a chart in a state, with numbered records and computed counts in its sentences."""
