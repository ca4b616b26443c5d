import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SecondFactorView } from '../../../wire/session.ts';
import { useRenewCodes, useSecondFactor, useTurnOff } from '../../api/second-factor.ts';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../parts/controls/button.tsx';
import { Loaded } from '../../parts/display/loaded.tsx';
import { Notice } from '../../parts/display/notice.tsx';
import { Day } from '../../parts/display/time.tsx';
import { sayDone } from '../../undo/undo-offer.ts';
import { ProofDialog } from './proof-dialog.tsx';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { SetUp } from './set-up.tsx';

const FEW = 3;

export function SecondFactorCard() {
  const factor = useSecondFactor();
  // Held here, so that they stay when what was read of the account is read again.
  const [codes, setCodes] = useState<string[]>();
  return (
    <section className="card" aria-labelledby="second-factor">
      <h2 id="second-factor">Second factor</h2>
      {codes ? (
        <>
          <Notice tone="ok">Your second factor is on. Other devices are signed out.</Notice>
          <RecoveryCodeList as="h3" codes={codes} />
          <div className="actions">
            <Button onPress={() => setCodes(undefined)}>I have kept them</Button>
          </div>
        </>
      ) : (
        <Loaded query={factor} lines={2}>
          {(view) =>
            view.since === null ? (
              <>
                <p className="muted">
                  Off. With it, nobody signs in with your password alone: a code from an app is
                  asked for too.
                </p>
                <SetUp as="h3" onDone={setCodes} />
              </>
            ) : (
              <IsOn since={view.since} view={view} onCodes={setCodes} />
            )
          }
        </Loaded>
      )}
    </section>
  );
}

function IsOn({
  since,
  view: { recoveryLeft, isAsked },
  onCodes,
}: {
  since: string;
  view: SecondFactorView;
  onCodes(codes: string[]): void;
}) {
  const [asked, ask] = useState<'off' | 'codes'>();
  const close = () => ask(undefined);
  return (
    <>
      <p>
        On since <Day at={since} />. {left(recoveryLeft)}
      </p>
      {recoveryLeft <= FEW && (
        <Notice tone="warn">Make new recovery codes before you run out of them.</Notice>
      )}
      <p className="muted">
        {isAsked
          ? 'Your clinic asks for it. To move to another phone, turn it off; you set it up again at once.'
          : 'To move to another phone, turn it off and set it up again.'}
      </p>
      <div className="actions">
        <Button onPress={() => ask('codes')}>New recovery codes</Button>
        <Button look="quiet" onPress={() => ask('off')}>
          Turn it off
        </Button>
      </div>
      {asked === 'codes' && <RenewDialog onClose={close} onCodes={onCodes} />}
      {asked === 'off' && <OffDialog onClose={close} />}
    </>
  );
}

function RenewDialog({ onClose, onCodes }: { onClose(): void; onCodes(codes: string[]): void }) {
  const renew = useRenewCodes();
  return (
    <ProofDialog
      title="Make new recovery codes?"
      confirm="Make new codes"
      isPending={renew.isPending}
      problem={renew.error}
      onClose={onClose}
      onProof={(proof) =>
        renew.mutate(proof, { onSuccess: ({ recoveryCodes }) => onCodes(recoveryCodes) })
      }
    >
      <p>The codes you have now stop working.</p>
    </ProofDialog>
  );
}

function OffDialog({ onClose }: { onClose(): void }) {
  const off = useTurnOff();
  const client = useQueryClient();
  return (
    <ProofDialog
      title="Turn the second factor off?"
      confirm="Turn it off"
      danger
      isPending={off.isPending}
      problem={off.error}
      onClose={onClose}
      onProof={(proof) =>
        off.mutate(proof, {
          onSuccess: () => {
            sayDone('Your second factor is off.');
            // Where the clinic asks for one, this leads to a new one.
            client.invalidateQueries({ queryKey: sessionQuery.queryKey }).catch(() => undefined);
          },
        })
      }
    >
      <p>
        Your password alone signs you in then. App and recovery codes stop working, and other
        devices are signed out. To have it back, set it up again.
      </p>
    </ProofDialog>
  );
}

function left(count: number): string {
  return count === 1 ? 'One recovery code is left.' : `${count} recovery codes are left.`;
}
