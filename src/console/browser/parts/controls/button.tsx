import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import { Link } from 'wouter';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

type Props = Omit<ButtonProps, 'className' | 'children' | 'isPending'> & {
  look?: Look;
  /** Under way: keeps the focus, and further presses do nothing. */
  isPending?: boolean;
  children: ReactNode;
};

/**
 * The library's own pending state is not used: it leaves an unnamed picture in its live region when the button goes away
 * with the press, which screen readers meet. What a press led to is said by notices of role status and alert.
 */
export function Button({ look = 'plain', isPending = false, children, ...props }: Props) {
  const idle = isPending ? { type: 'button' as const, onPress: () => undefined } : {};
  return (
    <AriaButton {...props} {...idle} className={`button ${look} ${isPending ? 'pending' : ''}`}>
      {children}
    </AriaButton>
  );
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({
  href,
  look = 'plain',
  children,
}: {
  href: string;
  look?: Look;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={`button ${look}`}>
      {children}
    </Link>
  );
}
