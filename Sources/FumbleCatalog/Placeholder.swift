// FumbleCatalog
