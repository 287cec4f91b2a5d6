import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textOfHtml } from '../../src/teams/message-text.ts';

describe('the text of a Teams message', () => {
  test.each([
    ['<div>Nødstrøm kører</div>', 'Nødstrøm kører'],
    [
      '<div>\n<div>Diesel &lt; 2 timer &amp; ingen &quot;reserve&quot;</div>\n</div>',
      'Diesel < 2 timer & ingen "reserve"',
    ],
    ['<p>Første</p><p>Anden</p>', 'Første\n\nAnden'],
    ['Første<br>Anden<br/>Tredje', 'Første\nAnden\nTredje'],
    ['<ul><li>Telefoni</li><li>Net</li></ul>', '– Telefoni\n– Net'],
    ['<h1>Status</h1>Alt er <strong>nede</strong> <em>nu</em>', 'Status\nAlt er nede nu'],
    ['Hej <at id="0">Jens Krogh</at>&nbsp;kom', 'Hej @Jens Krogh kom'],
    ['Det går <emoji id="smile" alt="🙂" title="Smil"></emoji> fint', 'Det går 🙂 fint'],
    ['<img alt="billede af tavlen" src="https://x.example/a?b=c>d" width="2">', 'billede af tavlen'],
    ['<a href="https://intern.example/sag?nr=1&amp;x=2" title="sag">sagen</a>', 'sagen'],
    ['Se her<attachment id="a1"></attachment>', 'Se her'],
    ['Se her<attachment id="a1"/> og her', 'Se her og her'],
    [
      '<table><tr><td>Net</td><td>nede</td></tr><tr><td>Tlf</td><td>oppe</td></tr></table>',
      'Net nede\nTlf oppe',
    ],
    ['<blockquote itemtype="reply">Før</blockquote>Efter', 'Før\nEfter'],
    ['A<!-- skjult -->B', 'AB'],
    ['A<script>alert(1)</script>B<style>p{}</style>C', 'ABC'],
    ['K&oslash;ge &aelig;ndret &#229;ben &#x00e5;ret &hellip;', 'Køge ændret åben året …'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&ukendt; &#0; &#9999999; &constructor;', '&ukendt; &#0; &#9999999; &constructor;'],
    ['2 < 3 og <3', '2 < 3 og <3'],
    ["<div title='a>b'>x</div>", 'x'],
    ['<div', '<div'],
    ['', ''],
  ])('%j is read as %j', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  test('holds no control characters and no half of a character, whatever was sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (html) => {
        const text = textOfHtml(html);
        expect(text.isWellFormed()).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be gone
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
      }),
      { numRuns: 300, seed: 20261123 },
    );
  });

  test.each(['<', '<a "', "<a '", '&#', '<!--', '<script>', '<at>', '&amp;lt;', '</', '<img alt="', '<p>'])(
    'made of %j again and again does not hold anybody up',
    (piece) => {
      const html = piece.repeat(Math.ceil(200_000 / piece.length));
      const before = performance.now();
      textOfHtml(html);
      expect(performance.now() - before).toBeLessThan(1_500);
    },
  );
});
