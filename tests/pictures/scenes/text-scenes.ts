import { type Scene, WIDE_ONLY } from '../scene.ts';
import { shown } from './desk-scenes.ts';

/** A page that is in order as soon as it has what it shows. */
function plain(name: string, path: string, title: string | RegExp): Scene {
  return {
    name,
    sizes: WIDE_ONLY,
    show: async ({ staff }) => shown(await staff('sample-editor', path), title),
  };
}

/** What moderators see. */
export const TEXT_SCENES: readonly Scene[] = [
  plain('answers', '/answers', 'Answers'),
  {
    name: 'approve',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await staff('sample-doctor', '/answers/en/aftercare.rest');
      await page
        .getByRole('button', { name: /Approve/ })
        .first()
        .waitFor();
      return page;
    },
    lead: (page) => page.getByRole('heading', { name: 'As patients will read it' }).first(),
  },
  {
    name: 'editor',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await staff('sample-editor', '/answers/en/insurance.billing/edit');
      await page.getByText(/grade/i).first().waitFor();
      return page;
    },
  },
  {
    name: 'publish',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await staff('sample-editor', '/answers/en/prep.bring');
      await page.getByRole('button', { name: 'Publish', exact: true }).first().waitFor();
      await page.getByText(/^Asked on both sides: /).waitFor();
      return page;
    },
    lead: (page) => page.getByRole('heading', { name: 'What would change' }).first(),
  },
  plain('review', '/review', 'Review'),
  {
    name: 'translation',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await staff('sample-editor', '/answers/es/driving.after-treatment/edit');
      await page.getByRole('region', { name: 'In English' }).first().waitFor();
      return page;
    },
  },
  plain('corrections', '/corrections', 'Corrections'),
  {
    name: 'gaps',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await shown(await staff('sample-editor', '/gaps'), 'Gaps');
      await page
        .getByText(/room for a saxophone case/)
        .first()
        .waitFor();
      return page;
    },
  },
  plain('examples', '/examples', 'Examples'),
  {
    name: 'figures',
    sizes: WIDE_ONLY,
    async show({ staff }) {
      const page = await shown(await staff('sample-editor', '/figures'), 'Figures');
      await page.locator('svg.recharts-surface').first().waitFor();
      return page;
    },
  },
];
