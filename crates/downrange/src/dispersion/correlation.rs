//! Correlations between inputs.
//!
//! Correlated inputs get correlated normal numbers `z = L g`, with g independent and `L Lᵀ` the matrix of the given
//! coefficients (Cholesky), and each input takes the value at the probability of its own z: a Gaussian copula (Nelsen
//! 2006, *An Introduction to Copulas*, 2nd ed.; in simulation: Cario & Nelson 1997, "Modeling and generating random
//! vectors with arbitrary marginal distributions and correlation matrix"). Every input keeps its own distribution.
//!
//! A coefficient is that of the normal numbers. For two normal inputs it is their correlation; for others the
//! correlation of ranks is `6/π · asin(r/2)` (Kruskal 1958, *J. Amer. Stat. Assoc.* 53), at most 0.018 from r: test
//! `ranks_follow_the_coefficient`. Pairs of which nothing is said are independent.
//!
//! The factorisation is written here because it must say which input has correlations that no numbers can have;
//! libraries only say that there is one.

use crate::error::Fault;
use std::collections::HashMap;

/// The correlation of two inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Correlation {
    /// Their names.
    pub inputs: [String; 2],
    /// Coefficient, −1 to 1.
    pub coefficient: f64,
}

/// Correlations of inputs, ready to use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CholeskyFactor {
    /// The inputs that take part, by their position among all.
    members: Vec<usize>,
    /// Rows of L, up to the diagonal.
    rows: Vec<Vec<f64>>,
}

/// Longer names are not looked through for what was meant.
const LONGEST: usize = 200;

/// A variance below this is none: rounding of a matrix that is singular, as with a coefficient of 1.
const NONE: f64 = 1e-12;

impl CholeskyFactor {
    /// The coupling of inputs with the given names.
    ///
    /// # Errors
    /// At `[i]`: the i-th correlation names an input that is not there, one input twice, a pair that was already
    /// said, or a coefficient outside −1 to 1. At no place: the coefficients contradict each other.
    ///
    /// ```
    /// use downrange::dispersion::{Correlation, CholeskyFactor};
    /// let thrust_and_delay = Correlation { inputs: ["thrust".into(), "delay".into()], coefficient: -0.6 };
    /// let coupling = CholeskyFactor::new(&["thrust", "mass", "delay"], &[thrust_and_delay])?;
    /// let mut normals = [1.0, 2.0, 0.0];
    /// coupling.apply(&mut normals);
    /// assert_eq!(normals, [1.0, 2.0, -0.6]);
    /// # Ok::<(), downrange::error::Fault>(())
    /// ```
    pub fn new(names: &[&str], given: &[Correlation]) -> Result<Self, Fault> {
        let mut pairs: HashMap<[usize; 2], f64> = HashMap::with_capacity(given.len());
        let mut positions: HashMap<&str, usize> = HashMap::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            positions.entry(name).or_insert(index);
        }
        for (index, correlation) in given.iter().enumerate() {
            let pair = pair(names, &positions, correlation)
                .map_err(|fault| fault.inside(&format!("[{index}]")))?;
            if pairs.insert(pair, correlation.coefficient).is_some() {
                let [a, b] = &correlation.inputs;
                let message = format!("`{a}` and `{b}` are correlated twice");
                return Err(Fault::new(format!("[{index}]"), message));
            }
        }
        let mut members: Vec<usize> = pairs.keys().flatten().copied().collect();
        members.sort_unstable();
        members.dedup();
        let coefficient = |a: usize, b: usize| {
            let pair = [a.min(b), a.max(b)];
            pairs.get(&pair).copied().unwrap_or(0.0)
        };
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(members.len());
        for (i, &member) in members.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            let mut left = 1.0;
            for (other, before) in members.iter().zip(&rows) {
                let shared: f64 = row.iter().zip(before).map(|(a, b)| a * b).sum();
                let rest = coefficient(member, *other) - shared;
                let pivot = before[row.len()];
                // The square root of what counts as no variance.
                if pivot == 0.0 && rest.abs() > 1e-6 {
                    return Err(contradiction(names, &pairs, member));
                }
                let entry = if pivot == 0.0 { 0.0 } else { rest / pivot };
                left -= entry * entry;
                row.push(entry);
            }
            if left < -NONE {
                return Err(contradiction(names, &pairs, member));
            }
            row.push(if left <= NONE { 0.0 } else { left.sqrt() });
            rows.push(row);
        }
        Ok(Self { members, rows })
    }

    /// The inputs that take part, by their position among all, rising.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// Turns independent standard normal numbers, one for each of all inputs, into correlated ones; those of inputs
    /// that take no part stay.
    pub fn apply(&self, normals: &mut [f64]) {
        // From the last, because a row only needs the numbers before it.
        for (member, row) in self.members.iter().zip(&self.rows).rev() {
            let terms = self.members.iter().zip(row);
            normals[*member] = terms.map(|(other, entry)| entry * normals[*other]).sum();
        }
    }
}

/// The positions of the two inputs, rising.
fn pair(
    names: &[&str],
    positions: &HashMap<&str, usize>,
    correlation: &Correlation,
) -> Result<[usize; 2], Fault> {
    let position = |name: &String| {
        positions.get(name.as_str()).copied().ok_or_else(|| {
            let fault = Fault::new("", format!("no input is called `{name}`"));
            // Long names are slow to compare.
            let near = names
                .iter()
                .filter(|other| name.len().max(other.len()) <= LONGEST)
                .map(|other| (strsim::damerau_levenshtein(name, other), other));
            match near.min_by_key(|(distance, _)| *distance) {
                Some((distance, other)) if distance <= 3 => {
                    fault.hint(format!("did you mean `{other}`?"))
                }
                _ => fault.hint(format!("the inputs are {}", names.join(", "))),
            }
        })
    };
    let [a, b] = &correlation.inputs;
    let (first, second) = (position(a)?, position(b)?);
    if first == second {
        let message = format!("`{a}` is correlated with itself");
        return Err(Fault::new("", message));
    }
    let coefficient = correlation.coefficient;
    if !(-1.0..=1.0).contains(&coefficient) {
        let message =
            format!("a correlation of {coefficient} between `{a}` and `{b}`; −1 to 1 was expected");
        return Err(Fault::new("", message));
    }
    Ok([first.min(second), first.max(second)])
}

/// Pairs that a message lists at most.
const LISTED: usize = 6;

/// The first of a list, and how many more there are.
fn first(mut list: Vec<String>) -> Vec<String> {
    let more = list.len().saturating_sub(LISTED);
    if more > 0 {
        list.truncate(LISTED);
        list.push(format!("{more} more"));
    }
    list
}

/// The fault of coefficients that no numbers can have, seen from the input where it shows.
fn contradiction(names: &[&str], pairs: &HashMap<[usize; 2], f64>, member: usize) -> Fault {
    let [mut its, mut others] = [Vec::new(), Vec::new()];
    let mut sorted: Vec<(&[usize; 2], &f64)> = pairs.iter().collect();
    sorted.sort_unstable_by_key(|(pair, _)| **pair);
    for ([a, b], coefficient) in sorted {
        if *a == member || *b == member {
            let other = if *a == member { b } else { a };
            its.push(format!("{coefficient} with `{}`", names[*other]));
        } else if *a < member && *b < member {
            others.push(format!("`{}` and `{}` {coefficient}", names[*a], names[*b]));
        }
    }
    let message = format!(
        "no numbers have these correlations: `{}` has {}, while {} have",
        names[member],
        first(its).join(" and "),
        first(others).join(", "),
    );
    Fault::new("", message)
        .hint("the matrix is not positive definite: bring one of them nearer to zero")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::dispersion::{RandomStream, normal};

    fn given(list: &[(&str, &str, f64)]) -> Vec<Correlation> {
        let one = |(a, b, coefficient): &(&str, &str, f64)| Correlation {
            inputs: [(*a).to_owned(), (*b).to_owned()],
            coefficient: *coefficient,
        };
        list.iter().map(one).collect()
    }

    /// Defends the factor: L Lᵀ is the matrix, of which a singular part is allowed.
    #[test]
    fn the_factor_gives_the_matrix_back() {
        let names = ["a", "b", "c", "d"];
        let list = [
            ("a", "b", 0.5),
            ("d", "a", -0.3),
            ("b", "d", 0.2),
            ("a", "c", 1.0),
            ("b", "c", 0.5),
            ("c", "d", -0.3),
        ];
        let coupling = CholeskyFactor::new(&names, &given(&list)).unwrap();
        for (a, b, coefficient) in list {
            let row = |name| &coupling.rows[names.iter().position(|n| *n == name).unwrap()];
            let product: f64 = row(a).iter().zip(row(b)).map(|(x, y)| x * y).sum();
            assert!((product - coefficient).abs() < 1e-15, "{a} {b}: {product}");
        }
    }

    /// Defends the copula: the ranks of 20,000 draws correlate as the formula says; five standard errors of 1/√n.
    #[test]
    fn ranks_follow_the_coefficient() {
        let coefficient = 0.7;
        let coupling =
            CholeskyFactor::new(&["a", "b"], &given(&[("a", "b", coefficient)])).unwrap();
        let streams = [RandomStream::named("a"), RandomStream::named("b")];
        let n = 20_000u64;
        let mean = (0..n).map(|i| {
            let mut z = streams.map(|stream| normal::quantile(stream.uniform(11, i)));
            coupling.apply(&mut z);
            // Twelve times the covariance of the probabilities is the correlation of ranks.
            12.0 * (normal::cumulative(z[0]) - 0.5) * (normal::cumulative(z[1]) - 0.5)
        });
        let mean = mean.sum::<f64>() / n as f64;
        let expected = 6.0 / std::f64::consts::PI * (0.5f64 * coefficient).asin();
        assert!(
            (mean - expected).abs() < 5.0 / (n as f64).sqrt(),
            "{mean} {expected}"
        );
    }

    /// Defends the messages: they name the inputs.
    #[test]
    fn refuses_what_no_numbers_have() {
        let refused = |list: &[(&str, &str, f64)]| {
            CholeskyFactor::new(&["mass", "thrust", "drag"], &given(list))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            refused(&[
                ("mass", "thrust", 0.9),
                ("thrust", "drag", 0.9),
                ("mass", "drag", -0.9)
            ]),
            "no numbers have these correlations: `drag` has -0.9 with `mass` and 0.9 with `thrust`, while `mass` and \
             `thrust` 0.9 have (the matrix is not positive definite: bring one of them nearer to zero)"
        );
        assert_eq!(
            refused(&[("mass", "thrust", 1.2)]),
            "[0]: a correlation of 1.2 between `mass` and `thrust`; −1 to 1 was expected"
        );
        assert_eq!(
            refused(&[("mass", "thrust", 0.2), ("thrust", "mass", 0.3)]),
            "[1]: `thrust` and `mass` are correlated twice"
        );
        assert_eq!(
            refused(&[("mass", "mass", 1.0)]),
            "[0]: `mass` is correlated with itself"
        );
        assert_eq!(
            refused(&[("mass", "thrsut", 0.1)]),
            "[0]: no input is called `thrsut` (did you mean `thrust`?)"
        );
        assert!(refused(&[("mass", "thrust", f64::NAN)]).starts_with("[0]: a correlation of NaN"));
        assert!(
            refused(&[("mass", "thrust", 1.0), ("mass", "drag", 0.5)])
                .contains("`drag` has 0.5 with `mass`")
        );
    }
}
