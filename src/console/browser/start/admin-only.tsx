import type { ReactNode } from 'react';
import { useStaff } from '../parts/use-staff.ts';

/** The presses of a step that an admin answers for. */
export function AdminOnly({ children }: { children: ReactNode }) {
  const { role } = useStaff();
  return role === 'admin' ? children : <p className="muted">An admin does this step.</p>;
}
