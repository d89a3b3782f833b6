/** A launch in the fragment of an address, which no server is told. */
import type { Launch, Limits } from "./protocol";

type Written = { files: [string, string, 0 | 1][]; name: string; options: string[]; set: string[]; limits: Limits };

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  const piped = new Blob([bytes as BlobPart]).stream().pipeThrough(stream as unknown as ReadableWritablePair<Uint8Array, Uint8Array>);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

function letters(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const fromLetters = (text: string) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

export async function toFragment(launch: Launch): Promise<string> {
  const files = launch.files.map(({ name, bytes }): [string, string, 0 | 1] => {
    try {
      return [name, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), 0];
    } catch {
      return [name, letters(bytes), 1];
    }
  });
  const written: Written = { ...launch, files };
  return letters(await through(new TextEncoder().encode(JSON.stringify(written)), new CompressionStream("deflate-raw")));
}

export async function fromFragment(text: string): Promise<Launch> {
  const bytes = await through(fromLetters(text), new DecompressionStream("deflate-raw"));
  const written = JSON.parse(new TextDecoder().decode(bytes)) as Written;
  const files = written.files.map(([name, text, packed]) => ({
    name,
    bytes: packed ? fromLetters(text) : new TextEncoder().encode(text),
  }));
  return { ...written, files };
}
