/** Whoever is elsewhere has no business here, even where routing lets him in. */
export function isLocal(address: string | undefined): boolean {
  return address?.startsWith('127.') ?? false;
}
