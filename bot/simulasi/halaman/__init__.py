"""Files of the chat page; a package so that they are installed with the program."""
