// Tells that a page is old, where it is; the file stays the same, and has its date without this.
"use strict";

{
  const notice = document.getElementById("age");
  // Swedes write a day as the page does: 2026-05-04.
  notice.hidden = new Date().toLocaleDateString("sv-SE") < notice.dataset.from;
}
