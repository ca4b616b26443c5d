import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../controls/button.tsx';
import { Notice } from './notice.tsx';

/** Shows what was read; a skeleton until then; what to do when it cannot be read. */
export function Loaded<Value>({
  query,
  lines = 4,
  children,
}: {
  query: UseQueryResult<Value>;
  lines?: number;
  children: (value: Value) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <Notice tone="danger">
        <p>{query.error.message}</p>
        <Button onPress={() => void query.refetch()}>Try again</Button>
      </Notice>
    );
  }
  return <Skeleton lines={lines} />;
}

export function Skeleton({ lines }: { lines: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey bars that never change place
        <div key={line} className="bar" />
      ))}
    </div>
  );
}
