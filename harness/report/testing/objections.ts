import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe objects to on a page, each with the first place where it was found. */
export async function objectionsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length}: ${nodes[0]?.html}`);
}
