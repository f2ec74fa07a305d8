// FumbleJournal
