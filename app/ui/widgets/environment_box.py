"""The choice of a provider's environment, said alike wherever one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtWidgets import QComboBox

from app.core.provider import Provider
from app.ui import texts


class EnvironmentBox(QComboBox):
    """Begins with the one that its connection has."""

    def __init__(self, provider: Provider | None = None, chosen: str = "") -> None:
        super().__init__()
        self.setAccessibleName(QCoreApplication.translate("Connection", "Environment"))
        if provider is not None:
            self.offer(provider, chosen)

    def offer(self, provider: Provider, chosen: str) -> None:
        """The ones of this provider; nobody chose one by that."""
        with QSignalBlocker(self):
            self.clear()
            for name in provider.environments:
                self.addItem(texts.own_words(name), name)
            self.setCurrentIndex(max(self.findData(chosen), 0))

    def environment(self) -> str:
        """The one that is chosen, as the settings and the provider name it."""
        return str(self.currentData())
