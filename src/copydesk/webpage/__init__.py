"""An HTML page as it is read: a tree made tidy, its lines and elements, what it states of itself."""
