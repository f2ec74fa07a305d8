// FumbleSimulator
