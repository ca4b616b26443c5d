import { Command } from 'commander';

/** `askwell serve`: chat, console and what is connected, until the process is told to stop. */
export function serveCommand(serve: () => Promise<void>): Command {
  return new Command('serve')
    .description('serve the chat, the console and, with a token, Slack')
    .action(() => serve());
}

/** `askwell chat`: one conversation on this terminal. */
export function chatCommand(chat: () => Promise<void>): Command {
  return new Command('chat')
    .description('try a conversation on this terminal')
    .action(() => chat());
}

/** `askwell train`: makes the models' cache, so that the first start does not wait for it. */
export function trainCommand(train: () => Promise<void>): Command {
  return new Command('train')
    .description('train the classifier and the safety model, and keep them')
    .action(() => train());
}
