import { parseArgs } from 'node:util';
import { buildHelp } from '../support/build-help.ts';
import { keepEveryPage } from './keep-every-page.ts';
import { openStage } from './stage.ts';
import { takePictures } from './take-pictures.ts';

const USAGE = `npm run screenshots                  every picture of the help, into docs/images, and the help built with them
npm run screenshots -- --all FOLDER  every page of help, chat and console at 360, 768 and 1440 px, light and dark, into FOLDER
  --demo FOLDER                      on a demo folder that is filled already; its tickets are worked on
`;

const { values } = parseArgs({
  options: {
    all: { type: 'string' },
    demo: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) process.stdout.write(USAGE);
else await run(values.all, values.demo);

async function run(folder: string | undefined, demo: string | undefined): Promise<void> {
  process.stdout.write('Playing the demo …\n');
  const stage = await openStage({ folder: demo, look: { deviceScaleFactor: folder ? 1 : 2 } });
  const tell = (name: string) => process.stdout.write(`${name}\n`);
  if (folder) await keepEveryPage(stage, folder, tell);
  else await takePictures(stage, tell);
  await stage.close();
  if (!folder) await buildHelp('dist/help');
}
