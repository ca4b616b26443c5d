import { Form } from 'react-aria-components';
import { Button } from '../parts/controls/button.tsx';
import { CodeField } from '../parts/controls/code-field.tsx';
import { ProblemNotice } from '../parts/display/notice.tsx';

/** The second step of signing in, for those who have a second factor. */
export function CodeStep({
  problem,
  isPending,
  onCode,
  onBack,
}: {
  problem: Error | null;
  isPending: boolean;
  onCode(code: string): void;
  onBack(): void;
}) {
  return (
    <>
      <title>Enter your code – Askwell</title>
      <h1>Enter your code</h1>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          onCode(String(new FormData(event.currentTarget).get('code')));
        }}
      >
        <CodeField autoFocus />
        <ProblemNotice problem={problem} />
        <div className="actions">
          <Button look="primary" type="submit" isPending={isPending}>
            Sign in
          </Button>
          <Button look="quiet" onPress={onBack}>
            Back
          </Button>
        </div>
        <p className="hint">
          Phone and recovery codes lost? Ask an admin to reset your second factor.
        </p>
      </Form>
    </>
  );
}
