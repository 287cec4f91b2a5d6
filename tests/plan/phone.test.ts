import { expect, test } from 'vitest';
import { readPhone } from '../../src/plan/phone.ts';

test.each(['96110001', '9611 0001', '96 11 00 01', '+45 96110001', '0045 96 11 00 01', '96-11-00-01'])(
  'the Danish number %s has one link and one reading',
  (written) => {
    expect(readPhone(written)).toEqual({ phone: '+4596110001', phoneText: '96 11 00 01' });
  },
);

test('a foreign number needs its code and keeps its writing', () => {
  expect(readPhone('+46 70-123 45 67')).toEqual({ phone: '+46701234567', phoneText: '+46 70-123 45 67' });
});

test.each(['', '112', '9611 000', '9611 00011', '+45 9611 000', '16110001', 'lokal 4411', '96110001 (vagt)'])(
  '"%s" cannot be dialled as it stands',
  (written) => {
    expect(readPhone(written)).toBeUndefined();
  },
);
