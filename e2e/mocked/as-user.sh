#!/bin/sh
# Chromium's sandbox refuses root: whoever tests as root runs the app as nobody in particular.
exec setpriv --reuid "$GANGWAY_TEST_UID" --regid "$GANGWAY_TEST_UID" --clear-groups "$GANGWAY_TEST_ELECTRON" "$@"
