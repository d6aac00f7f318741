export const container = {};
