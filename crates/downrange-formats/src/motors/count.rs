//! Numbers of motors in words.

/// `1 motor`, `2 motors`.
pub fn motors_counted(count: usize) -> String {
    match count {
        1 => "1 motor".to_owned(),
        count => format!("{count} motors"),
    }
}
