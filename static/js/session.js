// Five minutes before a session ends untouched the page says so; one press lengthens it.
if (document.querySelector("[data-idle-minutes]")) {
  const place = document.querySelector("[data-idle-minutes]");
  const minute = 60_000;
  const warning = 5;
  const others = new BroadcastChannel("session");
  const [ending, ended] = place.querySelectorAll("p");
  let end;

  const touched = () => { end = Date.now() + place.dataset.idleMinutes * minute; look(); };

  function look() {
    const left = end - Date.now();
    ended.hidden = left > 0;
    ending.hidden = left <= 0 || left > warning * minute;
    place.hidden = ended.hidden && ending.hidden;
  }

  place.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/desk/account/", { method: "HEAD", redirect: "manual" }).catch(() => ({}));
    if (answer.ok) {
      others.postMessage("touched");
      touched();
    } else {
      end = Date.now();
      look();
    }
  });

  // Another page of the same browser was opened: the session is the same.
  others.addEventListener("message", touched);
  others.postMessage("touched");
  touched();
  setInterval(look, minute / 4);
}
