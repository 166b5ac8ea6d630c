import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type CertifiedStatement, canonicalJson, certifiedReport } from '@/core/assessment/certificate';

export type Certificate = { readonly statement: CertifiedStatement; readonly hash: string; readonly signature: string };

export type CertificateCheck = {
  readonly name: 'hash' | 'score' | 'signature';
  readonly state: 'holds' | 'FAILS' | 'unchecked';
  readonly note: string;
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** With a key of its own, derived from the secret, so that no other signature of this installation can stand for it. */
function sign(secret: string, text: string): string {
  const key = createHmac('sha256', secret).update('assay-certificate').digest();
  return createHmac('sha256', key).update(text).digest('hex');
}

export function makeCertificate(statement: CertifiedStatement, secret: string): Certificate {
  const text = canonicalJson(statement);
  return { statement, hash: sha256(text), signature: sign(secret, text) };
}

/**
 * Checks a certificate: the hash (nothing was altered by accident), the score (it follows from the answers and the
 * parameters, computed anew), and with the installation's secret the signature (nothing was altered on purpose).
 */
export function checkCertificate(
  json: string,
  secret: string | null,
): { isGenuine: boolean; checks: CertificateCheck[] } {
  const { statement, hash, signature } = JSON.parse(json) as Certificate;
  const text = canonicalJson(statement);
  const isSame = (x: string, y: unknown) =>
    typeof y === 'string' && x.length === y.length && timingSafeEqual(Buffer.from(x), Buffer.from(y));
  const check = (name: CertificateCheck['name'], holds: boolean, note = ''): CertificateCheck => {
    return { name, state: holds ? 'holds' : 'FAILS', note };
  };
  const report = certifiedReport(statement);
  const { composite } = report;
  const checks = [
    check('hash', isSame(sha256(text), hash)),
    check(
      'score',
      canonicalJson(report) === canonicalJson(statement.report),
      composite.value === null ? 'no score' : `${composite.value} (${composite.low} to ${composite.high})`,
    ),
    secret === null
      ? ({ name: 'signature', state: 'unchecked', note: 'set AUTH_SECRET of the installation to check it' } as const)
      : check('signature', isSame(sign(secret, text), signature)),
  ];
  return { isGenuine: checks.every(({ state }) => state !== 'FAILS'), checks };
}
