/** On a page of the clinic's, what is not the chat stays off the paper. */
const CHAT_ALONE = `@media print {
  body :not(:has(askwell-chat)):not(askwell-chat) { display: none !important; }
}`;

/** Opens the browser's print window for the conversation alone, with all that is folded in it open. */
export function printChat(root: ParentNode): void {
  const folded = [...root.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CHAT_ALONE);
  const before = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...before, sheet];
  for (const details of folded) details.open = true;
  const restore = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    for (const details of folded) details.open = false;
  };
  window.addEventListener('afterprint', restore, { once: true });
  window.print();
}
