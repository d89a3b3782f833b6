//! The figures by which a motor is looked up in a catalogue.

use super::description::Motor;

/// The greatest impulse of class A, N s; each class has twice that of the class before it (NFPA 1125, table of motor classes).
const CLASS_A: f64 = 2.5;

/// The classes below A, each with its greatest impulse, N s (the same table).
const BELOW_A: [(&str, f64); 3] = [("1/8A", 0.3125), ("1/4A", 0.625), ("1/2A", 1.25)];

/// What a catalogue says of a motor.
#[derive(Debug, Clone, PartialEq)]
pub struct CatalogEntry {
    /// The designation, such as `K550W`.
    pub designation: String,
    /// The maker, as the motor file spells it.
    pub maker: String,
    /// Total impulse, N s.
    pub impulse: f64,
    /// Burn time, s.
    pub burn_time: f64,
    /// Mass before ignition, kg.
    pub total_mass: f64,
    /// Mass of the propellant before ignition, kg.
    pub propellant_mass: f64,
    /// Outer diameter, m, where it is known.
    pub diameter: Option<f64>,
    /// Length, m.
    pub length: f64,
    /// The motor file.
    pub file: String,
    /// The line on which the motor begins there, from 1.
    pub line: usize,
}

impl CatalogEntry {
    /// The entry of a motor as it is before ignition.
    pub fn new(motor: &Motor, maker: &str, file: &str, line: usize) -> Self {
        Self {
            designation: motor.name.clone(),
            maker: maker.to_owned(),
            impulse: motor.total_impulse(),
            burn_time: motor.burn_time(),
            total_mass: motor.mass_properties(0.0).mass,
            propellant_mass: motor.propellant_properties(0.0).mass,
            diameter: motor.diameter,
            length: motor.length,
            file: file.to_owned(),
            line,
        }
    }

    /// The class of its impulse, such as `K`.
    pub fn impulse_class(&self) -> String {
        impulse_class(self.impulse)
    }
}

/// The class of a total impulse, N s: `1/8A`, `1/4A`, `1/2A`, `A` to `Z`, then `AA` and on.
///
/// ```
/// use downrange::motor::impulse_class;
/// assert_eq!(impulse_class(2560.0), "K");
/// assert_eq!(impulse_class(2560.1), "L");
/// ```
pub fn impulse_class(impulse: f64) -> String {
    if let Some((class, _)) = BELOW_A.iter().find(|(_, most)| impulse <= *most) {
        return (*class).to_owned();
    }
    let (mut letter, mut doubled, mut most) = (b'A', false, CLASS_A);
    while impulse > most && !(doubled && letter == b'Z') {
        most *= 2.0;
        (letter, doubled) = match letter {
            b'Z' => (b'A', true),
            _ => (letter + 1, doubled),
        };
    }
    let letter = char::from(letter).to_string();
    match doubled {
        true => letter.repeat(2),
        false => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A class begins above the greatest impulse of the one before; the largest motor has a class, too.
    #[test]
    fn classes_double() {
        for (impulse, class) in [
            (0.3, "1/8A"),
            (1.25, "1/2A"),
            (1.26, "A"),
            (8.8, "C"),
            (1280.0, "J"),
            (1280.1, "K"),
            (40_960.0, "O"),
            (83_886_080.0, "Z"),
            (83_886_081.0, "AA"),
            (f64::INFINITY, "ZZ"),
        ] {
            assert_eq!(impulse_class(impulse), class, "{impulse}");
        }
    }
}
