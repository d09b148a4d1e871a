"""Settings: base is shared; dev, demo, test and production each add what they alone need."""
