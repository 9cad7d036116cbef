"""What the window may ask the rest of the program to do: callables that wiring fills in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from app.config.settings import Settings
from app.core.alerts import Act
from app.core.outage import Outage
from app.core.probing import Probe
from app.core.provider import Answer, Span
from app.core.registration import Standing
from app.core.saved_filters import SavedFilters
from app.core.tunnel import TunnelState
from app.export.writing import Order
from app.store.backfills import BackfillRow
from app.store.backup import Contents, Noted, Progress
from app.store.retention import Outlook
from app.store.rows import NewsRow


@dataclass(frozen=True, slots=True)
class Callback:
    """Where one provider's webhooks go."""

    provider: str
    local_path: str  # "/hooks/juno/<token>"
    local_url: str
    public_url: str  # "" without a public address


@dataclass(frozen=True, slots=True)
class ReceiverState:
    """Whether deliveries can come in."""

    listening: bool
    host: str
    port: int
    error: str = ""  # why not, one sentence
    store_error: str = ""  # why what comes in cannot be kept now
    behind: str = ""  # why what is shown stands still


@dataclass(frozen=True, slots=True)
class StoreState:
    """How the store is."""

    deliveries: int
    size: int  # bytes on disk, with all that is computed
    backed_up: Noted | None
    checked_at: datetime | None  # when each body and the file were last found whole or not
    damaged: int  # deliveries
    trouble: str  # why it cannot be written, or what is wrong with the file
    copy_trouble: str
    copy_is_whole: bool
    restore_waits: bool  # a checked backup takes its place at the next start


@dataclass(frozen=True, slots=True)
class StoreCare:
    """What keeps the store safe; all of it blocks."""

    state: Callable[[], StoreState]
    back_up: Callable[[Path, Progress, Callable[[], bool]], Contents]
    prepare: Callable[[Path, Progress, Callable[[], bool]], Contents]  # a backup, to be restored
    outlook: Callable[[Mapping[str, int]], Sequence[Outlook]]  # {provider: days}; what is older
    let_go: Callable[[Mapping[str, int], Path, Progress, Callable[[], bool]], int]  # backed up


ToldProgress = Callable[[int, int, int], None]  # answers, calls, budget; on the asking thread


@dataclass(frozen=True, slots=True)
class Actions:
    """The window's hands. What blocks (network, disk) is run by Ask.work, never on the main
    thread, and what takes its time by Ask.errand; `receiver_state`, `settings` and `callbacks`
    answer from memory.
    """

    register: Callable[[str, str, str, tuple[str, ...]], Answer]  # provider, env, api, events
    preview: Callable[[str, str, str, tuple[str, ...]], str]  # the exact request, no secret
    list_remote: Callable[[str, str], Answer]
    delete_remote: Callable[[str, str, str], Answer]
    update_remote: Callable[[str, str, str], Answer]  # provider, env, id: it leads here from now on
    preview_update: Callable[[str, str, str], str]  # the exact requests of both, no secret
    preview_deletion: Callable[[str, str, str], str]
    redeliver: Callable[[str, str, Span, bool], Answer]  # provider, event, time, not only counted
    standing: Callable[[str, str], Standing]  # provider, a listed URL; from memory
    backfill: Callable[[str, Span, ToldProgress, Event], BackfillRow]
    ask_provider: Callable[[str], BackfillRow]  # about one transaction
    import_file: Callable[[str, Path, Callable[[int, int], None], Event], BackfillRow]  # kept, of
    callbacks: Callable[[], Sequence[Callback]]
    send_test_event: Callable[[str], str]
    send_test_publicly: Callable[[str], str]  # out to the public address and in again
    reverify: Callable[[Sequence[int] | None], int]
    news_seen: Callable[[Sequence[NewsRow]], None]  # a person has seen these
    save_settings: Callable[[Settings], None]
    settings: Callable[[], Settings]
    recall: Callable[[str], object]  # how the window was left; quick, on the main thread
    remember: Callable[[str, object], None]  # what JSON can hold
    secret_is_set: Callable[[str, str], bool]
    put_secret: Callable[[str, str, str], None]
    remove_secret: Callable[[str, str], None]
    rebuild: Callable[[], None]
    receiver_state: Callable[[], ReceiverState]
    probe: Callable[[], Probe]  # goes out and comes in; raises without a public address
    tunnel: Callable[[], TunnelState]  # from memory
    outage: Callable[[], Outage | None]  # the latest that was made up for; from memory
    tunnel_output: Callable[[], Sequence[str]]  # its last lines; from memory
    note: Callable[[str, str, int], int]  # subject, text ("" removes), number or 0; the number
    mark: Callable[[str, Mapping[str, str]], Mapping[str, str]]  # name, {subject: value}; before
    act: Callable[[Sequence[Act]], Sequence[Act]]  # about alerts; gives what was done before
    saved_filters: Callable[[], SavedFilters]  # from memory
    change_filters: Callable[[Callable[[SavedFilters], SavedFilters]], None]
    latest_probe: Callable[[], Probe | None]  # from memory
    care: StoreCare
    export: Callable[[Order, Path, datetime, Callable[[int], None], Callable[[], bool]], int]
    explore: Callable[[], None]  # the sample data, in a window of its own; once it is there
