/** Words that every window uses. */
export const common = {
  cancel: 'Cancel',
  close: 'Close',
  connect: 'Connect',
  copy: 'Copy',
  copied: 'Copied',
  disconnect: 'Disconnect',
  quit: 'Quit',
  retry: 'Try again',
  save: 'Save',
};
