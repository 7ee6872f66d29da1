"""A local Telegram: Bot API over HTTP, people who act, and a chat page in the browser. Nothing outside knows of it."""
