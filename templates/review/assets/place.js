// Places in a text: signs, words and the caret.

/** What a box has in it. */
export const textOf = (box) => box.textContent;

/** The words of a text with where they begin. */
export const wordsOf = (text) => [...text.matchAll(/\S+/g)];

/** A place counted as the server does: a sign beyond the 65 536 first ones is one. */
export const signsTo = (text, offset) => [...text.slice(0, offset)].length;

/** The number of the word at a place, or of the one before it. */
export function wordAt(text, offset) {
  const words = wordsOf(text);
  return Math.max(0, words.findLastIndex(({ index }) => index <= offset));
}

/** A place in the text of a box as the browser has it. */
function pointIn(box, offset) {
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let left = offset;
  while (node && left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return node ? [node, left] : [box, 0];
}

/** A stretch of a box that does not cost anything while the text around it changes. */
export function stretch(box, start, end) {
  const [startContainer, startOffset] = pointIn(box, start);
  const [endContainer, endOffset] = pointIn(box, end);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/** The same stretch as one that can be measured, and that costs a little. */
export function measured({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** What is selected in a box, as two places in its text; null where nothing is. */
export function selectedIn(box) {
  const selection = getSelection();
  if (!selection.rangeCount || !box.contains(selection.anchorNode) || !box.contains(selection.focusNode)) return null;
  const selected = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(box);
  before.setEnd(selected.startContainer, selected.startOffset);
  const start = before.toString().length;
  return { start, end: start + selected.toString().length };
}

/** Put the caret into a box, and select up to another place. */
export function putCaret(box, start, end = start) {
  const most = textOf(box).length;
  box.focus({ preventScroll: true });
  const from = pointIn(box, Math.min(start, most));
  const to = pointIn(box, Math.min(end, most));
  getSelection().setBaseAndExtent(...from, ...to);
}
