//! Reads what the server wrote, with as little code as will do.
//!
//! Serde makes code for each type and for each way to read it: as a list or as a map, its fields
//! by name or by number, with a sentence for each mistake. That was more than a third of the
//! program that browsers download. A [`Tree`] knows one way to read each thing, and one mistake.
//! Names of fields and variants are looked up here, so that the code of the types holds numbers
//! instead of comparisons. That rules out `serde(alias)`.
//!
//! An enum with its tag beside its fields (`{"kind": "placed", …}`) would make serde copy the
//! value and read the copy by code of its own. For the browser such enums are therefore declared
//! without the tag, which [`Tree`] finds itself (ADR 0021).

mod unread;

use std::fmt;

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, EnumAccess, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value, map};

pub use unread::Unread;

/// The text is not what was expected. It was written for this very program, so that details
/// would help nobody who meets this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// Reads a value that the server wrote as JSON.
///
/// # Errors
///
/// When the text is no JSON, or not that of a `T`.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let value = serde_json::from_str(text).map_err(|_| Unreadable)?;
    T::deserialize(Tree(value))
}

/// The names under which the variant of an enum may stand beside its fields.
const TAGS: [&str; 2] = ["kind", "type"];

/// The names of the fields of a struct, or of the variants of an enum, in their order.
type Names = &'static [&'static str];

/// The place of a name, by which serde's code knows a field or a variant as well.
fn number(name: &str, names: Names) -> Option<usize> {
    names.iter().position(|one| *one == name)
}

/// A value that has been parsed and is read once.
struct Tree(Value);

impl Tree {
    fn integer(&self) -> Result<i64, Unreadable> {
        self.0.as_i64().ok_or(Unreadable)
    }

    fn natural(&self) -> Result<u64, Unreadable> {
        self.0.as_u64().ok_or(Unreadable)
    }

    fn real(&self) -> Result<f64, Unreadable> {
        self.0.as_f64().ok_or(Unreadable)
    }

    fn truth(&self) -> Result<bool, Unreadable> {
        self.0.as_bool().ok_or(Unreadable)
    }

    fn text(self) -> Result<String, Unreadable> {
        match self.0 {
            Value::String(text) => Ok(text),
            _ => Err(Unreadable),
        }
    }

    fn list(self) -> Result<List, Unreadable> {
        match self.0 {
            Value::Array(values) => Ok(List(values.into_iter())),
            _ => Err(Unreadable),
        }
    }

    fn entries(self) -> Result<Entries, Unreadable> {
        match self.0 {
            Value::Object(entries) => Ok(Entries {
                rest: entries.into_iter(),
                value: Value::Null,
            }),
            _ => Err(Unreadable),
        }
    }

    fn fields(self, names: Names) -> Result<Fields, Unreadable> {
        let entries = self.entries()?;
        Ok(Fields { names, entries })
    }

    /// The variant of an enum: a name alone, a name beside its fields, or a name with its content.
    fn variant(self, names: Names) -> Result<Variant, Unreadable> {
        let (name, content) = match self.0 {
            Value::String(name) => (number(&name, names), Value::Null),
            Value::Object(fields) => Variant::parts(fields, names)?,
            _ => return Err(Unreadable),
        };
        // A field that is not known is passed over; a variant that is not known is a mistake.
        let name = name.ok_or(Unreadable)?;
        Ok(Variant { name, content })
    }
}

/// Methods that read a value in the one way that its type asks for, whatever else it says of itself.
macro_rules! read_as {
    ($($method:ident($($more:ty),*) $visit:ident $take:ident;)*) => {$(
        fn $method<V: Visitor<'de>>(
            self,
            $(_: $more,)*
            visitor: V,
        ) -> Result<V::Value, Unreadable> {
            visitor.$visit(self.$take()?)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Tree {
    type Error = Unreadable;

    read_as! {
        deserialize_bool() visit_bool truth;
        deserialize_i8() visit_i64 integer;
        deserialize_i16() visit_i64 integer;
        deserialize_i32() visit_i64 integer;
        deserialize_i64() visit_i64 integer;
        deserialize_u8() visit_u64 natural;
        deserialize_u16() visit_u64 natural;
        deserialize_u32() visit_u64 natural;
        deserialize_u64() visit_u64 natural;
        deserialize_f64() visit_f64 real;
        deserialize_string() visit_string text;
        deserialize_seq() visit_seq list;
        deserialize_tuple(usize) visit_seq list;
        deserialize_tuple_struct(&'static str, usize) visit_seq list;
        deserialize_map() visit_map entries;
        deserialize_identifier() visit_u64 natural;
    }

    // Not in any type that the browser reads.
    forward_to_deserialize_any! { f32 char bytes byte_buf unit_struct }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            value => visitor.visit_some(Self(value)),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.fields(names)?)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.variant(names)?)
    }

    /// For types that keep their tag. It costs what this module saves, so that in the browser
    /// no type should need it.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        self.0.deserialize_any(visitor).map_err(|_| Unreadable)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

/// What is left of a list.
struct List(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for List {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        match self.0.next() {
            Some(value) => seed.deserialize(Tree(value)).map(Some),
            None => Ok(None),
        }
    }
}

/// What is left of a map.
struct Entries {
    rest: map::IntoIter,
    /// Of the key that was read last.
    value: Value,
}

impl Entries {
    fn next(&mut self) -> Option<String> {
        let (name, value) = self.rest.next()?;
        self.value = value;
        Some(name)
    }

    fn value(&mut self) -> Tree {
        Tree(std::mem::take(&mut self.value))
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        match self.next() {
            Some(name) => seed.deserialize(Tree(Value::String(name))).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(self.value())
    }
}

/// What is left of a struct.
struct Fields {
    names: Names,
    entries: Entries,
}

impl Fields {
    /// The number of the next field that is known.
    fn next(&mut self) -> Option<usize> {
        loop {
            let name = self.entries.next()?;
            let number = number(&name, self.names);
            if number.is_some() {
                return number;
            }
        }
    }
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Unreadable> {
        match self.next() {
            Some(number) => seed.deserialize(Tree(number.into())).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Unreadable> {
        seed.deserialize(self.entries.value())
    }
}

/// A variant of an enum.
struct Variant {
    name: usize,
    content: Value,
}

impl Variant {
    /// The number of its name, if it is known, and its content.
    fn parts(
        mut fields: Map<String, Value>,
        names: Names,
    ) -> Result<(Option<usize>, Value), Unreadable> {
        for tag in TAGS {
            let name = fields.get(tag).and_then(Value::as_str);
            let number = name.and_then(|name| number(name, names));
            if number.is_some() {
                fields.remove(tag);
                return Ok((number, Value::Object(fields)));
            }
        }
        let (name, content) = fields.into_iter().next().ok_or(Unreadable)?;
        Ok((number(&name, names), content))
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Tree;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Tree), Unreadable> {
        let name = seed.deserialize(Tree(self.name.into()))?;
        Ok((name, Tree(self.content)))
    }
}

impl<'de> VariantAccess<'de> for Tree {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_seq(self.list()?)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_map(self.fields(names)?)
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what the server wrote could not be read")
    }
}

impl std::error::Error for Unreadable {}

/// Serde's own sentences are left out by answering before they are made.
impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: Names) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: Names) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests;
