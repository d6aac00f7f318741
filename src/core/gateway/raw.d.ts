/** Vite's way to import a file as text. */
declare module '*.sh?raw' {
  const text: string;
  export { text as default };
}

declare module '*.py?raw' {
  const text: string;
  export { text as default };
}

/** script/lib/native-program.ts: programs as base64, by `uname -m`. */
declare module '*.c?native' {
  const programs: Readonly<Record<string, string>>;
  export { programs as default };
}
