"""The independent second implementation of the scoring methods wd-1 and wd-2. It never reads the product."""
