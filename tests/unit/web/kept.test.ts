import { expect, test } from 'vitest';
import { keptIn, newMessageId } from '../../../src/channels/web/widget/session/kept.ts';

function aStorage(content = new Map<string, string>()) {
  return {
    content,
    getItem: (key: string) => content.get(key) ?? null,
    setItem: (key: string, value: string) => void content.set(key, value),
    removeItem: (key: string) => void content.delete(key),
  };
}

test('a message that was not sent is still there after a reload, with the same conversation', () => {
  const storage = aStorage();
  const before = keptIn(storage, 'chat');
  const conversation = before.conversationOrNew();
  before.add({ messageId: 'm-1', text: 'hi' });
  const after = keptIn(storage, 'chat');
  expect(after.conversation()).toBe(conversation);
  expect(after.unsent()).toEqual([{ messageId: 'm-1', text: 'hi' }]);
});

test('the secret has the form that the server takes, and is another one for each patient', () => {
  const [one, other] = [keptIn(aStorage(), 'chat'), keptIn(aStorage(), 'chat')];
  expect(one.conversationOrNew()).toMatch(/^[a-z2-7]{32,64}$/);
  expect(one.conversationOrNew()).toBe(one.conversationOrNew());
  expect(one.conversationOrNew()).not.toBe(other.conversationOrNew());
});

test('a message that arrived is dropped in every tab', () => {
  const storage = aStorage();
  const [tab, otherTab] = [keptIn(storage, 'chat'), keptIn(storage, 'chat')];
  tab.add({ messageId: 'm-1', text: 'hi' });
  otherTab.add({ messageId: 'm-2', text: 'there' });
  otherTab.drop(new Set(['m-1', 'm-9']));
  expect(tab.unsent().map(({ messageId }) => messageId)).toEqual(['m-2']);
});

test.each([
  ['no storage', undefined],
  ['storage that is forbidden', forbidden()],
])('with %s the chat lasts as long as the page', (_name, storage) => {
  const kept = keptIn(storage, 'chat');
  const conversation = kept.conversationOrNew();
  kept.add({ messageId: 'm-1', text: 'hi' });
  expect(kept.conversation()).toBe(conversation);
  expect(kept.unsent()).toHaveLength(1);
});

test.each(['{torn', 'null', '5', '{"unsent":"x"}'])(
  '%s in the storage begins a new chat',
  (found) => {
    const kept = keptIn(aStorage(new Map([['chat', found]])), 'chat');
    expect(kept.conversation()).toBeUndefined();
    expect(kept.unsent()).toEqual([]);
  },
);

test('who leaves leaves no trace in the storage, and every tab forgets', () => {
  const storage = aStorage();
  const [tab, otherTab] = [keptIn(storage, 'chat'), keptIn(storage, 'chat')];
  const before = tab.conversationOrNew();
  otherTab.add({ messageId: 'm-1', text: 'hi' });
  tab.forget();
  expect(storage.content.size).toBe(0);
  for (const kept of [tab, otherTab]) {
    expect(kept.conversation()).toBeUndefined();
    expect(kept.unsent()).toEqual([]);
  }
  expect(otherTab.conversationOrNew()).not.toBe(before);
});

test('who leaves without storage is forgotten by the page', () => {
  const kept = keptIn(forbidden(), 'chat');
  kept.conversationOrNew();
  kept.forget();
  expect(kept.conversation()).toBeUndefined();
});

test('no two messages share an id', () => {
  expect(newMessageId()).not.toBe(newMessageId());
});

function forbidden() {
  const refuse = () => {
    throw new Error('forbidden');
  };
  return { getItem: refuse, setItem: refuse, removeItem: refuse };
}
