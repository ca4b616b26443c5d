import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver } from 'playwright-core';

const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** A real Chromium: the system's where there is one, else the one that an npm package holds. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : await packagedChromium();
  return driver.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The package unpacks the libraries it needs only where it believes to run on AWS Lambda. */
async function packagedChromium(): Promise<string> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  return chromium.executablePath();
}
