//! The tables of the database (`openrocket/motor-database`, schema/V1__initial_schema.sql, schema version 2).

use rusqlite::{Connection, Row};

use super::curve::DatabaseCurve;

/// The version of the tables that is read.
pub const SCHEMA: u64 = 2;

/// Curves that are read at most; the published database has some two thousand.
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

/// A database, read.
#[derive(Debug)]
pub struct ReadDatabase {
    /// The version it gives itself, if it does.
    pub version: Option<u64>,
    /// The curves, by their numbers.
    pub curves: Vec<DatabaseCurve>,
    /// Motors that have no curve, by their designations.
    pub without_curve: Vec<String>,
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
    fill(&database, &mut curves).map_err(told)?;
    Ok(ReadDatabase {
        version: meta("database_version")?,
        curves,
        without_curve: without_curve(&database).map_err(told)?,
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

/// Adds the points of the curves.
fn fill(database: &Connection, curves: &mut [DatabaseCurve]) -> rusqlite::Result<()> {
    let mut query = database.prepare(
        "SELECT curve_id, time_seconds, force_newtons FROM thrust_data ORDER BY id LIMIT ?1",
    )?;
    let mut rows = query.query([MOST_POINTS as i64])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let at = curves.binary_search_by_key(&id, |curve| curve.id).ok();
        if let Some(curve) = at.and_then(|at| curves.get_mut(at)) {
            curve.points.push((row.get(1)?, row.get(2)?));
        }
    }
    Ok(())
}

fn without_curve(database: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = database.prepare(
        "SELECT designation FROM motors WHERE id NOT IN (SELECT motor_id FROM thrust_curves) ORDER BY id LIMIT ?1",
    )?;
    query
        .query_map([MOST_CURVES as i64], |row| row.get(0))?
        .collect()
}
