"""Makes the model of HTML pages."""
