"""What greets a person whose store is empty: look at sample data, or connect a provider."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AcuseError
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.connect_steps import ConnectSteps
from app.ui.widgets.dialogs import Sheet
from app.ui.widgets.parts import busy, button, label, while_alive

_CHOICE, _STEPS = QSize(720, 360), QSize(720, 760)


class FirstSteps(Sheet):
    """Two choices; Esc leaves it, and the list of commands brings it back."""

    register_asked = Signal(str)  # provider
    changed = Signal()  # settings or a credential

    def __init__(self, parent: QWidget, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__(
            parent,
            self.tr("Welcome to Acuse"),
            self.tr(
                "Acuse receives the webhooks of your payment providers on this computer, keeps "
                "each one, and shows what became of every payment."
            ),
        )
        self._ask, self._actions = ask, actions
        self.steps = ConnectSteps(ask, bridge, actions)
        self.steps.register_asked.connect(self.register_asked)
        self.steps.changed.connect(self.changed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choices())
        self._stack.addWidget(self._scrolled(self.steps))
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(
            label(self.tr("Ctrl+Shift+P, First steps brings this back."), "small", wrap=True)
        )
        self._back = self.add_button(self.tr("Back"), self._show_choices)
        self._later = self.add_button(self.tr("Later"), self.close)
        self._room = parent.window().size() - QSize(40, 40)
        self._show_choices()

    def connect_provider(self) -> None:
        """Go through the steps of a connection."""
        self._stack.setCurrentIndex(1)
        self.resize(_STEPS.boundedTo(self._room))
        self._back.show()
        self._later.setText(self.tr("Close"))
        self.steps.focus_first()

    def _show_choices(self) -> None:
        self._stack.setCurrentIndex(0)
        self.resize(_CHOICE.boundedTo(self._room))
        self._back.hide()
        self._later.setText(self.tr("Later"))
        self._connect.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explore(self) -> None:
        busy(self._sample, True)
        self.notice.say("notice", self.tr("The sample data is being opened…"))

        def failed(error: AcuseError) -> None:
            busy(self._sample, False)
            self.notice.say_error(error)

        self._ask.errand(
            self._actions.explore, while_alive(self, self._explored), while_alive(self, failed)
        )

    def _explored(self, _: object) -> None:
        busy(self._sample, False)
        self.notice.say(
            "good",
            self.tr("The sample data is open in a window of its own"),
            self.tr("Nothing in it is real. Close that window to leave it; your own data is here."),
        )

    # --- building -----------------------------------------------------------------------------

    def _choices(self) -> QWidget:
        self._connect = button(self.tr("Connect a provider"), self.connect_provider, kind="primary")
        self._sample = button(self.tr("Explore sample data"), self._explore)
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for choice in (
            _choice(
                "cable",
                self.tr("Receive your own webhooks"),
                self.tr(
                    "Choose Juno, Bitso, Yuno, Juicyway or Just Wallet, copy its callback "
                    "address, enter its credentials, and see a test event arrive."
                ),
                self._connect,
            ),
            _choice(
                "scan-search",
                self.tr("Look around first"),
                self.tr(
                    "Made-up traffic of all five providers, with duplicates, late events and "
                    "forged ones. It opens in a window of its own and touches nothing of yours."
                ),
                self._sample,
            ),
        ):
            row.addWidget(choice, 1)
        return made

    def _scrolled(self, inner: QWidget) -> QScrollArea:
        theme.dress(inner, "page")
        area = QScrollArea()
        area.setAccessibleName(self.tr("Steps of a connection"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        return area


def _choice(icon: str, title: str, text: str, pressed: QPushButton) -> QFrame:
    made = QFrame()
    theme.dress(made, "panel")
    picture = QToolButton()
    picture.setIcon(theme.icon(icon, "accent"))
    picture.setIconSize(QSize(theme.px(26), theme.px(26)))
    picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    theme.dress(picture, "picture")
    column = QVBoxLayout(made)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(10)
    column.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeft)
    column.addWidget(label(title, "subheading", wrap=True))
    column.addWidget(label(text, "muted", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
    column.addWidget(pressed)
    return made
