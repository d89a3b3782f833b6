//! Where a launch comes from, for the command line that repeats what was done with it.

use downrange::text::shell_quote;

/// Where a launch comes from, and what was changed in it.
#[derive(Debug, Clone, Default)]
pub struct LaunchOrigin {
    /// The path that was given, or what stands for a text.
    pub launch: String,
    /// Options of the command line that it was read with, and their values.
    pub options: Vec<(&'static str, String)>,
    /// What was set in it, as `rocket.mass=2`, in order.
    pub set: Vec<String>,
    /// Whether it may name files outside its folder.
    pub allow_outside: bool,
}

impl LaunchOrigin {
    /// The options as words of a command line.
    pub fn words(&self) -> Vec<String> {
        let options = self.options.iter();
        options
            .flat_map(|(name, value)| [(*name).to_owned(), value.clone()])
            .collect()
    }

    /// The command line that does the same: a command with those of its options that have a value.
    pub fn command(&self, command: &str, options: &[(&str, Option<String>)]) -> String {
        let mut words = format!("downrange {command} {}", shell_quote(&self.launch));
        let mut option = |name: &str, value: &str| {
            words.push_str(&format!(" {name} {}", shell_quote(value)));
        };
        for (name, value) in &self.options {
            option(name, value);
        }
        for set in &self.set {
            option("--set", set);
        }
        if self.allow_outside {
            words.push_str(" --allow-outside");
        }
        for (name, value) in options {
            if let Some(value) = value {
                words.push_str(&format!(" {name} {}", shell_quote(value)));
            }
        }
        words
    }
}
