// Progress of a run without loading the page anew; without it the page asks again by itself.
{
  const box = document.querySelector("[data-progress]");
  const every = 1000;
  const shown = box && {
    phase: box.querySelector("[data-phase]"),
    placed: box.querySelector("[data-placed]"),
    possible: box.querySelector("[data-possible]"),
    breaks: box.querySelector("[data-breaks]"),
  };

  const look = async () => {
    let state;
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      state = await answer.json();
    } catch {
      setTimeout(look, every * 3);
      return;
    }
    if (!state.is_live || (state.percent > 0 && !shown.phase)) {
      location.reload();
      return;
    }
    box.querySelector("progress").value = state.percent;
    for (const [name, place] of Object.entries(shown)) {
      if (place) place.textContent = state[name];
    }
    setTimeout(look, every);
  };
  if (box) setTimeout(look, every);
}
