/** Vite's way to import a file as text. */
declare module '*.sh?raw' {
  const text: string;
  export { text as default };
}

declare module '*.py?raw' {
  const text: string;
  export { text as default };
}
