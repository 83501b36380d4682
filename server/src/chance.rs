//! The only source of chance: the operating system's.

/// A seed for one decision.
#[must_use]
pub fn seed() -> u64 {
    u64::from_le_bytes(bytes())
}

/// A generator for what need not be secret: ids and jitter.
#[must_use]
pub fn rng() -> fastrand::Rng {
    fastrand::Rng::with_seed(seed())
}

/// Random bytes that nobody can guess: session tokens and keys.
///
/// # Panics
///
/// Panics if the operating system gives no random numbers. Nothing that follows
/// would be safe then.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random numbers");
    bytes
}
