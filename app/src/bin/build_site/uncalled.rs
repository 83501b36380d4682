//! Empties functions that are in the module although nothing calls them.
//!
//! Every view is kept behind a table of functions, and the table names what the views can do in
//! other ways of starting a page as well. The linker cannot know that ours starts in one way only.

use std::error::Error;

use walrus::{FunctionBuilder, FunctionId, FunctionKind, Module};

/// Parts of the names of functions that belong to those other ways: a page whose parts arrive one
/// by one, and a page that is made from templates. Calling one would stop the page at once, which
/// every browser test would see.
const OTHER_WAYS: [&str; 2] = ["hydrate_async", "hydrate_from_template"];

/// The module with those functions empty. wasm-bindgen then drops what only they had called.
pub(crate) fn empty(wasm: &[u8]) -> Result<Module, Box<dyn Error>> {
    let mut module = Module::from_buffer(wasm).map_err(|error| error.to_string())?;
    let uncalled: Vec<FunctionId> = module
        .funcs
        .iter_local()
        .filter(|(id, _)| {
            let name = module.funcs.get(*id).name.as_deref().unwrap_or_default();
            OTHER_WAYS.iter().any(|way| name.contains(way))
        })
        .map(|(id, _)| id)
        .collect();
    // Without this a compiler that names functions in another way would let the site grow.
    if uncalled.is_empty() {
        return Err("the module has no function that is known not to be called".into());
    }
    for id in uncalled {
        let kind = FunctionKind::Local(trap(&mut module, id));
        module.funcs.get_mut(id).kind = kind;
    }
    Ok(module)
}

/// A function of the same type that does nothing but stop the program.
fn trap(module: &mut Module, id: FunctionId) -> walrus::LocalFunction {
    let of = module.types.get(module.funcs.get(id).ty());
    let (params, results) = (of.params().to_vec(), of.results().to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &params, &results);
    body.func_body().unreachable();
    let args = params.iter().map(|kind| module.locals.add(*kind)).collect();
    body.local_func(args)
}
