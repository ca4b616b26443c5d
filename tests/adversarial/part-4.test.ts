import { describePart } from './describe-part.ts';

describePart(4);
