import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { Button } from '../parts/controls/button.tsx';
import { Notice } from '../parts/display/notice.tsx';
import { RecoveryCodeList } from '../people/second-factor/recovery-code-list.tsx';
import { SetUp } from '../people/second-factor/set-up.tsx';
import { SignOutButton } from '../people/sign-out-button.tsx';

/** All that there is for somebody who has no second factor where the clinic asks for one. */
export function SecondFactorPage() {
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  return (
    <>
      <title>Set up a second factor – Askwell</title>
      <h1>Set up a second factor</h1>
      {codes ? (
        <>
          <Notice tone="ok">Your second factor is on.</Notice>
          <RecoveryCodeList as="h2" codes={codes} />
          <div className="actions">
            <Button
              look="primary"
              onPress={() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey })}
            >
              I have kept them, go on
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="muted">
            Your clinic asks for a code from an app beside your password. It takes two minutes and a
            phone. Until then nothing else is open to you.
          </p>
          <SetUp as="h2" onDone={setCodes} />
          <div className="actions">
            <SignOutButton look="quiet" />
          </div>
        </>
      )}
    </>
  );
}
