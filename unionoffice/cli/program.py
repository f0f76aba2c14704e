"""The command `unionoffice`: sub-commands, languages, and errors in one line."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Sequence

import click

from unionoffice.cli import (
    board_commands,
    body_commands,
    card_commands,
    form_commands,
    list_commands,
    office_commands,
    passphrase_commands,
    people_list_commands,
    report_commands,
)
from unionoffice.cli.context import REFUSED, WRONG_USAGE, Program, tell
from unionoffice.core.errors import CancelledError, UserError
from unionoffice.core.i18n import LANGUAGE_NAMES, N_, _, use_language

SUB_COMMANDS = {
    command.name: command
    for command in (
        *office_commands.COMMANDS,
        *list_commands.COMMANDS,
        *report_commands.COMMANDS,
        *board_commands.COMMANDS,
        *form_commands.COMMANDS,
        *card_commands.COMMANDS,
        *people_list_commands.COMMANDS,
        *passphrase_commands.COMMANDS,
        *body_commands.COMMANDS,
    )
}
INTERRUPTED = N_("Stopped. Nothing was changed.")
BUG = N_("Something went wrong in the program ({kind}). Run it again with --debug to see where.")


@click.group(commands=dict(SUB_COMMANDS))
@click.pass_context
def unionoffice(context: click.Context) -> None:
    """Keep the office of a trade-union organisation, and report upward."""
    context.ensure_object(object)


def run(program: Program, arguments: Sequence[str]) -> int:
    """Run one sub-command; returns the exit status."""
    arguments, is_debugging = _without_common_options(list(arguments))
    try:
        status = unionoffice.main(arguments, "unionoffice", obj=program, standalone_mode=False)
        return int(status or 0)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except click.ClickException as error:
        error.show()
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
    except Exception as error:  # the last stop: a bug becomes one line, not a page of code
        tell(_(BUG).format(kind=type(error).__name__))
        _show_traceback(is_debugging)
        return REFUSED


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
            if not {"report", "blank"} & set(arguments):
                del arguments[place : place + (1 if "=" in argument else 2)]
            break
    return arguments, is_debugging


def _show_traceback(is_debugging: bool) -> None:
    if is_debugging:
        traceback.print_exc()
