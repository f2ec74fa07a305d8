// FumbleJudge
