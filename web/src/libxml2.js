// Checks documents against XML schemas with libxml2, where Python has no lxml: npm's libxml2-wasm is the same library.
import { XmlDocument, xmlRegisterInputProvider, XsdValidator } from "libxml2-wasm";

// Returns a function of a schema's file and a document that gives libxml2's findings, none where it is valid.
// `read` gives a file's bytes, undefined where there is none.
export function validator(read) {
  const [schemas, open] = [new Map(), new Map()];
  let files = 0;
  xmlRegisterInputProvider({
    match: (name) => read(name) !== undefined,
    open(name) {
      open.set((files += 1), { bytes: read(name), at: 0 });
      return files;
    },
    read(file, buffer) {
      const source = open.get(file);
      const part = source.bytes.subarray(source.at, source.at + buffer.length);
      buffer.set(part);
      source.at += part.length;
      return part.length;
    },
    close: (file) => open.delete(file),
  });
  return (file, text) => {
    if (!schemas.has(file)) {
      const schema = XmlDocument.fromBuffer(read(file), { url: file });
      schemas.set(file, XsdValidator.fromDoc(schema));
    }
    const document = XmlDocument.fromString(text);
    try {
      schemas.get(file).validate(document);
      return [];
    } catch (error) {
      if (!error.details) throw error;
      return error.details.map(({ message, line, xpath }) => [message, line, xpath ?? ""]);
    } finally {
      document.dispose();
    }
  };
}
