// What the page asks of the server.
async function ask(path, options = {}) {
  const answer = await fetch(`/simulator${path}`, { cache: "no-store", ...options });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.status === 204 ? null : answer.json();
}

function form(values) {
  const filled = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value instanceof Blob) filled.append(name, value, value.name ?? name);
    else if (value !== undefined && value !== null) filled.append(name, value);
  }
  return filled;
}

const post = (path, values) => ask(path, { method: "POST", body: form(values) });

export const setup = () => ask("/setup");
export const changes = (after) => ask(`/changes?after=${after}`);
export const addPhone = (language) => post("/phones", { language });
export const write = (message) => post("/messages", message);
export const again = (sid) => post("/again", { sid });
export const turn = (phone, on) => post("/switch", { phone, on });
export const report = (phone, upto) => post("/receipts", { phone, upto });
export const seen = (phone, upto) => post("/seen", { phone, upto });
export const fileUrl = (file) => `/simulator/files/${file.id}/${encodeURIComponent(file.name || "file")}`;

export async function sample(name, type) {
  const answer = await fetch(`/simulator/static/${name}`);
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return new File([await answer.arrayBuffer()], name, { type });
}
