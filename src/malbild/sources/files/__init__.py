"""Tables from files: CSV, Excel, JSON-stat 2 and PX."""
