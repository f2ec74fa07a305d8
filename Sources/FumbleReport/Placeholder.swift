// FumbleReport
