/** Vite's way to import a file as text. */
declare module '*.sh?raw' {
  const text: string;
  export { text as default };
}
