"""How to talk: the conversation engine, in pure Python, without a framework or a database."""
