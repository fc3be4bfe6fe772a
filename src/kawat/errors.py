"""Kawat's exceptions, one tree:

    KawatError
    +-- SettingsError       a setting has a value that cannot be used
    +-- LanguageDataError   a language table lacks a word list, or has one too many
    +-- MissingExtra        an optional part is asked for that is not installed
    +-- EmbedderError       an embedder cannot be loaded, or returns vectors that break its contract
    +-- StateError          a saved state is of another version, or cut short

A bad article is no exception: it becomes a Rejection, and the rest of the work goes on.
"""


class KawatError(Exception):
    """Anything that Kawat itself raises; the message is one sentence that says what to do."""


class SettingsError(KawatError):
    """A setting has a value that cannot be used."""


class LanguageDataError(KawatError):
    """A language table lacks a word list that the code reads, or has one that nothing reads."""


class MissingExtra(KawatError):
    """An optional part is asked for that is not installed; the message holds the install command."""


class EmbedderError(KawatError):
    """An embedder cannot be loaded, or returned vectors that break its contract."""


class StateError(KawatError):
    """A saved state is of another version, or cut short."""
