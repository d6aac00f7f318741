// Loaded into the app's main process by `electron -r`: writes to $BENCH_STALLS, once a second, how long the main thread's
// event loop was held up at most in each of the last 60 seconds: [[time, ms], …], time in ms of the epoch.
const { renameSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const RESOLUTION_MS = 1;
const file = process.env.BENCH_STALLS;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const seen = [];

histogram.enable();
setInterval(() => {
  // What it counts includes the timer's own period.
  seen.push([Date.now(), Math.max(0, histogram.max / 1e6 - RESOLUTION_MS)]);
  histogram.reset();
  if (seen.length > 60) seen.shift();
  writeFileSync(`${file}.new`, JSON.stringify(seen));
  renameSync(`${file}.new`, file);
}, 1000).unref();
