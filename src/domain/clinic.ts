import { z } from 'zod';

/** Facts about the one clinic that runs this installation. The only values that ever fill a slot in a text. */
export const ClinicProfile = z.object({
  name: z.string().min(1),
  phone: z.string().min(1),
  /** Reached at all hours; without it live mode does not start. */
  phone24: z.string().min(1),
  hours: z.string().min(1),
  address: z.string().min(1),
});
export type ClinicProfile = z.infer<typeof ClinicProfile>;

/** What stands in the slots while nothing is set: plainly a sample, with a number that is reserved for fiction. */
export const SAMPLE_CLINIC: ClinicProfile = {
  name: 'Sample Clinic',
  phone: '555-0100 (sample number)',
  phone24: '555-0199 (sample number)',
  hours: 'Monday to Friday, 9 a.m. to 5 p.m. (sample hours)',
  address: 'Sample Street (sample address)',
};

/** Fills `{clinic.…}` slots. Throws on a slot that does not exist, so that no half-filled text is ever sent. */
export function fillSlots(text: string, clinic: ClinicProfile): string {
  return text.replace(/\{([^{}]*)\}/g, (slot, name: string) => {
    const field = name.startsWith('clinic.') ? name.slice('clinic.'.length) : '';
    if (!Object.hasOwn(clinic, field)) throw new Error(`${slot} is no slot of the clinic profile`);
    return clinic[field as keyof ClinicProfile];
  });
}
