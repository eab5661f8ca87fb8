"""What copydesk knows of languages: phrases, months, names, and where a sentence ends. Words are data, a file each."""
