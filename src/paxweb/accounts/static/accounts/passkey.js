// Passkeys. A form with data-passkey asks the browser for a proof, puts it into its field `credential` and sends itself.
// data-passkey="make" makes a new one; an address there is asked for the options that are not in data-options.
(() => {
  "use strict";
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    buffer === null || buffer === undefined
      ? undefined
      : btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const ask = (asked) =>
    navigator.credentials.get({
      publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
    });
  const make = (asked) =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: bytes(asked.challenge),
        user: { ...asked.user, id: bytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
      },
    });
  const said = (credential) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
      authenticatorData: text(credential.response.authenticatorData),
      signature: text(credential.response.signature),
      userHandle: text(credential.response.userHandle),
      transports: credential.response.getTransports ? credential.response.getTransports() : undefined,
    },
  });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const failed = form.querySelector("[data-failed]") || document.querySelector("[data-failed]");
      if (failed) failed.hidden = true;
      try {
        const where = form.dataset.passkey;
        const given = form.dataset.options ? JSON.parse(form.dataset.options) : await (await fetch(where)).json();
        const proof = await (where === "make" ? make : ask)(given.publicKey);
        form.elements.namedItem("credential").value = JSON.stringify(said(proof));
        form.submit();
      } catch {
        if (failed) failed.hidden = false;
      }
    });
  }
})();
