// Finds a Chromium for the browser tests, or installs one, or says how to.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { env, root, tool } from './paths.mjs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where Playwright would keep its own build, if it is there. */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

const quietly = (name, args) => spawnSync(name, args, { cwd: root, env, encoding: 'utf8', timeout: 300_000 });

/** The path of a browser to use. Ends the process with the remedy when there is none to be had. */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    console.error(`CHROMIUM_PATH names ${asked}, where there is nothing. Correct it, or leave it unset.`);
    process.exit(1);
  }
  const found = USUAL_PLACES.find((place) => existsSync(place)) ?? (await playwrightsOwn());
  if (found) return found;

  console.log("No Chromium found; trying Playwright's download");
  quietly(tool('playwright'), ['install', 'chromium']);
  const downloaded = await playwrightsOwn();
  if (downloaded) return downloaded;

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("Playwright's download is out of reach; installing Debian's chromium");
    quietly('apt-get', ['update']);
    quietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  }
  console.error(
    [
      'The browser tests need Chromium and none could be found or installed. Do one of these, then repeat:',
      '  - install it with your package manager, for example: sudo apt-get install chromium',
      `  - npx playwright install chromium      (in ${path.basename(root)})`,
      '  - set CHROMIUM_PATH to the executable of a Chromium or Chrome',
    ].join('\n'),
  );
  process.exit(1);
}
