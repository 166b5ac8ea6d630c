// The whole test: checks, then a production build driven in a real browser.
import { build } from './build.mjs';
import { findChromium } from './find-chromium.mjs';
import { env } from './paths.mjs';
import { steps } from './run.mjs';

const chromium = await findChromium();
console.log(`\nBrowser: ${chromium ?? "Playwright's own"}`);
if (chromium) env.CHROMIUM_PATH = chromium; // some of the integration tests open a page too
await import('./check.mjs');
await build();
await steps([['Browser tests', 'playwright', ['test']]]);
