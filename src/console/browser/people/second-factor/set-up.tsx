import { useEffect, useRef } from 'react';
import { Form } from 'react-aria-components';
import { useKeyOffer, useTurnOn } from '../../api/second-factor.ts';
import { Button } from '../../parts/controls/button.tsx';
import { CodeField } from '../../parts/controls/code-field.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { KeyView } from './key-view.tsx';
import { OwnPasswordField } from './own-password-field.tsx';

/** Two steps: the key goes into an app; a first code of the app, and the password, turn it on. */
export function SetUp({
  as: Heading,
  onDone,
}: {
  as: 'h2' | 'h3';
  onDone(recoveryCodes: string[]): void;
}) {
  const offer = useKeyOffer();
  const turnOn = useTurnOn();
  const heading = useRef<HTMLHeadingElement>(null);
  const isShown = offer.data !== undefined;
  useEffect(() => {
    if (isShown) heading.current?.focus();
  }, [isShown]);
  const begin = () => {
    turnOn.reset();
    offer.mutate();
  };
  if (!offer.data) {
    return (
      <>
        <p>
          You need an app that shows codes, such as the one that your phone or your password manager
          brings along.
        </p>
        <ProblemNotice problem={offer.error} />
        <div className="actions">
          <Button look="primary" isPending={offer.isPending} onPress={begin}>
            Show the key
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <Heading ref={heading} tabIndex={-1}>
        1. Scan the key with your app
      </Heading>
      <KeyView offer={offer.data} />
      <Heading>2. Confirm with a first code</Heading>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget);
          turnOn.mutate(
            { password: String(typed.get('password')), code: String(typed.get('code')) },
            { onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes) },
          );
        }}
      >
        <CodeField orRecovery={false} />
        <OwnPasswordField />
        <ProblemNotice problem={turnOn.error} />
        <div className="actions">
          <Button look="primary" type="submit" isPending={turnOn.isPending}>
            Turn it on
          </Button>
          <Button look="quiet" isPending={offer.isPending} onPress={begin}>
            Another key
          </Button>
        </div>
      </Form>
    </>
  );
}
