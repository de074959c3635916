// Puts an editor into each field for rich text (templates/staff/admin/widgets/prose.html). What a text may hold is
// decided on the server (markup/); what is pasted goes there first and comes back clean. Without this script the field
// stays a plain one.

const fields = document.querySelectorAll("[data-prose]");
const tiptap = fields.length ? await import(fields[0].dataset.editor) : null;

// The same kinds of block, in the same places, as the server keeps.
function extensionsOf() {
  const { Node } = tiptap;
  const inner = "paragraph (paragraph | bulletList | orderedList)*";
  const Picture = Node.create({
    name: "picture",
    draggable: false,
    selectable: false,
    addAttributes: () => ({
      pk: {
        parseHTML: (img) => img.dataset.picture,
        renderHTML: ({ pk }) => ({ "data-picture": pk }),
      },
      alt: { default: "" },
      src: { default: null },
    }),
    parseHTML: () => [{ tag: "img[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  });
  const Caption = Node.create({
    name: "caption",
    content: "inline*",
    isolating: true,
    parseHTML: () => [{ tag: "figcaption" }],
    renderHTML: () => ["figcaption", 0],
  });
  const Figure = Node.create({
    name: "figure",
    group: "block",
    content: "picture caption",
    isolating: true,
    draggable: true,
    parseHTML: () => [{ tag: "figure" }],
    renderHTML: () => ["figure", 0],
  });
  const cell = { content: "(paragraph | bulletList | orderedList)+" };
  return [
    tiptap.Document,
    tiptap.Paragraph,
    tiptap.Text,
    tiptap.HardBreak,
    tiptap.Heading.configure({ levels: [2, 3, 4] }),
    tiptap.Bold,
    tiptap.Italic,
    tiptap.Subscript,
    tiptap.Superscript,
    tiptap.BulletList,
    tiptap.OrderedList.configure({ enableListAttributes: false }),
    tiptap.ListItem.extend({ content: inner }),
    tiptap.Blockquote.extend({ content: "(paragraph | bulletList | orderedList)+" }),
    tiptap.Link.configure({
      enableTarget: false,
      autolink: false,
      linkOnPaste: true,
      isAllowedUri: (address) => addressOf(address) !== "",
    }).extend({ addKeyboardShortcuts: () => ({}) }),
    tiptap.Table.configure({ resizable: false }).extend({ renderHTML: () => ["table", ["tbody", 0]] }), // no inline style
    tiptap.TableRow,
    tiptap.TableHeader.extend(cell),
    tiptap.TableCell.extend(cell),
    Picture,
    Caption,
    Figure,
    tiptap.UndoRedo,
    tiptap.Gapcursor,
    tiptap.Dropcursor,
    tiptap.TrailingNode,
  ];
}

// An address as the server would keep it, "" if it would not: a name alone is that of a site.
function addressOf(typed) {
  const address = (typed ?? "").trim();
  if (/^(https?:\/\/[^\s/@]+|mailto:\S|tel:\S)/i.test(address)) return address;
  if (/^\/(?![/\\])/.test(address)) return address;
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(address) ? `https://${address}` : "";
}

class ProseField {
  constructor(root) {
    this.root = root;
    this.textarea = root.querySelector("textarea");
    this.bar = root.querySelector("[role=toolbar]");
    this.kind = root.querySelector("[data-kind]");
    this.told = root.querySelector("[data-told]");
    this.pictures = JSON.parse(this.textarea.dataset.pictures || "[]");
    this.begin();
  }

  begin() {
    const place = document.createElement("div");
    place.className = "prose-field__text prose";
    this.bar.after(place);
    this.editor = new tiptap.Editor({
      element: place,
      extensions: extensionsOf(),
      content: this.textarea.value,
      injectCSS: false, // its rules stand in css/admin/prose.css: nothing inline under our policy
      editorProps: {
        attributes: this.attributes(),
        // Before the editor itself reads what is pasted: the looks in it would be refused by our policy, one by one.
        handleDOMEvents: { paste: (view, event) => this.pasted(view, event) },
        handleKeyDown: (_view, event) => this.pressed(event),
      },
      onTransaction: () => this.show(),
      onBlur: () => this.keep(),
    });
    this.textarea.hidden = true;
    this.bar.hidden = false;
    this.textarea.form.addEventListener("submit", () => this.keep());
    this.bar.addEventListener("click", (event) => this.clicked(event));
    this.bar.addEventListener("keydown", (event) => this.moved(event));
    this.kind.addEventListener("change", () => this.become(this.kind.value));
    this.root.querySelector("[data-do=picture]").hidden = !this.pictures.length;
    this.dialogs();
    this.show();
  }

  // The editor takes over the name, the description and the fault of the field.
  attributes() {
    const label = document.querySelector(`label[for="${this.textarea.id}"]`);
    const told = { id: `${this.textarea.id}-viet`, role: "textbox", "aria-multiline": "true" };
    if (label) {
      label.id ||= `${this.textarea.id}-ten`;
      label.removeAttribute("for");
      label.addEventListener("click", () => this.editor.commands.focus());
      told["aria-labelledby"] = label.id;
    }
    for (const name of ["aria-describedby", "aria-invalid", "lang"]) {
      if (this.textarea.hasAttribute(name)) told[name] = this.textarea.getAttribute(name);
    }
    return told;
  }

  keep() {
    this.textarea.value = this.editor.isEmpty ? "" : this.editor.getHTML();
  }

  // Shows at the buttons what is so where the cursor stands.
  show() {
    const { editor } = this;
    if (!editor) return;
    this.kind.value = editor.isActive("heading") ? String(editor.getAttributes("heading").level) : "";
    for (const button of this.bar.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.do)));
    }
    for (const row of this.bar.querySelectorAll("[data-in]")) row.hidden = !editor.isActive(row.dataset.in);
    for (const name of ["undo", "redo"]) {
      this.bar.querySelector(`[data-do=${name}]`).setAttribute("aria-disabled", String(!editor.can()[name]()));
    }
  }

  become(level) {
    const chain = this.editor.chain().focus();
    (level ? chain.setHeading({ level: Number(level) }) : chain.setParagraph()).run();
  }

  clicked(event) {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (name) this.act(name);
  }

  act(name) {
    const chain = this.editor.chain().focus();
    const acts = {
      bold: () => chain.toggleBold().run(),
      italic: () => chain.toggleItalic().run(),
      bulletList: () => chain.toggleBulletList().run(),
      orderedList: () => chain.toggleOrderedList().run(),
      blockquote: () => chain.toggleBlockquote().run(),
      insertTable: () => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      mergeOrSplit: () => chain.mergeOrSplit().run(),
      deleteFigure: () => chain.deleteNode("figure").run(),
      link: () => this.askForAddress(),
      picture: () => this.open("picture"),
      describe: () => this.askForWords(),
    };
    (acts[name] ?? (() => chain[name]().run()))();
  }

  pressed(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return false;
    event.preventDefault();
    this.askForAddress();
    return true;
  }

  // A toolbar is one stop of the Tab key; arrows go on from there. Its list of kinds keeps up and down for itself.
  moved(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = [...this.bar.querySelectorAll("select, button")].filter((stop) => stop.offsetParent);
    const next = stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length];
    next.focus();
  }

  // What is pasted is cleaned by the server, which knows what Word means; copies from an editor like this are clean.
  pasted(view, event) {
    const [html, plain] = ["text/html", "text/plain"].map((kind) => event.clipboardData.getData(kind));
    if (!html || html.includes("data-pm-slice")) return false;
    event.preventDefault();
    this.cleaned(html).then(
      (clean) => view.pasteHTML(clean),
      (fault) => {
        this.tell(fault.message);
        view.pasteText(plain);
      },
    );
    return true;
  }

  async cleaned(html) {
    this.tell("");
    const headers = { "X-CSRFToken": this.textarea.form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(this.root.dataset.pasted, { method: "POST", headers, body: html }).catch(() => null);
    if (answer?.status === 413) throw new Error("Đoạn vừa dán dài quá: chỉ dán được chữ, không kèm định dạng.");
    if (!answer?.ok) throw new Error("Không hỏi được máy chủ: đã dán chữ, không kèm định dạng.");
    return answer.text();
  }

  tell(words) {
    this.told.textContent = words;
  }

  dialogs() {
    for (const dialog of this.root.querySelectorAll("dialog")) {
      dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => this.editor.commands.focus());
      dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
        event.preventDefault(); // the form around it is not to be sent
        dialog.querySelector("[data-ok]").click();
      });
    }
    const link = this.dialog("link");
    link.querySelector("[data-ok]").addEventListener("click", () => this.setAddress());
    link.querySelector("[data-remove]").addEventListener("click", () => {
      this.editor.chain().extendMarkRange("link").unsetLink().run();
      link.close();
    });
    this.dialog("describe")
      .querySelector("[data-ok]")
      .addEventListener("click", () => this.setWords());
    this.dialog("picture")
      .querySelector("[data-choices]")
      .append(...this.pictures.map((picture) => this.choice(picture)));
  }

  dialog(name) {
    return this.root.querySelector(`[data-dialog=${name}]`);
  }

  open(name) {
    this.dialog(name).showModal();
  }

  choice(picture) {
    const button = document.createElement("button");
    const image = document.createElement("img");
    button.type = "button";
    image.src = picture.src;
    image.alt = picture.alt || `Ảnh ${picture.pk}, chưa có mô tả`;
    button.append(image);
    button.addEventListener("click", () => {
      const { pk, alt, src } = picture;
      const content = [{ type: "picture", attrs: { pk: String(pk), alt, src } }, { type: "caption" }];
      this.dialog("picture").close();
      this.editor.chain().focus().insertContent({ type: "figure", content }).run();
    });
    return button;
  }

  askForAddress() {
    const dialog = this.dialog("link");
    dialog.querySelector("[data-address]").value = this.editor.getAttributes("link").href ?? "";
    dialog.querySelector("[data-remove]").hidden = !this.editor.isActive("link");
    dialog.querySelector("[data-wrong]").hidden = true;
    dialog.showModal();
  }

  setAddress() {
    const dialog = this.dialog("link");
    const href = addressOf(dialog.querySelector("[data-address]").value);
    dialog.querySelector("[data-wrong]").hidden = href !== "";
    if (!href) return;
    const chain = this.editor.chain().extendMarkRange("link");
    if (this.editor.state.selection.empty && !this.editor.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] }).run();
    } else {
      chain.setLink({ href }).run();
    }
    dialog.close();
  }

  // The picture of the figure that the cursor is in: [where it stands, the picture].
  here() {
    const { $from } = this.editor.state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name === "figure") return [$from.start(depth), $from.node(depth).firstChild];
    }
    return [];
  }

  askForWords() {
    this.dialog("describe").querySelector("[data-alt]").value = this.here()[1]?.attrs.alt ?? "";
    this.open("describe");
  }

  setWords() {
    const [place, picture] = this.here();
    const alt = this.dialog("describe").querySelector("[data-alt]").value.trim();
    if (picture) this.editor.view.dispatch(this.editor.state.tr.setNodeMarkup(place, null, { ...picture.attrs, alt }));
    this.dialog("describe").close();
  }
}

for (const root of fields) {
  const textarea = root.querySelector("textarea");
  // What the server would refuse stays as it was sent: an editor would need minutes for it.
  if (textarea.value.length <= Number(textarea.dataset.longest)) new ProseField(root);
}
