/** Questions that only a person can answer. `<b>` stands for the profile's name. */
export const prompts = {
  hostKey: {
    title: 'Is this {{host}}?',
    intro:
      '<b>{{profile}}</b> connects to {{host}} for the first time. It shows this {{keyType}} key:',
    how: 'To be sure, compare it with what the host itself says, on its own console or by its administrator:',
    trust: 'Trust and connect',
  },
  changedKey: {
    title: 'The key of {{host}} has changed',
    intro:
      '<b>{{profile}}</b> is not connected, and nothing was sent. The host was set up anew, or somebody is in between. It now shows this {{keyType}} key:',
    was: 'Known so far ({{file}}, line {{line}}):',
    how: 'Do not go on before you know which. Ask its administrator, or compare on its own console:',
    remove: 'Only if the new key is right: remove the old one, then connect again.',
    revokedTitle: 'The key of {{host}} is revoked',
    revokedIntro:
      '<b>{{profile}}</b> is not connected, and nothing was sent. {{host}} shows an {{keyType}} key that was withdrawn on this computer, because somebody else may have it:',
    revokedWhere: 'Marked in {{file}}, line {{line}}. Ask its administrator for the new key.',
  },
  picture: 'Picture of the key, line by line',
  copyCommand: 'Copy the command {{command}}',
  passphrase: {
    title: 'Unlock your key',
    label: 'Passphrase',
    unlock: 'Unlock',
    wrong: 'That did not open it. Attempt {{attempt}} of {{attempts}}.',
    note: 'Asked for <b>{{profile}}</b>. Gangway does not store it: with the key in ssh-agent, bridges reconnect without asking.',
  },
  questions: {
    title: '{{host}} asks',
    answer: 'Answer',
    continue: 'Continue',
    note: 'Asked by {{host}} for <b>{{profile}}</b>. Gangway does not store your answer.',
    says: 'What the server says',
    expires: 'The server may stop waiting at about {{time}}.',
    left: '{{left}} left',
    expired: 'The server may have stopped waiting. If it does not take your answer, connect again.',
  },
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show what is typed',
  hideLabel: 'Hide what is typed',
  connect: {
    title: 'Connect {{profile}}?',
    intro: 'A link asks for this from outside Gangway. Connect only if you expected it.',
    gateway: 'Gateway',
    routes: 'Routes',
    docker: 'Docker’s networks',
    opens: 'Then opens',
  },
};
