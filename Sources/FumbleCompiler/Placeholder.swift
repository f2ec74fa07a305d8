// FumbleCompiler
