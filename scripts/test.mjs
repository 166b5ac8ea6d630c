// The whole test: checks, then a production build driven in a real browser.
import './check.mjs';
import { build } from './build.mjs';
import { findChromium } from './find-chromium.mjs';
import { steps } from './run.mjs';

const chromium = await findChromium();
console.log(`\nBrowser: ${chromium ?? "Playwright's own"}`);
await build();
await steps([['Browser tests', 'playwright', ['test'], chromium ? { CHROMIUM_PATH: chromium } : {}]]);
