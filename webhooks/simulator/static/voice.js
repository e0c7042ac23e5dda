// Records a voice message where the browser has a microphone.
const KINDS = ["audio/ogg;codecs=opus", "audio/mp4", "audio/webm;codecs=opus"];

export function canRecord() {
  return Boolean(globalThis.MediaRecorder && navigator.mediaDevices?.getUserMedia);
}

// Returns what ends the recording: `stop()` resolves to the file, `discard()` forgets it.
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
  const recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 24_000 } : undefined);
  const pieces = [];
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  const end = async () => {
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
    stream.getTracks().forEach((track) => track.stop());
  };
  recorder.start();
  return {
    discard: end,
    stop: async () => {
      await end();
      const kind = (recorder.mimeType || "audio/webm").split(";")[0];
      return new File(pieces, `voice.${kind.split("/")[1]}`, { type: kind });
    },
  };
}
