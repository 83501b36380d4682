//! Sorting in a browser.
//!
//! The standard library compiles its sort anew for every type that is sorted, four kilobytes each
//! time, and every phone downloads them. Here one compiled sort puts numbers in order, and the items
//! follow. What only a server sorts uses the standard library.

use std::cmp::Ordering;

/// Sorts by a key. Items with equal keys keep their order. The key is asked for at each comparison.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts by a comparison. Items that are equal keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = in_order(items.len(), &|one, other| {
        compare(&items[one], &items[other])
    });
    // `order[place]` says which item belongs at `place`. Each cycle of places is walked once.
    for start in 0..order.len() {
        let mut place = start;
        while order[place] != start {
            let from = order[place];
            items.swap(place, from);
            order[place] = place;
            place = from;
        }
        order[place] = place;
    }
}

fn in_order(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        let mut chance = fastrand::Rng::with_seed(7);
        for length in 0..60 {
            // Few keys for many items, so that the order of equal ones counts.
            let mut items: Vec<(u8, usize)> = (0..length).map(|at| (chance.u8(0..9), at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }
}
