#!/usr/bin/env node
// Adds up what the parts of script/test did: `tally.mjs PARTS_FILE`. Each line of the file is
// `part <TAB> kind <TAB> exit status <TAB> report file`, with kind vitest, playwright, text (it says "N passed, N failed")
// or none (it only has to succeed). Names what failed, with the reason as the report has it, was flaky or was skipped; the last
// line is the sum alone. Exits 1 unless everything passed.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Of a reason, to tell it among others; the part's own output has all of it. */
const REASON_LINES = 12;

const READERS = { vitest: readVitest, playwright: readPlaywright, text: readText };

/** @typedef {{ passed: number, failed: string[], flaky: string[], skipped: string[] }} Outcome */

/** @returns {Outcome} */
function nothing() {
  return { passed: 0, failed: [], flaky: [], skipped: [] };
}

function readVitest(text) {
  const outcome = nothing();
  for (const file of JSON.parse(text).testResults) {
    for (const test of file.assertionResults) {
      if (test.status === 'passed') outcome.passed += 1;
      else if (test.status === 'failed')
        outcome.failed.push(
          failure(test.fullName, [...test.failureMessages, differencesOf(test.meta)]),
        );
      else outcome.skipped.push(test.fullName);
    }
    const failedOutsideItsTests =
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
    if (failedOutsideItsTests) outcome.failed.push(failure(file.name, [file.message]));
  }
  return outcome;
}

function readPlaywright(text) {
  const outcome = nothing();
  const report = JSON.parse(text);
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      const name = [...path, spec.title].join(' › ');
      for (const { status, results } of spec.tests) {
        if (status === 'unexpected') outcome.failed.push(failure(name, results.map(reasonOf)));
        else if (status === 'skipped') outcome.skipped.push(name);
        else outcome.passed += 1;
        if (status === 'flaky') outcome.flaky.push(name);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner, [...path, inner.title]);
  };
  for (const suite of report.suites) visit(suite, [suite.title]);
  for (const error of report.errors) outcome.failed.push(firstLine(error.message));
  return outcome;
}

function readText(text) {
  const [, passed, failed] = [...text.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  if (passed === undefined) throw new Error('it did not come to its end');
  const outcome = nothing();
  outcome.passed = Number(passed);
  outcome.failed = [...text.matchAll(/^FAILED\s+(.*)$/gm)]
    .map(([, name]) => name)
    .slice(0, Number(failed));
  while (outcome.failed.length < Number(failed))
    outcome.failed.push('a check that it did not name');
  return outcome;
}

/** What differences.ts has noted of a test. */
function differencesOf({ differences = [] }) {
  return differences.join('\n');
}

/** Of one try of a test in Playwright's report. */
function reasonOf({ error, status }) {
  return error?.message ?? status;
}

/** A test's name, and below it each reason that it gives. */
function failure(name, reasons) {
  const lines = reasons.flatMap((reason) =>
    stripVTControlCharacters(String(reason))
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^ +at .*(node_modules|node:)/.test(line))
      .slice(0, REASON_LINES),
  );
  return [name, ...lines.map((line) => `    ${line}`)].join('\n');
}

function firstLine(text) {
  return String(text).split('\n', 1)[0];
}

/** What one part did. A part that failed, ran nothing or left no report has failed even if no test of it did. */
function readPart(kind, status, reportFile) {
  let outcome = nothing();
  let problem;
  if (kind !== 'none') {
    try {
      outcome = READERS[kind](readFileSync(reportFile, 'utf8'));
      if (outcome.passed + outcome.failed.length === 0) problem = 'it ran no test';
    } catch (error) {
      problem = error.code === 'ENOENT' ? 'it left no report' : firstLine(error.message);
    }
  }
  if (status !== 0 && outcome.failed.length === 0) {
    problem = `it exited with ${status}${problem === undefined ? '' : `: ${problem}`}`;
  }
  if (problem !== undefined) outcome.failed.push(problem);
  return outcome;
}

function main(partsFile) {
  const lines = readFileSync(partsFile, 'utf8').split('\n').filter(Boolean);
  const outcomes = lines.map((line) => {
    const [part, kind, status, report] = line.split('\t');
    return { part, ...readPart(kind, Number(status), report) };
  });
  for (const heading of ['skipped', 'flaky', 'failed']) {
    for (const outcome of outcomes) {
      for (const name of outcome[heading]) console.log(`${heading}: ${outcome.part}: ${name}`);
    }
  }
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed.length, 0);
  const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped.length, 0);
  console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
  process.exitCode = failed === 0 && outcomes.length > 0 ? 0 : 1;
}

main(process.argv[2]);
