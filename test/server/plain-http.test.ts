import { expect, test } from 'vitest';
import { withoutLinkToken } from '@/server/plain-http';

test('the log has the page of a link, not the token that opens it', () => {
  expect(withoutLinkToken('/invite/0dQx-token')).toBe('/invite/…');
  expect(withoutLinkToken('/join/0dQx-token/')).toBe('/join/…/');
  expect(withoutLinkToken('/shared/0dQx-token')).toBe('/shared/…');
  expect(withoutLinkToken('/runs/018f')).toBe('/runs/018f');
});
