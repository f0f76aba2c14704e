"""The keys of the pages that are no registers."""

TODAY, PERSON, APPENDIX, RETURNS = "today", "person", "appendix", "returns"
BRING_IN, JOURNAL, BACKUPS, SETTINGS = "bring_in", "journal", "backups", "settings"
KEYS, PEOPLE_LISTS = "keys", "people_lists"
FORMS = "forms"
STRUCTURE = "structure"
COMPARE = "compare"
PERSONAL_DATA = "personal_data"
HIDDEN = "hidden"  # a group that the side bar does not have
