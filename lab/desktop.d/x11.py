"""What the desktop session and its tools ask the X server, each with a way to wait for it by events."""

import select
import time

from Xlib import X, Xatom, display, error
from Xlib.ext import xtest


class Screen:
    def __init__(self):
        self.display = display.Display()
        self.root = self.display.screen().root
        self.root.change_attributes(
            event_mask=X.PropertyChangeMask | X.StructureNotifyMask | X.SubstructureNotifyMask
        )

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.display.close()

    def wait_until(self, condition, seconds):
        """Asks again after each event on the screen. Returns what the condition returned, or None when time is up."""
        deadline = time.monotonic() + seconds
        while True:
            result = condition()
            if result:
                return result
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            if not self.display.pending_events():
                select.select([self.display], [], [], left)
            while self.display.pending_events():
                self.display.next_event()

    def atom(self, name):
        return self.display.intern_atom(name)

    def has_window_manager(self):
        return self.root.get_full_property(self.atom("_NET_SUPPORTING_WM_CHECK"), Xatom.WINDOW) is not None

    def has_tray(self):
        return self.display.get_selection_owner(self.atom("_NET_SYSTEM_TRAY_S0")) != X.NONE

    def tray_icons(self):
        """The windows embedded in the tray panel that can be seen, from left to right, as (window, x, y, width, height)."""
        icons = []
        for panel in self.panels():
            for window in self.tree(panel):
                place = self.place_of_icon(window)
                if place:
                    icons.append((window, *place))
        return sorted(icons, key=lambda icon: icon[1])

    def panels(self):
        managed = self.root.get_full_property(self.atom("_NET_CLIENT_LIST"), Xatom.WINDOW)
        for number in managed.value if managed else ():
            window = self.display.create_resource_object("window", number)
            try:
                kind = window.get_full_property(self.atom("_NET_WM_WINDOW_TYPE"), Xatom.ATOM)
            except error.BadWindow:
                continue
            if kind and self.atom("_NET_WM_WINDOW_TYPE_DOCK") in kind.value:
                yield window

    def tree(self, window):
        """The window and all in it; from now on their changes wake wait_until."""
        try:
            window.change_attributes(event_mask=X.StructureNotifyMask | X.SubstructureNotifyMask)
            children = window.query_tree().children
        except error.BadWindow:
            return
        yield window
        for child in children:
            yield from self.tree(child)

    def place_of_icon(self, window):
        try:
            embedded = window.get_full_property(self.atom("_XEMBED_INFO"), X.AnyPropertyType)
            if not embedded or window.get_attributes().map_state != X.IsViewable:
                return None
            geometry = window.get_geometry()
            origin = self.root.translate_coords(window, 0, 0)
        except error.BadWindow:
            return None
        return origin.x, origin.y, geometry.width, geometry.height

    def click(self, window, button):
        """Moves the pointer into the middle of the window and clicks there. False if the window moved away meanwhile."""
        geometry = window.get_geometry()
        origin = self.root.translate_coords(window, 0, 0)
        xtest.fake_input(
            self.display, X.MotionNotify, x=origin.x + geometry.width // 2, y=origin.y + geometry.height // 2
        )
        pointer = window.query_pointer()
        if not (0 <= pointer.win_x < geometry.width and 0 <= pointer.win_y < geometry.height):
            return False
        for kind in (X.ButtonPress, X.ButtonRelease):
            xtest.fake_input(self.display, kind, button)
        self.display.sync()
        return True
