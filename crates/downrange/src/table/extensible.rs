//! A table whose upper part is made when somebody first looks there.

use super::{NodeTable, TableCell};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// `C` columns over height. Most flights stay below the border and never pay for what is above it; the nodes, and with
/// them the digits, do not depend on who looked.
#[derive(Clone)]
pub struct ExtensibleTable<const C: usize> {
    border: f64,
    lower: NodeTable<C>,
    upper: OnceLock<NodeTable<C>>,
    extend: Arc<dyn Fn() -> NodeTable<C> + Send + Sync>,
}

impl<const C: usize> ExtensibleTable<C> {
    /// From the part below a border, and how to make the part that begins there.
    pub fn new(
        lower: NodeTable<C>,
        extend: impl Fn() -> NodeTable<C> + Send + Sync + 'static,
    ) -> Self {
        let nodes = lower.nodes();
        Self {
            border: nodes[nodes.len() - 1],
            lower,
            upper: OnceLock::new(),
            extend: Arc::new(extend),
        }
    }

    /// The cell that holds a height (the end cell beyond the ends) and the distance from its start, held at the ends.
    #[inline(always)]
    pub(crate) fn locate(&self, height: f64) -> (&[[f64; 4]; C], f64) {
        // What is no number is no reason to make the upper part.
        if height >= self.border {
            self.above().locate(height)
        } else {
            self.lower.locate(height)
        }
    }

    /// See [`NodeTable::cell`].
    #[inline(always)]
    pub(crate) fn cell(&self, height: f64) -> TableCell<f64, C> {
        if height >= self.border {
            self.above().cell(height)
        } else {
            self.lower.cell(height)
        }
    }

    /// See [`NodeTable::next_node`].
    pub(crate) fn next_node(
        &self,
        height: f64,
        rising: bool,
        share: f64,
        most: f64,
    ) -> Option<f64> {
        let lower = || self.lower.next_node(height, rising, share, most);
        let upper = || self.above().next_node(height, rising, share, most);
        match (rising, height > self.border) {
            (true, false) => lower().or_else(upper),
            (true, true) => upper(),
            (false, false) => lower(),
            (false, true) => upper().or_else(lower),
        }
    }

    #[cold]
    fn above(&self) -> &NodeTable<C> {
        self.upper.get_or_init(|| (self.extend)())
    }
}

impl<const C: usize> fmt::Debug for ExtensibleTable<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ExtensibleTable");
        shown
            .field("lower", &self.lower)
            .field("upper", &self.upper);
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    /// Both parts are looked up as one table would be, whichever is looked at first; a height that is no number is answered.
    #[test]
    fn both_parts_are_one_table() {
        let part = |from: u32, to: u32| {
            let nodes: Vec<f64> = (from..=to).map(f64::from).collect();
            let values: Vec<[f64; 1]> = nodes.iter().map(|x| [x * x]).collect();
            NodeTable::straight(nodes, &values)
        };
        let whole = part(0, 9);
        let table = ExtensibleTable::new(part(0, 4), move || part(4, 9));
        for x in [8.5, 3.5, 4.0, -1.0, 12.0, 3.999] {
            let [expected] = f64::look_up_with_slope(&whole, x).0;
            assert_eq!(f64::look_up_extensible(&table, x), [expected], "{x}");
        }
        let _ = f64::look_up_extensible(&table, f64::NAN);
    }
}
