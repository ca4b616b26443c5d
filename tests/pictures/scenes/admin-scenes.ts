import { type Scene, WIDE_ONLY } from '../scene.ts';
import { shown } from './desk-scenes.ts';

function plain(name: string, path: string, title: string | RegExp): Scene {
  return {
    name,
    sizes: WIDE_ONLY,
    show: async ({ staff }) => shown(await staff('sample-admin', path), title),
  };
}

/** What admins see. */
export const ADMIN_SCENES: readonly Scene[] = [
  plain('start', '/start', /./),
  plain('clinic', '/clinic', 'Clinic facts'),
  plain('people', '/people', 'People'),
  plain('settings', '/settings', 'Settings'),
  plain('audit', '/audit', 'Audit'),
];
