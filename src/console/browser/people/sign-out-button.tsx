import { useSignOut } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { forgetAllDrafts } from '../parts/draft.ts';

/** Signs the reader out everywhere; what they have not sent leaves this browser. */
export function SignOutButton({ look }: { look: 'primary' | 'quiet' }) {
  const signOut = useSignOut();
  return (
    <Button
      look={look}
      isPending={signOut.isPending}
      onPress={() => {
        forgetAllDrafts();
        signOut.mutate();
      }}
    >
      Sign out
    </Button>
  );
}
