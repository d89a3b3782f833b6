//! The tables of the database (`openrocket/motor-database`, schema/V1__initial_schema.sql, schema version 2).

use rusqlite::{Connection, Row};

use super::curve::DatabaseCurve;

/// The version of the tables that is read.
pub const SCHEMA: u64 = 2;

/// Curves, and motors without one, that are read at most; the published database has some two thousand.
const MOST_CURVES: usize = 50_000;

/// Points of all curves that are read at most.
const MOST_POINTS: usize = 5_000_000;

/// Steps of the database's machine between two looks at the clock of steps, and looks that are allowed: some hundred times what
/// the published database takes.
const STEPS: i32 = 100_000;
const MOST_LOOKS: u32 = 5_000;

/// The tables that are read.
const TABLES: [&str; 5] = [
    "meta",
    "manufacturers",
    "motors",
    "thrust_curves",
    "thrust_data",
];

/// Points of curves that are not there, if any: how many, and the number of the first such curve.
pub type StrayPoints = Option<(usize, i64)>;

/// A database, read.
#[derive(Debug)]
pub struct ReadDatabase {
    /// The version it gives itself, if it does.
    pub version: Option<u64>,
    /// The curves, by their numbers.
    pub curves: Vec<DatabaseCurve>,
    /// Motors that have no curve, by their designations.
    pub without_curve: Vec<String>,
    /// Points of no curve.
    pub stray_points: StrayPoints,
}

/// Reads a database that lies in memory.
///
/// # Errors
/// When it is none, is broken, has other tables or too much in them.
pub fn read(bytes: &[u8]) -> Result<ReadDatabase, String> {
    let told = |reason: rusqlite::Error| format!("the database cannot be read: {reason}");
    let database = open(bytes).map_err(told)?;
    for table in TABLES {
        let found = database
            .query_row(
                "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                [table],
                |row| row.get::<_, String>(0),
            )
            .map(|sql| {
                sql.trim_start()
                    .to_ascii_uppercase()
                    .starts_with("CREATE TABLE")
            });
        match found {
            Ok(true) => {}
            Ok(false) | Err(rusqlite::Error::QueryReturnedNoRows) => {
                return Err(format!("it has no table `{table}`"));
            }
            Err(reason) => return Err(told(reason)),
        }
    }
    let meta = |key: &str| -> Result<Option<u64>, String> {
        let value = database.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            row.get::<_, String>(0)
        });
        match value {
            Ok(value) => Ok(value.trim().parse().ok()),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            Err(reason) => Err(told(reason)),
        }
    };
    expect_schema(meta("schema_version")?)?;
    let mut curves = curves(&database).map_err(told)?;
    if curves.len() > MOST_CURVES {
        return Err(format!("more than {MOST_CURVES} thrust curves"));
    }
    let filled = fill(&database, &mut curves, MOST_POINTS).map_err(told)?;
    let too_many = || format!("more than {MOST_POINTS} points of thrust curves");
    let stray_points = filled.ok_or_else(too_many)?;
    let without_curve = without_curve(&database).map_err(told)?;
    if without_curve.len() > MOST_CURVES {
        return Err(format!(
            "more than {MOST_CURVES} motors without a thrust curve"
        ));
    }
    Ok(ReadDatabase {
        version: meta("database_version")?,
        curves,
        without_curve,
        stray_points,
    })
}

/// Refuses tables of another version.
///
/// # Errors
/// When they are.
pub fn expect_schema(version: Option<u64>) -> Result<(), String> {
    match version {
        Some(SCHEMA) => Ok(()),
        Some(other) => Err(format!(
            "a database of schema version {other}, expected {SCHEMA}: a newer Downrange may read it"
        )),
        None => Err("the database does not say its schema version".to_owned()),
    }
}

fn open(bytes: &[u8]) -> rusqlite::Result<Connection> {
    let mut database = Connection::open_in_memory()?;
    database.deserialize_read_exact("main", bytes, bytes.len(), true)?;
    // What stands in it is data: it calls nothing, and takes no endless time.
    database.pragma_update(None, "trusted_schema", false)?;
    database.pragma_update(None, "cell_size_check", true)?;
    let mut looks = 0;
    database.progress_handler(
        STEPS,
        Some(move || {
            looks += 1;
            looks > MOST_LOOKS
        }),
    )?;
    Ok(database)
}

/// The curves without their points.
fn curves(database: &Connection) -> rusqlite::Result<Vec<DatabaseCurve>> {
    let mut query = database.prepare(
        "SELECT thrust_curves.id, motors.designation, manufacturers.name, motors.diameter, motors.length, \
         motors.propellant_weight, motors.total_weight, motors.delays, thrust_curves.source, thrust_curves.tc_simfile_id \
         FROM thrust_curves LEFT JOIN motors ON motors.id = thrust_curves.motor_id \
         LEFT JOIN manufacturers ON manufacturers.id = motors.manufacturer_id \
         ORDER BY thrust_curves.id LIMIT ?1",
    )?;
    let read = |row: &Row<'_>| {
        Ok(DatabaseCurve {
            id: row.get(0)?,
            designation: row.get(1)?,
            maker: row.get(2)?,
            diameter: row.get(3)?,
            length: row.get(4)?,
            propellant_mass: row.get(5)?,
            total_mass: row.get(6)?,
            delays: row.get(7)?,
            source: row.get(8)?,
            number: row.get(9)?,
            points: Vec::new(),
        })
    };
    query.query_map([MOST_CURVES as i64 + 1], read)?.collect()
}

/// Adds the points of the curves, and counts those of no curve; none where there are more than `most`: no curve is cut.
fn fill(
    database: &Connection,
    curves: &mut [DatabaseCurve],
    most: usize,
) -> rusqlite::Result<Option<StrayPoints>> {
    let mut query = database.prepare(
        "SELECT curve_id, time_seconds, force_newtons FROM thrust_data ORDER BY id LIMIT ?1",
    )?;
    let mut rows = query.query([most as i64 + 1])?;
    let (mut count, mut stray) = (0, None);
    while let Some(row) = rows.next()? {
        count += 1;
        let id: i64 = row.get(0)?;
        let at = curves.binary_search_by_key(&id, |curve| curve.id).ok();
        match at.and_then(|at| curves.get_mut(at)) {
            Some(curve) => curve.points.push((row.get(1)?, row.get(2)?)),
            None => stray.get_or_insert((0, id)).0 += 1,
        }
    }
    Ok((count <= most).then_some(stray))
}

fn without_curve(database: &Connection) -> rusqlite::Result<Vec<String>> {
    // A list with a NULL in it would hold every motor.
    let mut query = database.prepare(
        "SELECT designation FROM motors \
         WHERE id NOT IN (SELECT motor_id FROM thrust_curves WHERE motor_id IS NOT NULL) ORDER BY id LIMIT ?1",
    )?;
    query
        .query_map([MOST_CURVES as i64 + 1], |row| row.get(0))?
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Defends against a curve whose last points are cut off by the limit and that is flown all the same.
    #[test]
    fn too_many_points_are_no_shorter_curve() {
        let database = Connection::open_in_memory().unwrap();
        let rows = "CREATE TABLE thrust_data (id INTEGER PRIMARY KEY, curve_id, time_seconds, force_newtons);
            INSERT INTO thrust_data VALUES (1, 7, 0.5, 10.0), (2, 9, 1.0, 10.0), (3, 7, 2.0, 0.0);";
        database.execute_batch(rows).unwrap();
        let curve = DatabaseCurve {
            id: 7,
            ..DatabaseCurve::default()
        };
        let mut curves = [curve.clone()];
        assert_eq!(fill(&database, &mut curves, 3).unwrap(), Some(Some((1, 9))));
        assert_eq!(curves[0].points, [(0.5, 10.0), (2.0, 0.0)]);
        assert_eq!(fill(&database, &mut [curve], 2).unwrap(), None);
    }
}
