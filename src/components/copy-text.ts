/**
 * Puts text on the clipboard. Falls back to a hidden selection where the Clipboard API is missing (plain http).
 * @returns false when the browser refused both.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const holder = document.createElement('textarea');
    holder.value = text;
    holder.setAttribute('readonly', '');
    holder.style.position = 'fixed';
    holder.style.opacity = '0';
    const focused = document.activeElement;
    document.body.append(holder);
    holder.select();
    const copied = document.execCommand('copy');
    holder.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return copied;
  }
}
