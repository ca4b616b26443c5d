import { z } from 'zod';
import type { Scene } from './scene.ts';
import { ADMIN_SCENES } from './scenes/admin-scenes.ts';
import { DESK_SCENES } from './scenes/desk-scenes.ts';
import { PATIENT_SCENES } from './scenes/patient-scenes.ts';
import { TEXT_SCENES } from './scenes/text-scenes.ts';

/** Every picture of the help, in the order in which they are taken: a later one may show what an earlier one did. */
export const SCENES: readonly Scene[] = [
  ...DESK_SCENES,
  ...TEXT_SCENES,
  ...ADMIN_SCENES,
  ...PATIENT_SCENES,
];

/** Where the pictures lie, and beside them the list of what they show. */
export const IMAGES = new URL('../../docs/images/', import.meta.url);
export const PICTURE_LIST = new URL('pictures.json', IMAGES);

/** By picture: its files by look (`''`, `-dark`, `-phone`, `-phone-dark`) with their pixels, and the pages' own words in it. */
export const PictureList = z.record(
  z.string(),
  z.object({
    files: z.record(z.string(), z.tuple([z.number(), z.number()])),
    words: z.array(z.string()),
  }),
);
export type PictureList = z.infer<typeof PictureList>;
