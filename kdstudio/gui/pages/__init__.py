"""The screens, one file a page; a page knows the session and no other page."""
