// The sum of votes beside the number of voting members present; the server decides all the same.
{
  for (const box of document.querySelectorAll("[data-tally]")) {
    const output = box.querySelector("output");
    const present = Number(box.dataset.tally);
    const words = output.textContent.trim();
    const count = () => {
      const typed = [...box.querySelectorAll("input")].map((input) => input.value.trim());
      const sum = typed.reduce((total, text) => total + (Number.parseInt(text, 10) || 0), 0);
      const started = typed.some(Boolean);
      output.classList.toggle("tally-right", started && sum === present);
      output.classList.toggle("tally-wrong", started && sum !== present);
      const verdict = sum === present ? box.dataset.right : box.dataset.wrong;
      output.textContent = started ? `${words} · ${typed.map((text) => text || 0).join(" + ")} = ${sum}. ${verdict}` : words;
    };
    box.addEventListener("input", count);
    count();
  }
}
