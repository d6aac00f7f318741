/** The gangway of the tray icon (assets/tray/connected.svg), as a mark in the page. */
export function Mark({ size = '1.125rem' }: { readonly size?: string }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden="true">
      <path d="M1 18h7v4H1zM16 18h7v4h-7zM1 15.5h22v2.7H1z" />
      <g fill="none" stroke="currentColor">
        <path d="M2.6 16C4.2 8.3 7.5 4.6 12 4.6s7.8 3.7 9.4 11.4" strokeWidth="2.7" />
        <path d="M12 5v11M7.5 8v8M16.5 8v8" strokeWidth="1.6" />
      </g>
    </svg>
  );
}
