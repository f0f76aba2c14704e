"""The command `unionoffice`: sub-commands, languages, and errors in one line."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib import import_module

import click

from unionoffice import __version__
from unionoffice.cli.context import REFUSED, WRONG_USAGE, Program, tell
from unionoffice.cli.spoken import help_texts, spoken, teach_click
from unionoffice.core.errors import CancelledError, UserError, lack_of_memory, reason_of
from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _, use_language

# Which module has which sub-commands: only the one that is wanted is imported.
SUB_COMMANDS = {
    "account": ("accounts",),
    "board": ("deadlines", "remind", "give-back", "settle", "refused", "open", "campaigns"),
    "body": ("bodies",),
    "card": ("card", "enrol", "revoke"),
    "compare": ("compare",),
    "federation": ("workbook", "note"),
    "form": ("forms", "hand-out", "take-forms", "blank", "allow-workbooks", "type-in"),
    "list": ("import", "list"),
    "office": ("new", "demo", "check", "backup", "restore", "upgrade", "grant"),
    "passphrase": ("passphrase",),
    "person": ("held", "erase", "retention"),
    "people_list": ("give-list", "take-lists"),
    "report": ("report", "trace", "send", "collect", "returns", "paper", "package"),
}
MODULE_OF = {name: module for module, names in SUB_COMMANDS.items() for name in names}
# Papers have a language of their own.
OWN_LANGUAGE = {"report", "blank", "remind", "workbook", "note", "compare"}
INTERRUPTED = N_("Stopped. Nothing was changed.")
NO_FILE = N_("{file} cannot be used: {why}. Choose another place or name.")
WRONG = N_("{problem} See {command} --help.")
NO_LANGUAGE = N_("The program does not speak “{language}”. It speaks: {known}.")
BUG = N_("Something went wrong in the program ({kind}). Run it again with --debug to see where.")


class LateGroup(click.Group):
    """Imports a sub-command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULE_OF)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return spoken(_written(cmd_name)) if cmd_name in MODULE_OF else None


def _written(name: str) -> click.Command:
    module = import_module(f"unionoffice.cli.{MODULE_OF[name]}_commands")
    command: click.Command = next(each for each in module.COMMANDS if each.name == name)
    return command


teach_click()


@click.group(cls=LateGroup)
@click.version_option(
    __version__, message="%(prog)s %(version)s", help="Show the version and exit."
)
@click.pass_context
def unionoffice(context: click.Context) -> None:
    """Keep the office of a trade-union organisation, and report upward.

    An office with accounts asks for --account NAME at every command, backup and collect too; its
    password stands in the file that UNIONOFFICE_ACCOUNT_PASSWORD_FILE names.
    """
    context.ensure_object(object)


def all_help() -> Iterator[str]:
    """All texts of the help of all commands, in English, for the catalogues."""
    yield from help_texts(unionoffice)
    for name in MODULE_OF:
        yield from help_texts(_written(name))


def run(program: Program, arguments: Sequence[str]) -> int:
    """Run one sub-command; returns the exit status."""
    arguments, is_debugging = _without_common_options(list(arguments))
    try:
        arguments, name = _without_account(list(arguments))
        program = dataclasses.replace(program, account=name)
        command = spoken(unionoffice)
        status = command.main(arguments, "unionoffice", obj=program, standalone_mode=False)
        return int(status or 0)
    except click.UsageError as error:
        _complain(error)
        return WRONG_USAGE
    except click.ClickException as error:
        tell(error.format_message())
        return REFUSED
    except (click.Abort, KeyboardInterrupt, CancelledError):
        tell(_(INTERRUPTED))
        return REFUSED
    except UserError as error:
        tell(str(error))
        _show_traceback(is_debugging)
        return REFUSED
    except BrokenPipeError:
        with contextlib.suppress(OSError):
            sys.stdout.close()
        return REFUSED
    except OSError as error:
        words = _(NO_FILE).format(file=error.filename or "–", why=reason_of(error))
        tell(lack_of_memory(error) or words)
        _show_traceback(is_debugging)
        return REFUSED
    except Exception as error:  # the last stop: a bug becomes one line, not a page of code
        tell(lack_of_memory(error) or _(BUG).format(kind=type(error).__name__))
        _show_traceback(is_debugging)
        return REFUSED


def _complain(error: click.UsageError) -> None:
    """Say in one line what was wrong, and where it is told how to do it."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return
    path = error.ctx.command_path if error.ctx else "unionoffice"
    tell(_(WRONG).format(problem=" ".join(error.format_message().split()), command=path))


def _without_common_options(arguments: list[str]) -> tuple[list[str], bool]:
    """Take `--debug` and `--lang` out, wherever they stand; some keep their own `--lang`."""
    is_debugging = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    for place, argument in enumerate(arguments):
        name, _sign, value = argument.partition("=")
        if name == "--lang":
            value = value or next(iter(arguments[place + 1 :]), "")
            if value in LANGUAGE_NAMES:
                use_language(value)
            else:
                tell(_(NO_LANGUAGE).format(language=value, known=", ".join(LANGUAGE_NAMES)))
            if not OWN_LANGUAGE.intersection(arguments):
                del arguments[place : place + (1 if "=" in argument else 2)]
            break
    return arguments, is_debugging


def _without_account(arguments: list[str]) -> tuple[list[str], str]:
    """Take `--account NAME` out, wherever it stands: every sub-command may need it."""
    for place, argument in enumerate(arguments):
        option, sign, value = argument.partition("=")
        if option == "--account":
            kept = arguments[:place] + arguments[place + (1 if sign else 2) :]
            value = value if sign else next(iter(arguments[place + 1 :]), "")
            if not value:
                raise click.UsageError(_("Name the account after --account."))
            return kept, value
    return arguments, ""


def _show_traceback(is_debugging: bool) -> None:
    if is_debugging:
        traceback.print_exc()
