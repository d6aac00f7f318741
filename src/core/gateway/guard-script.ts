/** The guard (guard/*.sh) as one script for `sh -c`: parts in the order in which they build on each other. */
import attach from './guard/attach.sh?raw';
import base from './guard/base.sh?raw';
import docker from './guard/docker.py?raw';
import login from './guard/login.sh?raw';
import main from './guard/main.sh?raw';
import rules from './guard/rules.sh?raw';
import undo from './guard/undo.sh?raw';
import { quote } from './command';

/** Comments and indentation stay at home: the script travels in a command line. */
const parts = [base, rules, attach, undo, login, main].map((part) =>
  part.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/^ +/gm, ''),
);

export const GUARD_SCRIPT = [`docker_program=${quote(docker)}\n`, ...parts].join('');
