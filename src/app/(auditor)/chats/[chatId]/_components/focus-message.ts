/**
 * A way to put the focus on the message a control stands in, to be asked for while the control is there and used when it is gone:
 * whoever pressed it by keyboard goes on from where they were.
 */
export function focusMessageOf(control: HTMLElement): () => void {
  const message = control.closest<HTMLElement>('[data-message]');
  return () => message?.focus();
}
