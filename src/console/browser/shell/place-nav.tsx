import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Link, useLocation, useRoute } from 'wouter';
import { Button } from '../parts/controls/button.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { Icon } from '../parts/display/icon.tsx';
import { useStaff } from '../parts/use-staff.ts';
import { beyondBar, groupsFor, type Place, type PlaceGroup } from './places.ts';

type Counts = Record<string, number>;

/** The menu: groups at the side of a wide page; on a phone a bar of what is used most, and the rest behind "More". */
export function PlaceNav({ counts }: { counts: Counts }) {
  const groups = groupsFor(useStaff().role);
  const beyond = beyondBar(groups);
  return (
    <nav className="places" aria-label="Pages">
      {groups.map(({ title, places }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div key={title} role="group" className="place-group" aria-label={title}>
          <span className="place-title" aria-hidden="true">
            {title}
          </span>
          {places.map((place) => (
            <PlaceLink
              key={place.href}
              place={place}
              count={counts[place.href] ?? 0}
              isBeyond={beyond.has(place.href)}
            />
          ))}
        </div>
      ))}
      {beyond.size > 0 && <More groups={groups} beyond={beyond} />}
    </nav>
  );
}

type LinkProps = { place: Place; count?: number; isBeyond?: boolean; onGo?: () => void };

function PlaceLink({ place, count = 0, isBeyond = false, onGo }: LinkProps) {
  const [exact] = useRoute(place.href);
  const [inside] = useRoute(`${place.href}/*`);
  return (
    <Link
      href={place.href}
      className={isBeyond ? 'place beyond' : 'place'}
      aria-current={exact ? 'page' : inside ? 'true' : undefined}
      {...(onGo && { onClick: onGo })}
    >
      <Icon name={place.icon} />
      <span>{place.label}</span>
      {count > 0 && (
        <span className="count">
          {count}
          <span className="unseen"> waiting</span>
        </span>
      )}
    </Link>
  );
}

function More({ groups, beyond }: { groups: readonly PlaceGroup[]; beyond: Set<string> }) {
  const [isOpen, setOpen] = useState(false);
  const [path] = useLocation();
  const close = () => setOpen(false);
  const isHere = [...beyond].some((href) => path === href || path.startsWith(`${href}/`));
  return (
    <>
      <AriaButton
        className={isHere ? 'place more here' : 'place more'}
        aria-haspopup="dialog"
        onPress={() => setOpen(true)}
      >
        <Icon name="more" />
        <span>More</span>
        {isHere && <span className="unseen"> (the page you are on is in here)</span>}
      </AriaButton>
      <Dialog title="All pages" isOpen={isOpen} onClose={close}>
        <nav className="place-sheet" aria-label="All pages">
          {groups.map(({ title, places }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
            <div key={title} role="group" className="place-group" aria-label={title}>
              <span className="place-title" aria-hidden="true">
                {title}
              </span>
              {places.map((place) => (
                <PlaceLink key={place.href} place={place} onGo={close} />
              ))}
            </div>
          ))}
        </nav>
        <div className="actions end">
          <Button onPress={close}>Close</Button>
        </div>
      </Dialog>
    </>
  );
}
