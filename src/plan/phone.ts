export interface Phone {
  /** E.164, for links: "+4596110001". */
  readonly phone: string;
  /** As people read it aloud: "96 11 00 01". */
  readonly phoneText: string;
}

/**
 * Reads a phone number as people write it. Eight digits, with or without +45, are Danish; other countries
 * need their code and keep the writing they have. Undefined where it cannot be dialled.
 */
export function readPhone(written: string): Phone | undefined {
  const digits = written.replace(/[\s.()-]/g, '').replace(/^00/, '+');
  const danish = /^(?:\+45)?([2-9]\d{7})$/.exec(digits)?.[1];
  if (danish) return { phone: `+45${danish}`, phoneText: danish.replace(/(\d\d)(?=\d)/g, '$1 ') };
  if (/^\+(?!45)[1-9]\d{6,14}$/.test(digits)) return { phone: digits, phoneText: written.trim() };
  return undefined;
}
