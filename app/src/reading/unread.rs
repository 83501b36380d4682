//! What is read by the second part of the program ([`crate::later`]), because only that part knows
//! what to do with it.

#[cfg(not(target_family = "wasm"))]
mod value {
    use serde::{Deserialize, Serialize};

    use crate::reading::Unreadable;

    /// A value that a browser reads later. Elsewhere it is the value itself.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(transparent)]
    pub struct Unread<T>(T);

    impl<T> Unread<T> {
        /// The value.
        ///
        /// # Errors
        ///
        /// In a browser: when what was sent is not that of a `T`.
        pub fn read(self) -> Result<T, Unreadable> {
            Ok(self.0)
        }
    }

    impl<T> From<T> for Unread<T> {
        fn from(value: T) -> Self {
            Self(value)
        }
    }
}

#[cfg(target_family = "wasm")]
mod value {
    use std::marker::PhantomData;

    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Deserializer, Serialize};
    use serde_json::Value;

    use crate::reading::{Tree, Unreadable};

    /// A value that is still as it was sent.
    #[derive(Clone, Debug, PartialEq, Serialize)]
    #[serde(transparent)]
    pub struct Unread<T>(Value, PhantomData<fn() -> T>);

    impl<'de, T> Deserialize<'de> for Unread<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Self(Value::deserialize(deserializer)?, PhantomData))
        }
    }

    impl<T: DeserializeOwned> Unread<T> {
        /// The value. Only what comes later may ask for it, or the code that reads it comes first.
        pub fn read(self) -> Result<T, Unreadable> {
            T::deserialize(Tree(self.0))
        }
    }
}

pub use value::Unread;
