// Says that a page is old, by the reader's clock; Swedes write a day as the page does: 2026-05-04.
{
  const notice = document.getElementById("age");
  notice.hidden = new Date().toLocaleDateString("sv-SE") < notice.dataset.from;
}
