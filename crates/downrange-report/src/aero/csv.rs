//! The figures as tables: SI, ten significant digits, headers that the launch file's tables are read by.

use std::io::{self, Write};

use downrange::text::file_stems;

use super::report::AeroReport;
use super::vehicle_table::{MachPoint, ORIGINS, center_of};

/// A column: its header and its value, if there is one.
type CsvColumn<'a> = (String, Box<dyn Fn(&MachPoint) -> Option<f64> + 'a>);

impl AeroReport<'_> {
    /// File names, one a table: of a stack those after the first carry the stage's name.
    pub fn csv_names(&self) -> Vec<String> {
        let stages = self.tables.iter().enumerate();
        let stages: Vec<String> = stages
            .map(|(index, table)| match (table.stage.as_deref(), index) {
                // What begins so is a table against the angle of attack.
                (Some(stage), 1..) if stage.to_lowercase().starts_with("alpha") => {
                    format!("stage {stage}")
                }
                (Some(stage), 1..) => stage.to_owned(),
                _ => String::new(),
            })
            .collect();
        let stems = file_stems(stages.iter().map(String::as_str));
        let names = self.tables.iter().zip(stems).enumerate();
        names
            .map(|(index, (table, stem))| match (&table.stage, index) {
                (Some(_), 1..) => format!("aero-{stem}.csv"),
                _ => "aero.csv".to_owned(),
            })
            .collect()
    }

    /// Writes one of the tables against Mach number. A launch file can take them as they are: `drag_power_off =
    /// "aero.csv"`, and so `drag_power_on`, `normal_force_slope` and `center_of_pressure`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn csv(&self, index: usize, out: impl Write) -> io::Result<()> {
        let Some(table) = self.tables.get(index) else {
            return Ok(());
        };
        let mut columns: Vec<CsvColumn> = Vec::new();
        let mut put = |header: &str, value: fn(&MachPoint) -> Option<f64>| {
            columns.push((header.to_owned(), Box::new(value)));
        };
        put("mach", |p| Some(p.mach));
        put("cd_power_off", |p| Some(p.drag_power_off.total()));
        put("cd_power_on", |p| Some(p.drag_power_on.total()));
        put("cd_power_off_standard_uncertainty", |p| {
            Some(p.drag_power_off.uncertainty())
        });
        put("cn_alpha (1/rad)", |p| Some(p.slope));
        put("cp (m)", |p| p.center);
        put("static_margin_cal", |p| p.margins.map(|m| m[0]));
        put("static_margin_burnout_cal", |p| p.margins.map(|m| m[1]));
        put("cmq_per_rad", |p| Some(p.pitch_damping[0]));
        put("cmq_burnout_per_rad", |p| Some(p.pitch_damping[1]));
        put("clp_per_rad", |p| Some(p.roll_damping));
        put("cl_fins", |p| Some(p.roll_forcing));
        for (_, key, of) in ORIGINS {
            let header = format!("power_off_{key}");
            columns.push((header, Box::new(move |p| Some(of(&p.drag_power_off)))));
        }
        for (index, part) in table.parts().enumerate() {
            let mut put = |what: &str, value: fn(&downrange::aero::PartShare) -> Option<f64>| {
                let of = move |p: &MachPoint| p.shares.get(index).and_then(value);
                columns.push((format!("{}: {what}", part.name), Box::new(of)));
            };
            put("cd_power_off", |s| Some(s.drag_power_off.total()));
            put("cd_power_on", |s| Some(s.drag_power_on.total()));
            put("cn_alpha_per_rad", |s| Some(s.normal_force.force));
            put("cp_m", center_of);
        }
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(columns.iter().map(|(header, _)| header))?;
        for point in &table.points {
            writer.write_record(columns.iter().map(|(_, value)| number(value(point))))?;
        }
        writer.flush()
    }

    /// Writes one of the tables against Mach number and angle of attack.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn alpha_csv(&self, index: usize, out: impl Write) -> io::Result<()> {
        let Some(table) = self.tables.get(index) else {
            return Ok(());
        };
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record([
            "mach",
            "alpha_deg",
            "cn",
            "ca_power_off",
            "ca_power_on",
            "cp_m",
        ])?;
        for point in &table.points {
            for (angle, at) in self.angles.iter().zip(&point.at_angles) {
                writer.write_record(
                    [
                        Some(point.mach),
                        Some(super::json::round(angle.to_degrees())),
                        Some(at.normal),
                        Some(at.axial_power_off),
                        Some(at.axial_power_on),
                        at.center_of_pressure,
                    ]
                    .map(number),
                )?;
            }
        }
        writer.flush()
    }
}

/// Ten significant digits without trailing zeros; nothing for what is not there.
fn number(value: Option<f64>) -> String {
    let text = value.map(|value| format!("{value:.9e}"));
    let rounded = text.and_then(|text| text.parse::<f64>().ok());
    rounded.map_or(String::new(), |value| value.to_string())
}
