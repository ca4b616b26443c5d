/** Whole reply, warning included (policy, section 5). */
export const MOST_WORDS = 160;

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
