//! The nodes that `bench/direct-path` measures; `nodes.py` has the same in Python.
//!
//! `source`: sends what `PLAN` says, `bytes:count:milliseconds` for each size, then ends, or waits to be stopped
//! if `LINGER` is set. `relay`: passes on what it gets. `sink`: writes `bytes nanoseconds` for each message to
//! `RESULT`, and makes `RESULT.first` when the first arrives.
use dora_node_api::{DoraNode, Event, EventStream, MetadataParameters, Parameter};
use eyre::{bail, eyre, Result};
use std::collections::HashMap;
use std::fmt::Write;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970").as_nanos() as i64
}

fn source(mut node: DoraNode, mut events: EventStream) -> Result<()> {
    for step in std::env::var("PLAN")?.split(',') {
        let numbers = step.split(':').map(str::parse).collect::<Result<Vec<u64>, _>>()?;
        let [bytes, count, millis] = numbers[..] else {
            bail!("`{step}` is not bytes:count:milliseconds");
        };
        let data = vec![7u8; bytes as usize];
        std::thread::sleep(Duration::from_millis(300));
        for _ in 0..count {
            std::thread::sleep(Duration::from_millis(millis));
            let mut parameters = MetadataParameters::default();
            parameters.insert("bytes".to_string(), Parameter::Integer(bytes as i64));
            parameters.insert("sent".to_string(), Parameter::Integer(now()));
            node.send_output_bytes("out".to_string().into(), parameters, data.len(), &data)?;
        }
    }
    if std::env::var_os("LINGER").is_some() {
        while events.recv().is_some() {}
    }
    Ok(())
}

fn relay(mut node: DoraNode, mut events: EventStream) -> Result<()> {
    while let Some(event) = events.recv() {
        if let Event::Input { data, metadata, .. } = event {
            node.send_output("out".to_string().into(), metadata.parameters, data)?;
        }
    }
    Ok(())
}

fn sink(mut events: EventStream) -> Result<()> {
    let result = std::env::var("RESULT")?;
    let mut lines = String::new();
    while let Some(event) = events.recv() {
        if let Event::Input { metadata, .. } = event {
            let numbers: HashMap<&str, i64> = metadata
                .parameters
                .iter()
                .filter_map(|(name, value)| match value {
                    Parameter::Integer(number) => Some((name.as_str(), *number)),
                    _ => None,
                })
                .collect();
            if lines.is_empty() {
                std::fs::write(format!("{result}.first"), "")?;
            }
            writeln!(lines, "{} {}", numbers["bytes"], now() - numbers["sent"])?;
        }
    }
    Ok(std::fs::write(result, lines)?)
}

fn main() -> Result<()> {
    let role = std::env::args().nth(1).ok_or_else(|| eyre!("usage: node source|relay|sink"))?;
    let (node, events) = DoraNode::init_from_env()?;
    match role.as_str() {
        "source" => source(node, events),
        "relay" => relay(node, events),
        "sink" => sink(events),
        other => bail!("no such role: {other}"),
    }
}
