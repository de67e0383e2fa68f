// Order by dragging; the up and down buttons of each row do the work, also by keyboard (Alt and an arrow).
{
  const KEY = "reordered-row";
  for (const list of document.querySelectorAll("[data-reorder]")) {
    const rows = () => [...list.querySelectorAll(":scope > [data-row]")];
    let dragged = null;

    const move = (row, place) => {
      const form = row.querySelector(".moves form");
      if (!form || place < 1 || place > rows().length) return;
      form.elements.to.value = place;
      sessionStorage.setItem(KEY, row.dataset.row);
      form.requestSubmit();
    };

    for (const [index, row] of rows().entries()) {
      row.draggable = true;
      row.addEventListener("dragstart", (event) => {
        dragged = row;
        row.classList.add("dragging");
        event.dataTransfer.effectAllowed = "move";
      });
      row.addEventListener("dragend", () => {
        row.classList.remove("dragging");
        const place = rows().indexOf(row);
        dragged = null;
        if (place !== index) move(row, place + 1);
      });
      row.addEventListener("dragover", (event) => {
        if (!dragged || dragged === row) return;
        event.preventDefault();
        const { top, height } = row.getBoundingClientRect();
        row[event.clientY > top + height / 2 ? "after" : "before"](dragged);
      });
      row.addEventListener("drop", (event) => event.preventDefault());
      row.addEventListener("keydown", (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!event.altKey || !step) return;
        event.preventDefault();
        move(row, index + 1 + step);
      });
      row.addEventListener("click", (event) => {
        if (event.target.closest(".moves")) sessionStorage.setItem(KEY, row.dataset.row);
      });
    }
    // After the move the page comes anew: the focus goes on in the same row.
    const again = rows().find((row) => row.dataset.row === sessionStorage.getItem(KEY));
    if (again) again.querySelector(".moves button")?.focus();
  }
  sessionStorage.removeItem(KEY);
}
