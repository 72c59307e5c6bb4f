"""What a site is made of, once read: pages, documents in collections, static files, data."""
