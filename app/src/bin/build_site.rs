//! Makes the folder `site/`: everything that a browser fetches besides the pages themselves.
//!
//! ```text
//! app.wasm ──► wasm-split ──► board.wasm ──► wasm-bindgen ──► pkg/HASH/board.js, pkg/HASH/board.wasm
//!                        └──► pkg/HASH/parts.js, pkg/HASH/split_later.wasm
//! style/   ──► lightningcss ──► pkg/style-HASH.css
//! public/  ──► copied with their own names: the address of a service worker must never change
//! ```
//!
//! Each file is also written as `.br` and `.gz`, so that the server compresses nothing while it
//! answers. `assets.json` tells the server the names of this build. The names carry a hash of the
//! content, so that browsers may keep the files for ever; the files of the program name each other,
//! and share one hash in the name of their folder.
//!
//! The program is cut in two (`later.rs` says why). What only the second half reaches is known from
//! the linker's relocations.
//!
//! It is a library call to wasm-bindgen instead of its command line tool, because the lock file
//! then holds both halves of wasm-bindgen at the same version; they only work together.
//!
//! `wasm-opt` is left out on purpose: it makes the module smaller, but not what is sent of it, and an
//! old one, such as Debian 12's, makes a module without complaint that fails in the browser.

use std::{
    collections::hash_map::DefaultHasher,
    error::Error,
    fs,
    hash::Hasher,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use flate2::{Compression, write::GzEncoder};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};
use wasm_bindgen_cli_support::Bindgen;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const USAGE: &str = "usage: build-site --wasm PATH --style FILE --public FOLDER --out FOLDER";

/// The script that makes the first half of the program.
const MODULE: &str = "board.js";

/// The script that fetches the second half of the program.
const LINK: &str = "parts.js";

/// A file instead of a script in the page: the content security policy then needs no exception.
const START: &str = "import init, { hydrate } from './board.js';\n\
                     await init({ module_or_path: new URL('./board.wasm', import.meta.url) });\n\
                     hydrate();\n";

/// What the site is made of. A change of this program counts too.
const PROGRAM: &str = include_str!("build_site.rs");

/// Holds the hash of the inputs. Its presence also says that the folder was made by this program
/// and may be replaced.
const INPUTS: &str = ".inputs";

/// The oldest browsers that know `light-dark()`, so that it, cascade layers and nesting are left
/// as they are written and only missing vendor prefixes are added.
const BROWSERS: Browsers = Browsers {
    chrome: Some(version(123, 0)),
    edge: Some(version(123, 0)),
    firefox: Some(version(120, 0)),
    safari: Some(version(17, 5)),
    ios_saf: Some(version(17, 5)),
    samsung: Some(version(27, 0)),
    opera: None,
    android: None,
    ie: None,
};

const fn version(major: u32, minor: u32) -> u32 {
    (major << 16) | (minor << 8)
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to do about a closed standard error.
            writeln!(io::stderr(), "site: {error}").unwrap_or_default();
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let args = Args::parse(std::env::args().skip(1))?;
    let inputs = hash_of_inputs(&args)?;
    let made_from = fs::read_to_string(args.out.join(INPUTS));
    if made_from
        .as_ref()
        .is_ok_and(|made_from| *made_from == inputs)
    {
        writeln!(
            io::stdout(),
            "site: nothing has changed since {} was made",
            args.out.display()
        )?;
        return Ok(());
    }
    if args.out.exists() && made_from.is_err() {
        let out = args.out.display();
        return Err(format!("{out} was not made by this program; it is not replaced").into());
    }

    // The new folder is finished before it takes the old one's place, so that a failure, for
    // example an error in a style sheet, leaves a site that works.
    let mut site = Site::new(args.out.with_extension("new"))?;
    add_public(&mut site, &args.public, Path::new(""))?;
    let script = add_wasm(&mut site, &args.wasm)?;
    let style = add_style(&mut site, &args.style)?;
    site.write("assets.json", assets_json(&script, &style).as_bytes())?;
    fs::write(site.folder.join(INPUTS), inputs)?;
    if args.out.exists() {
        fs::remove_dir_all(&args.out)?;
    }
    fs::rename(&site.folder, &args.out)?;
    site.print_table()?;
    Ok(())
}

struct Args {
    wasm: PathBuf,
    style: PathBuf,
    public: PathBuf,
    out: PathBuf,
}

impl Args {
    fn parse(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let (mut wasm, mut style, mut public, mut out) = (None, None, None, None);
        while let Some(word) = words.next() {
            let slot = match word.as_str() {
                "--wasm" => &mut wasm,
                "--style" => &mut style,
                "--public" => &mut public,
                "--out" => &mut out,
                _ => return Err(format!("{word} is not known. {USAGE}").into()),
            };
            *slot = words.next().map(PathBuf::from);
        }
        Ok(Self {
            wasm: wasm.ok_or(USAGE)?,
            style: style.ok_or(USAGE)?,
            public: public.ok_or(USAGE)?,
            out: out.ok_or(USAGE)?,
        })
    }
}

/// The names under which the page finds its program.
struct Script {
    start: String,
    module: String,
    link: String,
    wasm: String,
    later: String,
}

fn add_wasm(site: &mut Site, path: &Path) -> Outcome<Script> {
    let program = fs::read(path)?;
    let folder = format!("pkg/{}", hash(&[PROGRAM.as_bytes(), &program]));
    let parts = cut(&program, &path.with_extension("parts"))?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&parts.board)
        .web(true)?
        .typescript(false)
        // The second half looks for what the linker has named.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let inline_scripts = output.snippets().values().map(Vec::len).sum::<usize>();
    if inline_scripts + output.local_modules().len() > 0 {
        return Err("a crate brings JavaScript of its own; this program does not copy it".into());
    }
    let mut add = |name: &str, content: &[u8]| {
        let name = format!("{folder}/{name}");
        site.write(&name, content).map(|()| name)
    };
    Ok(Script {
        start: add("start.js", START.as_bytes())?,
        module: add(MODULE, output.js().as_bytes())?,
        link: add(LINK, &fs::read(&parts.link)?)?,
        wasm: add("board.wasm", &output.wasm_mut().emit_wasm())?,
        later: add(
            file_name(&parts.later)?,
            &without_names(&fs::read(&parts.later)?)?,
        )?,
    })
}

/// The files of a program that was cut in two.
struct Parts {
    /// The half for the board, before wasm-bindgen has seen it.
    board: PathBuf,
    /// The half that is fetched later.
    later: PathBuf,
    /// The script that fetches it.
    link: PathBuf,
}

fn cut(program: &[u8], folder: &Path) -> Outcome<Parts> {
    let board = folder.join("board.wasm");
    let link_name = format!("./{LINK}");
    let main_module = format!("./{MODULE}");
    let mut options = wasm_split_cli_support::Options::new(program);
    options.output_dir = folder;
    options.main_out_path = &board;
    options.link_name = &link_name;
    options.main_module = &main_module;
    let split = wasm_split_cli_support::transform(options).map_err(|error| format!("{error:#}"))?;
    let [later] = <[PathBuf; 1]>::try_from(split.split_modules)
        .map_err(|files| format!("the program has {} later parts, not one", files.len()))?;
    Ok(Parts {
        board,
        later,
        link: folder.join(LINK),
    })
}

/// A module written anew: without the names of its functions, which are a third of it, and without
/// the room that the linker left in its numbers.
fn without_names(module: &[u8]) -> Outcome<Vec<u8>> {
    let mut config = walrus::ModuleConfig::new();
    config
        .generate_name_section(false)
        .generate_producers_section(false);
    let mut parsed = config.parse(module).map_err(|error| format!("{error:#}"))?;
    Ok(parsed.emit_wasm())
}

fn file_name(path: &Path) -> Outcome<&str> {
    let name = path.file_name().and_then(|name| name.to_str());
    Ok(name.ok_or("a part of the program has no name")?)
}

fn add_style(site: &mut Site, main: &Path) -> Outcome<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    // The errors name file, line and column, but borrow from `files`: they are turned into text.
    let mut sheet = bundler.bundle(main).map_err(|error| error.to_string())?;
    let targets = Targets::from(BROWSERS);
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| error.to_string())?;
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| error.to_string())?;
    site.write_hashed("pkg/style", "css", printed.code.as_bytes())
}

fn add_public(site: &mut Site, folder: &Path, name: &Path) -> Outcome {
    for path in sorted_entries(folder)? {
        let name = name.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            add_public(site, &path, &name)?;
        } else {
            site.write(&name.to_string_lossy(), &fs::read(&path)?)?;
        }
    }
    Ok(())
}

fn assets_json(script: &Script, style: &str) -> String {
    let Script {
        start,
        module,
        link,
        wasm,
        later,
    } = script;
    format!(
        "{{\"script\":\"/{start}\",\"preload\":[\"/{module}\",\"/{link}\",\"/{wasm}\"],\
         \"later\":\"/{later}\",\"style\":\"/{style}\"}}\n"
    )
}

/// The folder being written, and what the table at the end shows.
struct Site {
    folder: PathBuf,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    plain: usize,
    gzip: Option<usize>,
    brotli: Option<usize>,
}

impl Site {
    fn new(folder: PathBuf) -> Outcome<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            rows: Vec::new(),
        })
    }

    fn write_hashed(&mut self, stem: &str, extension: &str, content: &[u8]) -> Outcome<String> {
        let name = format!("{stem}-{}.{extension}", hash(&[content]));
        self.write(&name, content)?;
        Ok(name)
    }

    fn write(&mut self, name: &str, content: &[u8]) -> Outcome {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(&path, content)?;
        let mut row = Row {
            name: name.to_owned(),
            plain: content.len(),
            gzip: None,
            brotli: None,
        };
        if gains_from_compression(&path) {
            let (gzip, brotli) = (gzip(content)?, brotli(content)?);
            row.gzip = Some(gzip.len());
            row.brotli = Some(brotli.len());
            fs::write(self.folder.join(format!("{name}.gz")), gzip)?;
            fs::write(self.folder.join(format!("{name}.br")), brotli)?;
        }
        self.rows.push(row);
        Ok(())
    }

    fn print_table(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "{:<40}{:>10}{:>10}{:>10}",
            "file", "bytes", "gzip", "brotli"
        )?;
        for Row {
            name,
            plain,
            gzip,
            brotli,
        } in &self.rows
        {
            let [gzip, brotli] =
                [gzip, brotli].map(|size| size.map_or("-".to_owned(), |size| size.to_string()));
            writeln!(out, "{name:<40}{plain:>10}{gzip:>10}{brotli:>10}")?;
        }
        Ok(())
    }
}

/// Pictures are compressed already; `assets.json` is read by the server only.
fn gains_from_compression(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    matches!(
        &*extension,
        "css" | "html" | "js" | "svg" | "txt" | "wasm" | "webmanifest"
    )
}

fn gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    encoder.finish()
}

fn brotli(mut content: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut content, &mut compressed, &params)?;
    Ok(compressed)
}

fn hash_of_inputs(args: &Args) -> Outcome<String> {
    let wasm = fs::read(&args.wasm)?;
    let mut inputs = vec![PROGRAM.as_bytes().to_vec(), wasm];
    let styles = args.style.parent().unwrap_or(Path::new("."));
    for folder in [styles, &args.public] {
        read_folder(folder, &mut inputs)?;
    }
    let inputs: Vec<&[u8]> = inputs.iter().map(Vec::as_slice).collect();
    Ok(hash(&inputs))
}

fn read_folder(folder: &Path, contents: &mut Vec<Vec<u8>>) -> Outcome {
    for path in sorted_entries(folder)? {
        contents.push(path.as_os_str().as_encoded_bytes().to_vec());
        if path.is_dir() {
            read_folder(&path, contents)?;
        } else {
            contents.push(fs::read(&path)?);
        }
    }
    Ok(())
}

/// Sorted, because a file system lists its files in any order and the hash must not depend on it.
fn sorted_entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Tells contents apart; it protects nothing, so the hasher of the standard library is enough.
fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        hasher.write_usize(part.len());
        hasher.write(part);
    }
    format!("{:016x}", hasher.finish())
}
