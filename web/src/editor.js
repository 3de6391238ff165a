// CodeMirror 6 in the place of a card's script, in the colours of the page's code.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colour = (name) => `var(--md-code-hl-${name}-color)`;
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: colour("keyword") },
  { tag: [tags.string, tags.special(tags.string)], color: colour("string") },
  { tag: tags.number, color: colour("number") },
  { tag: [tags.bool, tags.null], color: colour("constant") },
  { tag: tags.comment, color: colour("comment") },
  { tag: [tags.function(tags.variableName), tags.definition(tags.function(tags.variableName))], color: colour("function") },
  { tag: [tags.className, tags.definition(tags.className)], color: colour("name") },
  { tag: tags.operator, color: colour("operator") },
]);

// ---- Lines that are not as they were, and the one that raised

const markError = StateEffect.define();
const lineOf = (name) => Decoration.line({ class: name });

function changedLines(original, text) {
  const [before, now] = [original.split("\n"), text.split("\n")];
  let top = 0;
  while (top < before.length && top < now.length && before[top] === now[top]) top += 1;
  let bottom = 0;
  const most = Math.min(before.length, now.length) - top;
  while (bottom < most && before.at(-1 - bottom) === now.at(-1 - bottom)) bottom += 1;
  const known = new Set(before.slice(top, before.length - bottom));
  const changed = [];
  for (let at = top; at < now.length - bottom; at += 1) if (!known.has(now[at])) changed.push(at + 1);
  return changed;
}

function marks(original) {
  const draw = (doc, error) => {
    const found = new Map(changedLines(original, doc.toString()).map((line) => [line, "pg-changed"]));
    if (error && error <= doc.lines) found.set(error, "pg-raised");
    const sorted = [...found].sort(([one], [other]) => one - other);
    return Decoration.set(sorted.map(([line, name]) => lineOf(name).range(doc.line(line).from)));
  };
  return StateField.define({
    create: (state) => draw(state.doc),
    update(drawn, change) {
      const error = change.effects.find((effect) => effect.is(markError))?.value;
      if (change.docChanged || error !== undefined) return draw(change.state.doc, error);
      return drawn;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

// `name` is what a screen reader calls it; `run` is what Ctrl+Enter does; `changed` hears of every edit.
export function openEditor(place, { text, original, name, run, changed }) {
  const view = new EditorView({
    parent: place,
    doc: text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      highlightActiveLine(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      python(),
      syntaxHighlighting(colours),
      marks(original),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": name }),
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      keymap.of([...defaultKeymap, ...historyKeymap]), // Tab is not among them: it leads on, as everywhere
      EditorView.updateListener.of((update) => update.docChanged && changed(update.state.doc.toString())),
    ],
  });
  const scroll = (line, y) => {
    const { from } = view.state.doc.line(Math.min(line, view.state.doc.lines));
    return EditorView.scrollIntoView(from, { y, yMargin: 0 });
  };
  return {
    get text() {
      return view.state.doc.toString();
    },
    set text(wanted) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: wanted }, effects: markError.of(0) });
    },
    showFrom: (line) => view.dispatch({ effects: scroll(line, "start") }),
    markError: (line) => view.dispatch({ effects: [markError.of(line ?? 0), ...(line ? [scroll(line, "nearest")] : [])] }),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}
