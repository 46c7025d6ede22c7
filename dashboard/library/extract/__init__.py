"""From bytes to text. What reads hostile files runs in a process of its own: see `apart.py`; nothing else imports the readers."""
