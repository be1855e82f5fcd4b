// The data of the search: classic scripts that fill one global, each read when it is wanted.
window.gongshiSearch = {};

var PLACES = {};
Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").forEach((digit, value) => (PLACES[digit] = value));

/** A number written in so many digits of base 64. */
function digits(text, at, count) {
  let number = 0;
  while (count--) number = number * 64 + PLACES[text[at++]];
  return number;
}

/** Reads files of a folder, each once. */
function reader(folder) {
  const files = {};
  return name => files[name] || (files[name] = new Promise((done, fail) => {
    const script = make("script");
    script.src = folder + name + ".js";
    script.onload = () => done(gongshiSearch[name.split("-")[0]]);
    script.onerror = () => {
      delete files[name];
      fail(Error(name));
    };
    document.head.appendChild(script);
  }));
}

/** What documents there are, and which file holds what. */
function catalogue(entry, read) {
  const lines = entry.a.split("\n");
  const documents = [];
  let units = 0;
  let address = "";
  for (let at = 0; at < entry.d.length; at += 11) {
    const field = (from, count) => digits(entry.d, at + from, count);
    const line = lines[at / 11];
    address = address.slice(0, digits(line, 0, 1)) + line.slice(1);
    documents.push({
      at: at / 11, address, kind: field(0, 1) % 8, older: field(0, 1) > 7, department: field(1, 2), status: field(3, 1),
      day: field(4, 3), title: field(7, 1), unit: units, units: field(8, 3)
    });
    units += field(8, 3);
  }
  const owners = new Uint32Array(units);
  documents.forEach(document => owners.fill(document.at, document.unit, document.unit + document.units));
  const lists = entry.i.split(" ").map((file, at) => ({ first: file.slice(0, -6), name: "i" + at + "-" + file.slice(-6) }));
  const packs = (entry.t.match(/.{10}/g) || []).map((pack, at) => ({ first: digits(pack, 0, 4), name: "t" + at + "-" + pack.slice(4) }));
  const names = (entry.n.match(/.{6}/g) || []).map((hash, at) => "n" + at + "-" + hash);
  return { entry, read, documents, units, owners, lists, packs, names };
}

/** The place of the last of some sorted things that begins at or before one. */
function before(things, first) {
  let low = 0;
  let high = things.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (things[middle].first <= first) low = middle;
    else high = middle;
  }
  return low;
}

/** A file of postings: for each term how many there are and in which bytes. */
function unfold(file) {
  if (file.terms) return file;
  const bytes = atob(file[1]);
  const at = { at: 0 };
  const terms = [];
  file[0].split(" ").forEach(group => {
    const [first, ...others] = group;
    if (first < "\u3007") terms.push(group);
    else others.forEach(second => terms.push(second === "." ? first : first + second));
  });
  const sizes = terms.map(() => [next(bytes, at), next(bytes, at)]);
  let start = at.at;
  file.terms = new Map(terms.map((term, index) => {
    const [count, size] = sizes[index];
    start += size;
    return [term, { bytes, count, start: start - size, end: start }];
  }));
  return file;
}

/** A number in bytes of seven bits. */
function next(bytes, place) {
  let number = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes.charCodeAt(place.at++);
    number |= (byte & 127) << shift;
    if (byte < 128) return number;
  }
}

/** The lists of a term; of a single character those of all pairs it begins. */
async function postings(index, term, open) {
  const from = before(index.lists, term);
  const to = open ? before(index.lists, term + "\uffff") : from;
  const files = await Promise.all(index.lists.slice(from, to + 1).map(file => index.read(file.name)));
  const lists = [];
  files.forEach(file => unfold(file).terms.forEach((list, other) => {
    if (other === term || (open && other.startsWith(term))) lists.push(list);
  }));
  return lists;
}
