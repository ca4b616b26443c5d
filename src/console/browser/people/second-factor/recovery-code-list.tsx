import { useEffect, useRef } from 'react';
import { Button } from '../../parts/controls/button.tsx';
import { saveFile } from '../../parts/save-file.ts';

/** Shown once. The heading takes the focus, since what had it is gone. */
export function RecoveryCodeList({ as: Heading, codes }: { as: 'h2' | 'h3'; codes: string[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="section">
      <Heading ref={heading} tabIndex={-1}>
        Your recovery codes
      </Heading>
      <p>
        Keep them where you keep your passwords, not on the phone with the app. Each signs you in
        once when the phone is lost. They are not shown again.
      </p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="actions">
        <Button
          onPress={() =>
            saveFile({
              name: 'askwell-recovery-codes.txt',
              text: `${codes.join('\n')}\n`,
              type: 'text/plain',
            })
          }
        >
          Save as a file
        </Button>
      </div>
    </div>
  );
}
