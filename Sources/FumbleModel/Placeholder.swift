// FumbleModel
