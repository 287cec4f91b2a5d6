/* Runs in the page: tells what was drawn of each card, as plain data (see seen.ts). It judges nothing. */

globalThis.survey = function survey() {
  edges = new Map();
  return [...document.querySelectorAll('figure')].map((figure) => {
    const card = figure.querySelector('.card');
    return {
      name: figure.querySelector('figcaption').textContent,
      spoken: card.firstElementChild.getAttribute('aria-label') ?? '',
      complaints: JSON.parse(figure.dataset.complaints),
      blocks: blocksOf(card).map((element) => blockOf(element, card)),
      images: [...card.querySelectorAll('img')].map((image) => image.getAttribute('alt') ?? ''),
    };
  });
};

const control = 'button, input, select, textarea';

/** Each control, and each element that holds a line of text of its own, in the order of the document. */
function blocksOf(card) {
  const blocks = new Set();
  const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const inside = (node.parentElement ?? card).closest(control);
    if (node instanceof Element) {
      if (node.matches(control)) blocks.add(node);
    } else if (node.data.trim() && !inside) blocks.add(blockAround(node));
  }
  return [...blocks].filter((element) => element.getClientRects().length > 0);
}

function blockAround(text) {
  let element = text.parentElement;
  while (getComputedStyle(element).display === 'inline') element = element.parentElement;
  return element;
}

function blockOf(element, card) {
  const isField = element.matches('input, select, textarea');
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return {
    kind: isField ? 'field' : element.matches('button') ? 'button' : 'text',
    text: (isField ? shownIn(element) : element.textContent).trim(),
    name: nameOf(element),
    label: labelOf(element),
    level: element.getAttribute('role') === 'heading' ? Number(element.getAttribute('aria-level')) : null,
    opensPart: opensPart(element),
    box: { left, top, right, bottom },
    cut: isCut(element, card),
    runs: isField ? fieldRuns(element) : runsOf(element),
  };
}

function shownIn(field) {
  if (field.matches('select')) return field.selectedOptions[0]?.textContent ?? '';
  return field.value || field.placeholder || '';
}

/** The accessible name, as far as cards can give one. */
function nameOf(element) {
  const labels = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
  const labelled = labels.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  return (labelled || element.getAttribute('aria-label') || element.textContent || '').trim();
}

/** The visible text that is tied to a field. */
function labelOf(element) {
  const [id = ''] = (element.getAttribute('aria-labelledby') ?? '').split(' ');
  const label = id ? document.getElementById(id) : null;
  return label && label.getBoundingClientRect().height > 0 ? label.textContent.trim() : '';
}

/** True for the first line of a part of the card that holds more: not for the items of a list in it. */
function opensPart(element) {
  const part = element.parentElement;
  const isPart = part.classList.contains('ac-container') && part.parentElement.matches('.ac-adaptiveCard');
  return isPart && part.firstElementChild === element && part.children.length > 1;
}

function runsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const runs = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (text.data.trim()) runs.push(runOf(text.data, text.parentElement));
  }
  return runs;
}

function fieldRuns(field) {
  const run = runOf(shownIn(field), field);
  if (!field.placeholder || field.value) return [run];
  return [{ ...run, colour: colourOf(getComputedStyle(field, '::placeholder').color) }];
}

function runOf(text, element) {
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  const ground = groundOf(element);
  return {
    text,
    size: Number.parseFloat(fontSize),
    bold: Number(fontWeight) >= 600,
    colour: over(colourOf(color), ground),
    ground,
  };
}

/** The colour that is painted behind an element: the grounds around it, one over the other. */
function groundOf(element) {
  if (!element) return [255, 255, 255];
  const ground = colourOf(getComputedStyle(element).backgroundColor);
  return ground[3] === 1 ? ground : over(ground, groundOf(element.parentElement));
}

function colourOf(css) {
  const [red, green, blue, alpha = 1] = css.match(/[\d.]+/g).map(Number);
  return [red, green, blue, alpha];
}

function over([red, green, blue, alpha = 1], [r, g, b]) {
  const mixed = (one, other) => one * alpha + other * (1 - alpha);
  return [mixed(red, r), mixed(green, g), mixed(blue, b)];
}

/** True where a part of it is not shown: outside what is around it, or longer than its own box. */
function isCut(element, card) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const content = element.matches('input, select, textarea') ? element : range;
  const rects = [content.getBoundingClientRect(), element.getBoundingClientRect()];
  const right = Math.max(...rects.map((rect) => rect.right));
  const left = Math.min(...rects.map((rect) => rect.left));
  const bottom = Math.max(...rects.map((rect) => rect.bottom));
  if (element.placeholder && !element.value && isTooNarrow(element)) return true;
  for (let around = element; around !== card.parentElement; around = around.parentElement) {
    const edge = edgeOf(around);
    if (edge && (right > edge.right + 0.5 || left < edge.left - 0.5 || bottom > edge.bottom + 0.5))
      return true;
  }
  return false;
}

/** Reset by each survey: asking the browser again for each line takes longer than all the rest. */
let edges = new Map();

/** Where an element ends that hides what goes beyond it; null for one that does not. */
function edgeOf(element) {
  const known = edges.get(element);
  if (known !== undefined) return known;
  const isClosed = getComputedStyle(element).overflowX !== 'visible';
  const edge = isClosed ? element.getBoundingClientRect() : null;
  edges.set(element, edge);
  return edge;
}

/** A placeholder does not count in the width of a field's content: it is measured. */
function isTooNarrow(field) {
  if (field.matches('textarea')) return false;
  const { font, paddingLeft, paddingRight } = getComputedStyle(field);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = font;
  const room = field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
  return pen.measureText(field.placeholder).width > room;
}
