"""The verbs of the command line, one file for each or for a few that belong together.

A verb is a function of the parsed arguments that returns the exit code; what it prints is for people. It imports the
heavy parts of the program itself, so that asking for help stays quick.
"""
