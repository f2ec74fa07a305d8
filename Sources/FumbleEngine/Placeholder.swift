// FumbleEngine
