#!/usr/bin/python3 -B
"""What a full desktop has on its session bus and the lab's does not: notifications, and a host for tray icons.

Prints a JSON line for each thing that it hears: `ready`, `notify`, `close`, `tray`. Reads commands, one a line, and prints
one JSON line of answer: `menu` (labels of the tray's menu), `choose LABEL`, `activate` (a left click), `click ID` (on a
notification). Ends with its input.
"""

import json
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

NOTIFICATIONS = "org.freedesktop.Notifications"
WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"


def tell(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


class Notifications(dbus.service.Object):
    def __init__(self, bus):
        super().__init__(bus, "/org/freedesktop/Notifications")
        self.name = dbus.service.BusName(NOTIFICATIONS, bus)
        self.last = 0

    @dbus.service.method(NOTIFICATIONS, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, _app, replaces, _icon, title, body, actions, _hints, _timeout):
        self.last += 1
        number = int(replaces) or self.last
        tell("notify", id=number, title=str(title), body=str(body), actions=[str(each) for each in actions])
        return number

    @dbus.service.method(NOTIFICATIONS, in_signature="u")
    def CloseNotification(self, number):
        tell("close", id=int(number))
        self.NotificationClosed(number, 3)

    @dbus.service.method(NOTIFICATIONS, out_signature="as")
    def GetCapabilities(self):
        return ["actions", "body"]

    @dbus.service.method(NOTIFICATIONS, out_signature="ssss")
    def GetServerInformation(self):
        return ("recorder", "gangway", "1", "1.2")

    @dbus.service.signal(NOTIFICATIONS, signature="uu")
    def NotificationClosed(self, number, reason):
        pass

    @dbus.service.signal(NOTIFICATIONS, signature="us")
    def ActionInvoked(self, number, action):
        pass


class Watcher(dbus.service.Object):
    """StatusNotifierWatcher and -Host in one (freedesktop.org, StatusNotifierItem)."""

    def __init__(self, bus):
        super().__init__(bus, "/StatusNotifierWatcher")
        self.name = dbus.service.BusName(WATCHER, bus)
        self.item = None

    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender):
        self.item = (sender, service) if service.startswith("/") else (service, "/StatusNotifierItem")
        self.StatusNotifierItemRegistered(service)
        tell("tray", service=str(self.item[0]))

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, _service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.method(PROPERTIES, in_signature="ss", out_signature="v")
    def Get(self, _interface, name):
        return self.GetAll(_interface)[name]

    @dbus.service.method(PROPERTIES, in_signature="s", out_signature="a{sv}")
    def GetAll(self, _interface):
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array([self.item[0]] if self.item else [], signature="s"),
        }


class Tray:
    """The item's menu, as a desktop shows it."""

    def __init__(self, bus, watcher):
        self.bus, self.watcher = bus, watcher

    def activate(self):
        service, path = self.watcher.item
        dbus.Interface(self.bus.get_object(service, path), ITEM).Activate(0, 0)

    def menu(self):
        """The menu's interface, and its entries as dictionaries."""
        service, path = self.watcher.item
        properties = dbus.Interface(self.bus.get_object(service, path), PROPERTIES)
        menu = dbus.Interface(self.bus.get_object(service, properties.Get(ITEM, "Menu")), MENU)
        _revision, (_root, _properties, children) = menu.GetLayout(0, -1, dbus.Array([], signature="s"))
        return menu, [
            {
                "id": int(number),
                "label": str(facts.get("label", "")),
                "enabled": bool(facts.get("enabled", True)),
                "checked": int(facts.get("toggle-state", -1)) == 1,
            }
            for number, facts, _children in children
            if facts.get("type") != "separator" and facts.get("visible", True)
        ]

    def choose(self, label):
        menu, entries = self.menu()
        number = next(entry["id"] for entry in entries if entry["label"] == label)
        menu.Event(number, "clicked", dbus.Int32(0), dbus.UInt32(0))


def main():
    DBusGMainLoop(set_as_default=True)
    bus = dbus.SessionBus()
    notifications, watcher = Notifications(bus), Watcher(bus)
    tray = Tray(bus, watcher)
    loop = GLib.MainLoop()

    def answer(_source, _condition):
        line = sys.stdin.readline()
        if not line:
            loop.quit()
            return False
        verb, _, argument = line.rstrip("\n").partition(" ")
        try:
            if verb == "menu":
                tell("answer", menu=tray.menu()[1])
                return True
            if verb == "choose":
                tray.choose(argument)
            elif verb == "activate":
                tray.activate()
            elif verb == "click":
                notifications.ActionInvoked(dbus.UInt32(int(argument)), "default")
            tell("answer")
        except Exception as error:  # whoever asked is told
            tell("answer", error=repr(error))
        return True

    GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, answer)
    tell("ready")
    loop.run()


if __name__ == "__main__":
    main()
