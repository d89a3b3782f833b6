//! A launch with everything that is uncertain about it, ready to be varied a million times.
//!
//! The file and the files it names are read once. What no uncertain number can change is built once too and kept (see
//! [`TomlSource::once`]); a sample builds the rest from the tree of values, by the same code as the first reading, so that
//! both come to the same digits.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use downrange::dispersion::{
    Correlation, Ensemble, LaunchBuilder, Sampler, Uncertainty, WindUncertainty,
};
use downrange::error::Fault;
use downrange::flight::Launch;
use downrange::quantity::Dimension;
use self_cell::self_cell;
use toml::de::{DeTable, DeValue};

use super::build::{build, described};
use super::design;
use super::dispersion;
use super::keys::LAUNCH;
use crate::digest::digest;
use crate::error::Error;
use crate::files::Files;
use crate::motors::{MotorSupply, PackedMotor};
use crate::toml_file::check::check;
use crate::toml_file::open::table;
use crate::toml_file::source::{Address, ReuseCache, ReuseMode, TomlSource, address};
use crate::toml_file::uncertain::{self, DispersedNumber};
use crate::warning::Warning;

self_cell!(
    /// A text and its tree of values, which borrows from it. It never moves, so an address is a name.
    struct Tree {
        owner: String,
        #[covariant]
        dependent: DeTable,
    }
);

/// A launch file with everything that is uncertain about it.
pub struct Dispersed {
    /// The launch as it is meant.
    pub launch: Launch,
    /// What is uncertain: the numbers of the file in their order, then what `[dispersion]` says.
    pub uncertainty: Uncertainty,
    /// What each input of it measures.
    pub dimensions: Vec<Dimension>,
    /// Which inputs go together.
    pub correlations: Vec<Correlation>,
    /// Members one of which is the weather.
    pub ensemble: Ensemble,
    /// What was read otherwise than it stands (see [`ReadLaunch`](crate::ReadLaunch)).
    pub warnings: Vec<Warning>,
    /// Digest of the name of the launch, the text of its file, and the names and bytes of the files that it names: what is read the same
    /// is flown the same, and no change of this library alters it.
    pub digest: String,
    tree: Tree,
    file: String,
    files: Arc<dyn Files>,
    name: String,
    numbers: Vec<DispersedNumber>,
    places: HashMap<Address, usize>,
    kept: ReuseCache,
}

/// Reads a launch file, the files that it names, and all that is uncertain. No file is read afterwards.
///
/// # Errors
/// The first thing that is wrong, with its place (see [`Error`]).
pub fn read(
    file: &str,
    name: &str,
    text: &str,
    files: &Arc<dyn Files>,
    library: Option<&MotorSupply>,
) -> Result<Dispersed, Error> {
    let (file, name, files) = (file.to_owned(), name.to_owned(), Arc::clone(files));
    let tree = Tree::try_new(text.to_owned(), |text| table(&file, text))?;
    let root = tree.borrow_dependent();
    let told = RefCell::default();
    let first = RefCell::new(ReuseCache::default());
    let source = TomlSource {
        told: Some(&told),
        reading: ReuseMode::First(&first),
        library,
        ..TomlSource::new(&file, tree.borrow_owner(), &LAUNCH, &*files)
    };
    design::refuse(&source, root)?;
    let numbers = check(&source, &LAUNCH, root)?;
    let places = uncertain::places(&numbers);
    let nominal: Vec<f64> = numbers.iter().map(|number| number.nominal).collect();
    mark(root, &places, &mut first.borrow_mut().open);
    let source = TomlSource {
        uncertain: Some(&places),
        values: &nominal,
        ..source
    };
    let launch = described(&source, root, &name)?;
    let read = dispersion::read(&source, root, &launch, &numbers)?;
    let inputs = read.uncertainty.inputs().iter();
    let kept = first.into_inner();
    // Of several designations that are found in one file that file is read once.
    let found: BTreeMap<String, &[u8]> = (kept.motors.values())
        .map(|motor| (motor.file_key(), &*motor.library_motor.bytes))
        .collect();
    let named = kept.files.iter();
    let named = named.map(|(name, (_, bytes))| (name.as_str(), bytes.as_slice()));
    let found = found.iter().map(|(name, bytes)| (name.as_str(), *bytes));
    let digest = digest(&launch.name, tree.borrow_owner(), named.chain(found));
    let dimensions = inputs
        .map(|input| dispersion::dimension(&input.target, &numbers))
        .collect();
    Ok(Dispersed {
        digest,
        launch,
        uncertainty: read.uncertainty,
        dimensions,
        correlations: read.correlations,
        ensemble: read.ensemble,
        warnings: told.into_inner().warnings,
        file,
        files,
        name,
        kept,
        numbers,
        places,
        tree,
    })
}

/// Marks the tables and values in which an uncertain number stands; says whether there is one.
fn mark(
    table: &DeTable<'_>,
    places: &HashMap<Address, usize>,
    open: &mut HashSet<Address>,
) -> bool {
    let mut any = false;
    for value in table.values() {
        let inside = match value.get_ref() {
            _ if places.contains_key(&address(value)) => true,
            DeValue::Table(inner) => mark(inner, places, open),
            DeValue::Array(items) => {
                let mut any = false;
                for item in items {
                    if let DeValue::Table(inner) = item.get_ref()
                        && mark(inner, places, open)
                    {
                        any = open.insert(address(item)) || any;
                    }
                }
                any
            }
            _ => false,
        };
        if inside {
            any = open.insert(address(value)) || any;
        }
    }
    if any {
        open.insert(address(table));
    }
    any
}

impl Dispersed {
    /// What is dispersed, as the core takes it.
    pub fn sampler(&self) -> Sampler<'_> {
        Sampler {
            nominal: &self.launch,
            uncertainty: &self.uncertainty,
            ensemble: &self.ensemble,
            builder: self,
        }
    }

    /// Whether nothing varies: every flight would be the same.
    pub fn is_certain(&self) -> bool {
        self.uncertainty.inputs().is_empty()
            && self.uncertainty.winds() == &WindUncertainty::default()
    }

    /// The bytes of the files that the launch file names, by the names that stand in it, and the motors that it names by their
    /// designation alone.
    pub(super) fn into_read(self) -> (BTreeMap<String, Vec<u8>>, BTreeMap<String, PackedMotor>) {
        let ReuseCache { files, motors, .. } = self.kept;
        let (files, motors) = (files.into_iter(), motors.iter());
        (
            files.map(|(name, (_, bytes))| (name, bytes)).collect(),
            motors
                .map(|(wanted, motor)| (wanted.clone(), motor.into()))
                .collect(),
        )
    }

    /// The launch of one sample of the dispersion with a seed.
    ///
    /// # Errors
    /// When the values drawn make no launch that can be.
    pub fn sampled_launch(&self, seed: u64, sample: u64) -> Result<Launch, Error> {
        let drawn = self.sampler().sample(seed, sample).launch;
        drawn.map_err(|fault| {
            Error::of_file(&*self.file, format!("sample {sample} cannot be: {fault}"))
        })
    }
}

impl LaunchBuilder for Dispersed {
    fn build(&self, values: &[f64]) -> Result<Launch, Fault> {
        let source = TomlSource {
            file: &self.file,
            text: self.tree.borrow_owner(),
            section: &LAUNCH,
            // All were read the first time.
            files: &*self.files,
            library: None,
            uncertain: Some(&self.places),
            values,
            reading: ReuseMode::Again(&self.kept),
            told: None,
        };
        build(&source, self.tree.borrow_dependent(), &self.name).map_err(|error| {
            let at = error.position();
            let number = self.numbers.iter().find(|number| number.span.contains(&at));
            let place = number.map_or("", |number| &number.place);
            Fault::new(place, error.message())
        })
    }
}
