//! Small motor databases as OpenRocket publishes them (`openrocket/motor-database`, schema/V1__initial_schema.sql), made up here.
#![allow(clippy::unwrap_used, dead_code)]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rusqlite::Connection;
use sha2::{Digest, Sha256};

/// Where the database is said to lie.
pub const DOWNLOAD: &str = "https://example.org/motors.db.gz";

/// The tables, as the schema has them.
pub const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE manufacturers (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, abbrev TEXT);
CREATE TABLE motors (id INTEGER PRIMARY KEY AUTOINCREMENT, manufacturer_id INTEGER NOT NULL, tc_motor_id TEXT,
    designation TEXT NOT NULL, common_name TEXT, impulse_class TEXT, diameter REAL, length REAL, total_impulse REAL,
    avg_thrust REAL, max_thrust REAL, burn_time REAL, propellant_weight REAL, total_weight REAL, type TEXT, delays TEXT,
    case_info TEXT, prop_info TEXT, sparky INTEGER, info_url TEXT, data_files INTEGER, updated_on TEXT);
CREATE TABLE thrust_curves (id INTEGER PRIMARY KEY AUTOINCREMENT, motor_id INTEGER NOT NULL, tc_simfile_id TEXT, source TEXT,
    format TEXT, license TEXT, info_url TEXT, data_url TEXT, total_impulse REAL, avg_thrust REAL, max_thrust REAL,
    burn_time REAL);
CREATE TABLE thrust_data (id INTEGER PRIMARY KEY AUTOINCREMENT, curve_id INTEGER NOT NULL, time_seconds REAL NOT NULL,
    force_newtons REAL NOT NULL);
CREATE INDEX idx_thrust_curve ON thrust_data(curve_id);
INSERT INTO meta VALUES ('schema_version', '2'), ('database_version', '20260301040958');
";

/// Two motors with a curve each, a hybrid without masses, and a motor without a curve.
pub const MOTORS: &str = "
INSERT INTO manufacturers (name, abbrev) VALUES ('AeroTech', 'AT'), ('Cesaroni Technology', 'CTI');
INSERT INTO motors (manufacturer_id, designation, diameter, length, propellant_weight, total_weight, delays) VALUES
    (1, 'K550W', 54, 410, 889, 1487, '6,10,14'), (2, 'K650 CS', 54, 404, 860, 1450.5, NULL),
    (1, 'L1H', 54, 900, NULL, NULL, NULL), (1, 'M1', 98, 900, 4000, 8000, NULL);
INSERT INTO thrust_curves (motor_id, tc_simfile_id, source, format) VALUES
    (1, 'abc', 'cert', 'RASP'), (2, 'def', 'mfr', 'RSE'), (3, NULL, NULL, NULL);
INSERT INTO thrust_data (curve_id, time_seconds, force_newtons) VALUES
    (1, 0.1, 500), (1, 3, 500.25), (1, 3.5, 0), (2, 0, 0), (2, 0.1, 600), (2, 2.9, 600), (2, 3.1, 0),
    (3, 0.1, 900), (3, 5, 0);
";

/// The bytes of a database that these statements make.
pub fn database(statements: &str) -> Vec<u8> {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(statements).unwrap();
    connection.serialize("main").unwrap().to_vec()
}

/// The published form: packed with gzip.
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// The SHA-256, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest of a packed database that lies at an address.
pub fn manifest(packed: &[u8], schema: u32, download: &str) -> String {
    let digest = sha256(packed);
    format!(
        "{{\"schema_version\": {schema}, \"database_version\": 20260301040958, \"generated_at\": \"2026-03-01T04:09:58.567070\", \
         \"motor_count\": 4, \"curve_count\": 3, \"sha256\": \"{digest}\", \"sha256_gz\": \"{digest}\", \"sig\": \"\", \
         \"download_url\": \"{download}\"}}"
    )
}
