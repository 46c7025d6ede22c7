"""The page on sources: the documents, and the register of all that is cited."""
