// FumbleDocument
