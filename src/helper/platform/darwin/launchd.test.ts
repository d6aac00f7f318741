import { expect, it } from 'vitest';
import { launchdLayout } from './launchd';

const layout = launchdLayout({
  uid: 501,
  command: ['/opt/R&D <x>/node', '/usr/local/lib/gangway/h/helper.js'],
  environment: { ELECTRON_RUN_AS_NODE: '1' },
  comment: 'gangway-helper files=0123456789abcdef runtime=system',
});

it('is a daemon for each connection to a socket that is its user’s alone', () => {
  const [{ path, text } = { path: '', text: '' }] = layout.definitions;
  expect(path).toBe('/Library/LaunchDaemons/io.github.gangway.helper-501.plist');
  expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- gangway-helper files=0123456789abcdef runtime=system -->
<plist version="1.0">
<dict>
<key>Label</key>
<string>io.github.gangway.helper-501</string>
<key>ProgramArguments</key>
<array>
<string>/bin/sh</string>
<string>-c</string>
<string>trap '' HUP INT TERM; "$@" --service "$0" || { code=$?; "$@" --sweep; exit "$code"; }</string>
<string>501</string>
<string>/opt/R&amp;D &lt;x&gt;/node</string>
<string>/usr/local/lib/gangway/h/helper.js</string>
</array>
<key>EnvironmentVariables</key>
<dict>
<key>ELECTRON_RUN_AS_NODE</key>
<string>1</string>
</dict>
<key>inetdCompatibility</key>
<dict>
<key>Wait</key>
<false/>
</dict>
<key>Sockets</key>
<dict>
<key>Listener</key>
<dict>
<key>SockPathName</key>
<string>/var/run/gangway-helper-501.sock</string>
<key>SockPathOwner</key>
<integer>501</integer>
<key>SockPathMode</key>
<integer>384</integer>
</dict>
</dict>
</dict>
</plist>
`);
});

it('is loaded anew, whether it was there before or not', () => {
  expect(layout.activate.map(({ argv }) => argv.join(' '))).toEqual([
    'launchctl bootout system/io.github.gangway.helper-501',
    'launchctl bootstrap system /Library/LaunchDaemons/io.github.gangway.helper-501.plist',
  ]);
  expect(layout.activate[0]?.settled).toEqual([3]);
  expect(layout.deactivate).toEqual([layout.activate[0]]);
});
