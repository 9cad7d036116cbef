"""The command that shows what is older than it is to be kept, and lets go of it when told so."""

from __future__ import annotations

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.cli.safekeeping import day, progress_of
from app.core.errors import SettingsError
from app.store.backup import BackupFailed
from app.store.retention import Outlook


def retention(arguments: Arguments) -> int:
    """Without --execute it deletes nothing."""
    days = _days(arguments)
    if arguments.execute:
        return _let_go(arguments, days)
    found = wiring.retention_outlook(arguments.choices.data_dir, days, wiring.now())
    if arguments.json:
        print(output.as_json([_json(one) for one in found]))
    elif not found:
        print("All is kept. Name a provider and --older-than DAYS, or set how long in Settings.")
    else:
        columns = ("PROVIDER", "OLDER THAN", "WOULD GO", "OLDEST", "NEWEST", "WOULD STAY")
        print(output.table(columns, [_cells(one) for one in found]))
        print("\nNothing was deleted. --execute --backup FILE backs the store up and deletes them.")
    return 0


def _days(arguments: Arguments) -> dict[str, int]:
    """What the command line says; nothing leaves it to the settings."""
    if bool(arguments.provider) != bool(arguments.days):
        raise SettingsError(
            "A provider and --older-than belong together.",
            remedy="Give both, or neither for what the settings say.",
        )
    return {arguments.provider: arguments.days} if arguments.provider else {}


def _let_go(arguments: Arguments, days: dict[str, int]) -> int:
    target = arguments.backup
    if target is None:
        raise BackupFailed(
            "Nothing is deleted without a backup.", remedy="Name a file with --backup."
        )
    if target.exists():
        raise BackupFailed(f"The file {target} is there already.", remedy="Choose another name.")
    gone = wiring.retention_let_go(
        arguments.choices.data_dir, days, target, wiring.now(), progress_of(arguments)
    )
    told = {"deleted": gone, "backup": str(target)}
    text = f"{gone:,} deliveries were deleted; the store of before is in {target}."
    print(output.as_json(told) if arguments.json else text)
    return 0


def _cells(one: Outlook) -> tuple[str, ...]:
    return (
        one.provider,
        day(one.before),
        f"{one.deliveries:,}",
        day(one.oldest) if one.oldest else "–",
        day(one.newest) if one.newest else "–",
        f"{one.kept:,}",
    )


def _json(one: Outlook) -> dict[str, object]:
    return {
        "provider": one.provider,
        "before": output.iso(one.before),
        "deliveries": one.deliveries,
        "kept": one.kept,
        "oldest": output.iso(one.oldest),
        "newest": output.iso(one.newest),
    }
