"""The rules of the style sheet, with the names of the palette's colours in them."""

from __future__ import annotations

from string import Template

RULES = Template("""
* { outline: 0; }
QMainWindow, QDialog { background: $window; }
QWidget[kind="page"] { background: $window; }
QWidget[kind="rail"] { background: $rail; border-right: 1px solid $line; }
QWidget[kind="bar"] { background: $rail; border-bottom: 1px solid $line; }
QWidget[kind="foot"] { background: $rail; border-top: 1px solid $line; }
QFrame[kind="panel"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="line"] { background: transparent; border: 0; }
QFrame[kind="current-line"] { background: $accent_soft; border: 0; }
QFrame[kind="well"] { background: $window; border: 1px solid $line; border-radius: 7px; }
QFrame[kind="notice"] { background: $pending_soft; border-radius: 7px; $pending_line }
QFrame[kind="problem"] { background: $failed_soft; border-radius: 7px; $failed_line }
QFrame[kind="good"] { background: $complete_soft; border-radius: 7px; $complete_line }
QFrame[kind="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }

QLabel { background: transparent; }
QLabel[kind="title"] { font-size: 18px; font-weight: 700; }
QLabel[kind="heading"] { font-size: 15px; font-weight: 700; }
QLabel[kind="subheading"] { font-size: 13px; font-weight: 600; }
QLabel[kind="figure"] { font-size: 23px; font-weight: 700; letter-spacing: -0.3px; }
QLabel[kind="long-figure"] { font-size: 17px; font-weight: 700; }
QLabel[kind="longest-figure"] { font-size: 14px; font-weight: 700; }
QLabel[kind="bad-figure"] {
    font-size: 23px; font-weight: 700; letter-spacing: -0.3px; color: $failed;
}
QLabel[kind="muted"] { color: $muted; }
QLabel[kind="small"] { color: $muted; font-size: 12px; }
QLabel[kind="small-code"] { color: $muted; font-family: "JetBrains Mono"; font-size: 11px; }
QLabel[kind="bad"] { color: $failed; }
QLabel[kind="badge"] {
    background: $chip; color: $chip_text; border-radius: 5px; padding: 2px 7px;
    font-size: 11px; font-weight: 600;
    $chip_line
}
QLabel[kind="good-badge"] {
    background: $complete_soft; color: $complete; border-radius: 6px; padding: 3px 8px;
    font-size: 11px; font-weight: 700;
    $complete_line
}
QLabel[kind="warn-badge"] {
    background: $pending_soft; color: $pending; border-radius: 6px; padding: 3px 8px;
    font-size: 11px; font-weight: 700;
    $pending_line
}
QLabel[kind="bad-badge"] {
    background: $failed_soft; color: $failed; border-radius: 6px; padding: 3px 8px;
    font-size: 11px; font-weight: 700;
    $failed_line
}
QLabel[kind="found"] {
    background: $accent_soft; color: $accent; border-radius: 6px; padding: 4px 8px;
    font-size: 12px;
    $chosen_line
}

QPushButton {
    background: $panel; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 6px 12px; min-height: 16px; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $press; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; background: $window; }
QPushButton:checked { background: $accent_soft; color: $accent; border-color: $chosen_edge; }
QPushButton:checked:focus { border-color: $accent; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[kind="danger"] { color: $failed; }
QPushButton[kind="chip"] { padding: 5px 11px; font-size: 12px; }
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 4px;
}
QPushButton[kind="foot"] {
    background: transparent; border: 1px solid transparent; border-radius: 5px; color: $failed;
    padding: 1px 6px; font-size: 12px; min-height: 14px;
}
QPushButton[kind="foot"]:hover { background: $hover; }
QPushButton[kind="foot"]:focus { border-color: $accent; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="lookup"] {
    background: $window; color: $muted; text-align: left; padding: 7px 10px; font-weight: 400;
}
QPushButton[kind="lookup"]:hover { background: $hover; }
QPushButton[kind="lookup"]:focus { border-color: $accent; }
QLabel[kind="number"] {
    background: $chip; color: $chip_text; border-radius: 11px; font-size: 12px; font-weight: 700;
    $chip_line
}
QLabel[kind="done"] { background: transparent; }
QLabel[kind="count-badge"] {
    background: $failed_soft; color: $failed; border-radius: 7px;
    font-size: 11px; font-weight: 700;
    $failed_line
}
QLabel[kind="count-corner"] {
    background: $failed_soft; color: $failed; border-radius: 6px;
    font-size: 10px; font-weight: 700;
    $failed_line
}
QPushButton[kind="nav"] {
    background: transparent; border: 1px solid transparent; border-radius: 7px; color: $muted;
    padding: 8px 12px; text-align: left; font-weight: 500;
}
QPushButton[kind="nav"]:hover { background: $hover; }
QPushButton[kind="nav"]:checked {
    background: $accent_soft; color: $accent; font-weight: 600; border-color: $chosen_edge;
}
QPushButton[kind="nav"]:focus { border-color: $accent; }
QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px;
    color: $muted;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $press; }
QToolButton:focus { border-color: $accent; }
QToolButton[kind="picture"] { background: transparent; border: 0; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateTimeEdit {
    background: $field; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 5px 9px; min-height: 18px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateTimeEdit:focus { border-color: $accent; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"] { background: $window; }
QLineEdit[kind="bad"] { border-color: $pending; background: $pending_soft; }
QListWidget[kind="list"] {
    border: 1px solid $line; border-radius: 7px; padding: 4px;
}
QListWidget[kind="list"]::item { padding: 4px 6px; border-radius: 5px; }
QListWidget[kind="list"]::item:selected { background: $accent_soft; color: $accent; }
QListWidget[kind="list"]:focus { border-color: $accent; }
QListWidget[kind="suggestions"] {
    background: $panel; border: 1px solid $strong_line; border-radius: 7px; padding: 4px;
}
QListWidget[kind="suggestions"]::item { padding: 4px 8px; border-radius: 5px; }
QListWidget[kind="suggestions"]::item:selected { background: $accent_soft; color: $accent; }
QFrame[kind="term"] {
    background: $accent_soft; border: 1px solid $chosen_edge; border-radius: 6px;
}
QFrame[kind="bad-term"] {
    background: $pending_soft; border: 1px solid $pending; border-radius: 6px;
}
QFrame[kind="term"] QPushButton, QFrame[kind="bad-term"] QPushButton {
    background: transparent; border: 1px solid transparent; padding: 2px 4px; font-size: 12px;
}
QFrame[kind="term"] QPushButton { color: $accent; }
QFrame[kind="bad-term"] QPushButton { color: $pending; }
QFrame[kind="term"] QPushButton:focus, QFrame[kind="bad-term"] QPushButton:focus {
    border-color: $accent;
}
QTabBar[kind="views"]::tab, QTabBar[kind="no-view"]::tab {
    background: $panel; color: $text; border: 1px solid $line; border-radius: 7px;
    padding: 5px 11px; margin-right: 6px; font-size: 12px;
}
QTabBar[kind="views"]::tab:selected {
    background: $accent_soft; color: $accent; border-color: $chosen_edge;
}
QTabBar[kind="no-view"]::tab:selected { border-color: $line; }
QTabBar[kind="views"]::tab:selected:focus, QTabBar[kind="no-view"]::tab:selected:focus {
    border-color: $accent;
}
QTabBar[kind="views"]::tab:hover:!selected, QTabBar[kind="no-view"]::tab:hover {
    background: $hover;
}
QLineEdit[kind="lookup"] {
    background: $window; border-radius: 7px; padding: 6px 10px;
}
QLineEdit[kind="bare"], QPlainTextEdit[kind="bare"] {
    background: transparent; border: 0; padding: 0; font-size: 15px;
}
QPlainTextEdit[kind="code"] { background: $window; border-radius: 7px; padding: 6px; }
QComboBox, QDateTimeEdit { padding-right: 24px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow {
    image: url("$icons/arrow-muted-down.svg"); width: 12px; height: 12px;
}
QComboBox QAbstractItemView {
    background: $panel; border: 1px solid $line; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text;
}
QSpinBox::up-button, QSpinBox::down-button { border: 0; width: 18px; background: transparent; }
QSpinBox::up-arrow { image: url("$icons/arrow-muted-up.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url("$icons/arrow-muted-down.svg"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator {
    width: 15px; height: 15px; border: 1px solid $strong_line; background: $field;
}
QCheckBox::indicator, QListView::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus,
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $check; border-color: $check; image: url("$icons/checkbox-mark.svg");
}
QRadioButton::indicator:checked { border: 5px solid $accent; width: 7px; height: 7px; }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $text; }

QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; border: 0; border-bottom: 2px solid transparent;
    padding: 8px 2px; margin-right: 14px; font-weight: 500;
}
QPushButton[kind="more-tabs"] {
    background: transparent; border: 0; color: $muted; font-weight: 500; padding: 6px 2px 8px 2px;
}
QPushButton[kind="more-tabs"]:hover { color: $text; }
QPushButton[kind="more-tabs"]:focus { color: $accent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected:focus { color: $accent; background: $hover; }

QAbstractItemView {
    background: $panel; border: 0; alternate-background-color: $panel;
    selection-background-color: $accent_soft; selection-color: $text;
}
QTableView { gridline-color: $line; }
QTableWidget::item, QTableView[kind="cells"]::item {
    padding: 0 8px; border-bottom: 1px solid $line;
}
QTableWidget::item:selected, QTableView[kind="cells"]::item:selected {
    background: $accent_soft; color: $text;
}
QTreeWidget[kind="commands"] { border-radius: 7px; }
QTreeWidget[kind="commands"]::item { padding: 0 9px; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section {
    background: $panel; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 6px 11px; font-size: 12px; font-weight: 500;
}
QTableCornerButton::section { background: $panel; border: 0; }

QGraphicsView { background: transparent; border: 0; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }

QMenu { background: $panel; border: 1px solid $line; border-radius: 7px; padding: 4px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QMenu::icon { padding-left: 8px; }
QToolTip {
    background: $tip; color: $tip_text; border: 1px solid $line; padding: 5px 7px;
}
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

# Where lines are seen as well as this one, what has the keyboard has a line twice as wide.
OUTLINED = """
QPushButton:focus { border-width: 2px; padding: 5px 11px; }
QPushButton[kind="chip"]:focus { padding: 4px 10px; }
QPushButton[kind="link"]:focus { padding: 1px 3px; }
QPushButton[kind="foot"]:focus { padding: 0 5px; }
QPushButton[kind="lookup"]:focus { padding: 6px 9px; }
QPushButton[kind="nav"]:focus { padding: 7px 11px; }
QToolButton:focus { border-width: 2px; padding: 2px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDateTimeEdit:focus { border-width: 2px; padding: 4px 8px; }
QComboBox:focus, QDateTimeEdit:focus { padding-right: 23px; }
QLineEdit[kind="bare"]:focus, QPlainTextEdit[kind="bare"]:focus { border-width: 0; padding: 0; }
QPlainTextEdit[kind="code"]:focus { padding: 5px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus {
    border-width: 2px; width: 13px; height: 13px;
}
QListWidget[kind="list"]:focus { border-width: 2px; padding: 3px; }
"""
