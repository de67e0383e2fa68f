// Passkeys: asks the site for a challenge, the browser for an answer, and puts it into the form.
{
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const keys = (list = []) => list.map((key) => ({ ...key, id: bytes(key.id) }));

  // Only what lies hidden in the form goes along: never a password.
  const challenge = async (form, address) => {
    const body = new FormData();
    for (const input of form.querySelectorAll('input[type="hidden"]')) body.append(input.name, input.value);
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const options = await answer.json();
    return {
      ...options,
      challenge: bytes(options.challenge),
      ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
      ...(options.allowCredentials && { allowCredentials: keys(options.allowCredentials) }),
      ...(options.excludeCredentials && { excludeCredentials: keys(options.excludeCredentials) }),
    };
  };

  const told = (credential) => {
    const response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) response[name] = text(credential.response[name]);
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response });
  };

  for (const place of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
    const [button, line] = place.children;
    const form = place.closest("form");
    place.hidden = false;
    button.addEventListener("click", async () => {
      try {
        const publicKey = await challenge(form, place.dataset.passkey);
        const kind = "makes" in place.dataset ? "create" : "get";
        form.elements[place.dataset.into].value = told(await navigator.credentials[kind]({ publicKey }));
        line.textContent = place.dataset.accepted;
        if ("sends" in place.dataset) form.requestSubmit();
      } catch {
        line.textContent = place.dataset.failed;
      }
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}
