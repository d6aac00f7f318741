/**
 * Lets xterm.js draw under a content security policy without `'unsafe-inline'`. It writes its colours and sizes into
 * `<style>` elements, and colours out of 16 million into `style` attributes, and our policy refuses both, as it must: an
 * element or an attribute is what an injection would bring. Constructed stylesheets and the CSSOM are script's own doing
 * and are not refused. So the terminal gets a document whose elements hand on to the one, and spans that hand on to the
 * other: the policy stays as strict in this window as in any other, without a nonce for anybody to find.
 */

interface StyledDocument {
  /** For xterm's `documentOverride`. */
  readonly document: Document;
  /** Takes its stylesheets away again. */
  readonly release: () => void;
}

export function adoptStyles(real: Document): StyledDocument {
  HTMLSpanElement.prototype.setAttribute = setAttribute;
  const adopted: { readonly sheet: CSSStyleSheet; readonly observer: MutationObserver }[] = [];

  /** Never connected, a style element is text alone; its text lives in a sheet of ours. */
  function adopt(element: HTMLStyleElement): void {
    const sheet = new CSSStyleSheet();
    const renew = (): void => sheet.replaceSync(element.textContent);
    const observer = new MutationObserver(renew);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    renew();
    real.adoptedStyleSheets = [...real.adoptedStyleSheets, sheet];
    adopted.push({ sheet, observer });
  }

  function createElement(name: string): HTMLElement {
    const element = real.createElement(name);
    element.appendChild = <Child extends Node>(child: Child): Child => {
      if (!(child instanceof HTMLStyleElement))
        return Node.prototype.appendChild.call(element, child) as Child;
      adopt(child);
      return child;
    };
    return element;
  }

  const document = new Proxy(real, {
    get(target, property) {
      if (property === 'createElement') return createElement;
      const value: unknown = Reflect.get(target, property, target);
      // Its methods want the document itself for their `this`.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

  return {
    document,
    release: () => {
      for (const { observer } of adopted) observer.disconnect();
      const sheets = new Set(adopted.map(({ sheet }) => sheet));
      real.adoptedStyleSheets = real.adoptedStyleSheets.filter((sheet) => !sheets.has(sheet));
    },
  };
}

/** Of spans: xterm's rows are made of them, out of the window's own document whatever it is told. */
function setAttribute(this: HTMLSpanElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value;
  else Element.prototype.setAttribute.call(this, name, value);
}
