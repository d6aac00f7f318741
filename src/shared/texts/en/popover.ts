export const popover = {};
