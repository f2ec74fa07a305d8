// FumbleControl
