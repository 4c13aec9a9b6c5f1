// form[data-upload]: a chosen or dropped file is read at once; one that cannot be a certificate is not sent at all.

const MOST_BYTES = 64 * 1024;

function refusal(file) {
  if (file.size > MOST_BYTES) {
    return `${file.name} has ${size(file.size)}. A certificate with its chain has 64 KiB at most, so it was not sent. Choose the certificate itself.`;
  }
  if (file.size === 0) {
    return `${file.name} is empty. Choose the certificate itself.`;
  }
  return "";
}

function size(bytes) {
  const units = ["bytes", "KiB", "MiB", "GiB"];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${bytes.toLocaleString("en", { maximumFractionDigits: 1 })} ${units[unit]}`;
}

for (const form of document.querySelectorAll("form[data-upload]")) {
  const field = form.querySelector("input[type=file]");
  field.addEventListener("change", () => {
    const file = field.files[0];
    if (!file) return;
    const why = refusal(file);
    form.querySelector("[data-refusal]").textContent = why;
    if (why) {
      field.value = "";
    } else {
      form.requestSubmit();
    }
  });
}
