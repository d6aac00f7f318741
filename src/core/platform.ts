/** The only place of the engine that asks which system it runs on. */
export const runsOnMac = process.platform === 'darwin';
