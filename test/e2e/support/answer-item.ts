import type { Page } from '@playwright/test';
import type { ItemTypeName } from '@/core/items/item';

const openItem = (page: Page, position: number) => page.getByRole('region', { name: `Item ${position} of` });

/**
 * Fills in whatever the open item asks for, by keyboard alone, and says how it was answered. Nothing is submitted: the
 * caller presses Enter, or the button.
 */
export async function fillIn(
  page: Page,
  position: number,
): Promise<'one' | 'several' | 'order' | 'pairs' | 'number' | 'text'> {
  const item = openItem(page, position);
  await item.waitFor();
  if ((await item.getByRole('radio').count()) > 0) {
    await item.getByRole('heading').first().focus();
    await page.keyboard.press('b');
    return 'one';
  }
  if ((await item.getByRole('checkbox').count()) > 0) {
    await item.getByRole('checkbox').first().focus();
    await page.keyboard.press('Space');
    return 'several';
  }
  const down = item.getByRole('button', { name: 'Move line 1 down' });
  if ((await down.count()) > 0) {
    await down.focus();
    await page.keyboard.press('Enter');
    return 'order';
  }
  const field = item.getByRole('textbox').first();
  if ((await field.count()) > 0) {
    const isNumber = (await item.getByRole('textbox', { name: 'Number' }).count()) > 0;
    await field.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(isNumber ? '42' : 'The transaction');
    const unit = item.getByRole('combobox', { name: 'Unit' });
    if ((await unit.count()) > 0) await chooseSecond(page, unit);
    return isNumber ? 'number' : 'text';
  }
  const lists = item.getByRole('combobox');
  for (let index = 0; index < (await lists.count()); index += 1) await chooseSecond(page, lists.nth(index));
  return 'pairs';
}

/** Arrow keys in the browser's own list. */
async function chooseSecond(page: Page, list: ReturnType<Page['getByRole']>): Promise<void> {
  await list.focus();
  await page.keyboard.press('ArrowDown');
}

/** By keyboard to the button, and pressed: a text of several lines and a list keep Enter for themselves. */
export async function submitByKeyboard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit answer' }).focus();
  await page.keyboard.press('Enter');
}

/** The type of the open item, told by what it offers and by nothing hidden. */
export async function typeOfOpenItem(page: Page, position: number): Promise<ItemTypeName> {
  const item = openItem(page, position);
  await item.waitFor();
  const has = async (role: Parameters<Page['getByRole']>[0], name?: string) =>
    (await item.getByRole(role, name ? { name } : {}).count()) > 0;
  if (await has('radio')) return (await item.getByText('Marked, line').count()) > 0 ? 'codeReading' : 'singleChoice';
  if (await has('checkbox')) return 'multipleResponse';
  if (await has('button', 'Move line 1 down')) return 'ordering';
  if (await has('textbox', 'Number')) return 'numeric';
  if (await has('textbox', 'Your text')) return 'freeText';
  return (await has('textbox')) ? 'shortText' : 'matching';
}
