"""Help and complaints of the command line in the language of the program, Click's own included."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from unionoffice.core.i18n import N_, _

# What Click says by itself, and how it is said here.
CLICK_SENTENCES: Mapping[str, str] = {
    text: text
    for text in (
        N_("Usage:"),
        N_("Options"),
        N_("Commands"),
        N_("required"),
        N_("default: {default}"),
        N_("Show this message and exit."),
        N_("Error: {message}"),
        N_("Missing command."),
        N_("Missing argument"),
        N_("Missing option"),
        N_("No such command {name!r}."),
        N_("No such option {name!r}."),
        N_("Did you mean {possibility}?"),
        N_("(Did you mean one of: {possibilities}?)"),
        N_("Got unexpected extra argument ({args})"),
        N_("Got unexpected extra arguments ({args})"),
        N_("Invalid value: {message}"),
        N_("Invalid value for {param_hint}: {message}"),
        N_("{value!r} is not {choice}."),
        N_("{value!r} is not one of {choices}."),
        N_("{value} is not in the range {range}."),
        N_("Choose from:\n\t{choices}"),
        N_("Option {name!r} requires an argument."),
        N_("Option {name!r} requires {nargs} arguments."),
        N_("Option {name!r} does not take a value."),
        N_("{name} {filename!r} is a file."),
        N_("{name} {filename!r} is a directory."),
    )
} | {"{value!r} is not a valid {number_type}.": N_("{value!r} is no whole number.")}
PLACES = {
    "text": N_("TEXT"),
    "integer": N_("NUMBER"),
    "integer range": N_("NUMBER"),
    "file": N_("FILE"),
    "directory": N_("FOLDER"),
    "path": N_("PLACE"),
    "day": N_("DAY"),
}
# What became of a file; data says the keys, people read the words.
FATES = {
    "accepted": N_("Taken in"),
    "taken": N_("Taken in"),
    "already_held": N_("Held already"),
    "superseded": N_("A newer version is held"),
    "refused": N_("Refused"),
    "enrolled": N_("Enrolled"),
    "updated": N_("Brought up to date"),
    "unchanged": N_("Enrolled already"),
}
ALL_OPTIONS, SUB_COMMAND = N_("[OPTIONS]"), N_("COMMAND [ARGS]...")
_MODULES = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.types,
)


def teach_click() -> None:
    """Let Click take its sentences from our catalogues: gettext has no other way in."""
    for module in _MODULES:
        for name, words in (("_", _said), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, words)


def _said(text: str) -> str:
    return _(CLICK_SENTENCES.get(text, text))


def _counted(singular: str, plural: str, count: int) -> str:
    return _said(singular if count == 1 else plural)


def spoken(command: click.Command) -> click.Command:
    """A copy of the command whose help is in the language of now."""
    told = copy.copy(command)
    told.help = _(_whole(command.help))
    told.options_metavar = _(ALL_OPTIONS)
    told.params = [_spoken_parameter(each) for each in command.params]
    if isinstance(told, click.Group):
        told.subcommand_metavar = _(SUB_COMMAND)
        told.commands = {name: spoken(each) for name, each in told.commands.items()}
    return told


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option):
        return parameter
    told = copy.copy(parameter)
    told.help = _(_whole(parameter.help))
    place = PLACES.get(parameter.type.name)
    if place and parameter.metavar is None and not parameter.is_flag:
        told.metavar = _(place) + ("..." if parameter.nargs != 1 else "")
    return told


def help_texts(command: click.Command) -> Iterator[str]:
    """All that the help of a command and of those below it says, for the catalogues."""
    yield _whole(command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            yield _whole(parameter.help)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from help_texts(each)


def _whole(text: str | None) -> str:
    """A help text as one line: where it is broken in the code means nothing."""
    return " ".join((text or "").split())


def fate(file: object, status: str, *more: str | None) -> str:
    """What became of one file, as a line for people."""
    return " · ".join(filter(None, (str(file), _(FATES[status]), *more)))
