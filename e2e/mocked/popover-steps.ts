/** What a person does in the popover again and again. */
import type { Page } from '@playwright/test';

/** Opens the list of profiles. */
export async function openSwitcher(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Profile: / }).click();
}

export async function switchTo(page: Page, name: string): Promise<void> {
  await openSwitcher(page);
  await page.getByRole('gridcell', { name }).first().click();
}

/** Opens the menu of a container or a task. */
export async function openMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
}
